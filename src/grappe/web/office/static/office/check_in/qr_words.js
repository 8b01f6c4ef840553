// From the modules of a QR code (ISO/IEC 18004, versions 1 to 10) to its text. Badges need version 3 at most.

import { corrected } from "./qr_correction.js";

const MOST_VERSION = 10;
const TOTAL_WORDS = [0, 26, 44, 70, 100, 134, 172, 196, 242, 292, 346];
// By version: [blocks, words of correction in each] for the levels L, M, Q, H.
const BLOCKS = [
  [],
  [[1, 7], [1, 10], [1, 13], [1, 17]],
  [[1, 10], [1, 16], [1, 22], [1, 28]],
  [[1, 15], [1, 26], [2, 18], [2, 22]],
  [[1, 20], [2, 18], [2, 26], [4, 16]],
  [[1, 26], [2, 24], [4, 18], [4, 22]],
  [[2, 18], [4, 16], [4, 24], [4, 28]],
  [[2, 20], [4, 18], [6, 18], [5, 26]],
  [[2, 24], [4, 22], [6, 22], [6, 26]],
  [[2, 30], [5, 22], [8, 20], [8, 24]],
  [[4, 18], [5, 26], [8, 24], [8, 28]],
];
// The two bits of the level in the format, to its place above.
const LEVELS = [1, 0, 3, 2];
const ALIGNED_AT = [[], [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const FORMAT_MASK = 0x5412;
const MOST_WRONG_BITS = 3;

// isDark(x, y) tells each module of a square of `size`; the text, or null where this is no code.
export function textOf(size, isDark) {
  const version = (size - 17) / 4;
  if (!Number.isInteger(version) || version < 1 || version > MOST_VERSION) return null;
  const format = formatOf(size, isDark);
  if (format === null) return null;
  const words = wordsOf(size, isDark, version, MASKS[format & 7]);
  const data = dataOf(words, version, LEVELS[format >> 3]);
  return data && written(data, version);
}

// The format stands twice, each with ten bits of correction: the nearest of the 32 that exist.
function formatOf(size, isDark) {
  const near = [];
  const far = [];
  for (let i = 0; i < 15; i++) {
    near.push(i < 6 ? isDark(8, i) : i < 8 ? isDark(8, i + 1) : i === 8 ? isDark(7, 8) : isDark(14 - i, 8));
    far.push(i < 8 ? isDark(size - 1 - i, 8) : isDark(8, size - 15 + i));
  }
  let best = null;
  let fewest = MOST_WRONG_BITS + 1;
  for (let format = 0; format < 32; format++) {
    const whole = withCorrection(format) ^ FORMAT_MASK;
    for (const read of [near, far]) {
      const wrong = read.filter((dark, i) => dark !== Boolean((whole >> i) & 1)).length;
      if (wrong < fewest) [best, fewest] = [format, wrong];
    }
  }
  return best;
}

function withCorrection(format) {
  let rest = format;
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  return (format << 10) | rest;
}

function isFunction(size, version, x, y) {
  if (x === 6 || y === 6) return true;
  if ((x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8)) return true;
  if (version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11))) return true;
  const at = ALIGNED_AT[version];
  const last = at.length - 1;
  const inCorner = (i, j) => (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
  return at.some((cx, i) => at.some((cy, j) => !inCorner(i, j) && Math.abs(x - cx) <= 2 && Math.abs(y - cy) <= 2));
}

// Two columns at a time from the right, up and down in turn.
function wordsOf(size, isDark, version, mask) {
  const words = new Uint8Array(TOTAL_WORDS[version]);
  let read = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++) {
      const y = upward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (isFunction(size, version, x, y) || read >= words.length * 8) continue;
        words[read >> 3] |= (isDark(x, y) !== mask(x, y)) << (7 - (read & 7));
        read++;
      }
    }
  }
  return words;
}

// Blocks are woven word by word; the first ones may be a word shorter than the last.
function dataOf(words, version, level) {
  const [count, correction] = BLOCKS[version][level];
  const held = words.length - count * correction;
  const short = count - (held % count);
  const blocks = Array.from({ length: count }, () => []);
  let next = 0;
  for (let i = 0; i < Math.ceil(held / count); i++)
    for (let block = i < Math.floor(held / count) ? 0 : short; block < count; block++) blocks[block].push(words[next++]);
  for (let i = 0; i < correction; i++) for (const block of blocks) block.push(words[next++]);
  const mended = blocks.map((block) => corrected(block, correction));
  return mended.includes(null) ? null : mended.flatMap((block) => block.slice(0, -correction));
}

class Bits {
  constructor(words) {
    Object.assign(this, { words, at: 0 });
  }

  get left() {
    return this.words.length * 8 - this.at;
  }

  take(count) {
    let value = 0;
    for (let i = 0; i < count; i++, this.at++) value = value * 2 + ((this.words[this.at >> 3] >> (7 - (this.at & 7))) & 1);
    return value;
  }
}

function written(data, version) {
  const bits = new Bits(data);
  const long = version > 9;
  let text = "";
  while (bits.left >= 4) {
    const mode = bits.take(4);
    if (mode === 0) break;
    if (mode === 1) text += numbers(bits, bits.take(long ? 12 : 10));
    else if (mode === 2) text += signs(bits, bits.take(long ? 11 : 9));
    else if (mode === 4) text += letters(bits, bits.take(long ? 16 : 8));
    else if (mode === 7) bits.take(8);
    else return null;
  }
  return text;
}

function numbers(bits, count) {
  let text = "";
  for (let left = count; left > 0 && bits.left > 0; left -= 3) {
    const digits = Math.min(3, left);
    text += String(bits.take([0, 4, 7, 10][digits])).padStart(digits, "0");
  }
  return text;
}

function signs(bits, count) {
  let text = "";
  for (let left = count; left > 0 && bits.left > 0; left -= 2) {
    const pair = bits.take(left > 1 ? 11 : 6);
    text += left > 1 ? SIGNS[Math.floor(pair / 45)] + SIGNS[pair % 45] : SIGNS[pair];
  }
  return text;
}

function letters(bits, count) {
  const read = Uint8Array.from({ length: Math.min(count, bits.left >> 3) }, () => bits.take(8));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(read);
  } catch {
    return new TextDecoder("iso-8859-1").decode(read);
  }
}
