// The camera. Few browsers read QR codes by themselves; in the others we do, on the phone, also without a network.

import { readPicture } from "./qr_picture.js";

const WIDEST = 640;
const EVERY = 150;
const SAME_AGAIN = 3000;

export const hasCamera = () => Boolean(navigator.mediaDevices);

// Reads the text of a code in the video's present picture, or gives nothing.
async function reader() {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  return (video) => {
    const share = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * share);
    canvas.height = Math.round(video.videoHeight * share);
    drawing.drawImage(video, 0, 0, canvas.width, canvas.height);
    return readPicture(drawing.getImageData(0, 0, canvas.width, canvas.height));
  };
}

export class Camera {
  constructor(video, scanned) {
    Object.assign(this, { video, scanned, stream: null, last: "", at: 0 });
  }

  get isOn() {
    return this.stream !== null;
  }

  async start() {
    this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    this.video.srcObject = this.stream;
    await this.video.play();
    this.read = await reader();
    this.look();
  }

  stop() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = this.video.srcObject = null;
  }

  async look() {
    if (!this.stream) return;
    try {
      const code = await this.read(this.video);
      if (code) this.see(code);
    } catch {
      // A frame that is not ready yet; the next one will be.
    }
    setTimeout(() => this.look(), EVERY);
  }

  // A badge held before the camera is one scan, not ten.
  see(code) {
    const now = Date.now();
    const again = code === this.last && now - this.at < SAME_AGAIN;
    this.last = code;
    this.at = now;
    if (!again) this.scanned(code);
  }
}
