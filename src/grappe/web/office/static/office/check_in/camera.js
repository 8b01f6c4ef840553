// The camera, where the browser reads QR codes by itself; elsewhere a USB reader or the keyboard serves.

const EVERY = 150;
const SAME_AGAIN = 3000;

export async function readsCodes() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return false;
  return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
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
    this.detector = new BarcodeDetector({ formats: ["qr_code"] });
    this.look();
  }

  stop() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = this.video.srcObject = null;
  }

  async look() {
    if (!this.stream) return;
    try {
      const [found] = await this.detector.detect(this.video);
      if (found) this.see(found.rawValue);
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
