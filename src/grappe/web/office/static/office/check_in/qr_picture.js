// Where a QR code stands in a picture: its three corners, the fourth point, and the modules in between.

import { textOf } from "./qr_words.js";

const WINDOW_SHARE = 8;
const DARKER_BY = 0.92;
const MOST_CORNERS = 8;
const ALIGNED_CELLS = 21;

// The text of the code in a picture ({ width, height, data } in RGBA), or null.
export function readPicture(picture) {
  const sheet = new Sheet(picture);
  for (const [a, b, c] of triples(cornersOf(sheet))) {
    const text = readBetween(sheet, ...ordered(a, b, c));
    if (text) return text;
  }
  return null;
}

// Black and white: a point is dark where it is darker than its neighbourhood.
class Sheet {
  constructor({ width, height, data }) {
    Object.assign(this, { width, height, dark: new Uint8Array(width * height) });
    const grey = new Float32Array(width * height);
    const sums = new Float64Array((width + 1) * (height + 1));
    for (let y = 0; y < height; y++) {
      let row = 0;
      for (let x = 0; x < width; x++) {
        const at = (y * width + x) * 4;
        row += grey[y * width + x] = 0.3 * data[at] + 0.59 * data[at + 1] + 0.11 * data[at + 2];
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
    const reach = Math.ceil(Math.max(width, height) / WINDOW_SHARE / 2);
    for (let y = 0; y < height; y++) {
      const top = Math.max(0, y - reach) * (width + 1);
      const bottom = Math.min(height, y + reach + 1) * (width + 1);
      for (let x = 0; x < width; x++) {
        const left = Math.max(0, x - reach);
        const right = Math.min(width, x + reach + 1);
        const points = ((bottom - top) / (width + 1)) * (right - left);
        const mean = (sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left]) / points;
        this.dark[y * width + x] = grey[y * width + x] < mean * DARKER_BY ? 1 : 0;
      }
    }
  }

  isDark(x, y) {
    const column = Math.floor(x);
    const row = Math.floor(y);
    return column >= 0 && row >= 0 && column < this.width && row < this.height && this.dark[row * this.width + column] === 1;
  }
}

// Dark, light, dark, light, dark in the lengths 1, 1, 3, 1, 1: the middle of a corner's pattern.
const isCorner = (runs) => {
  const unit = runs.reduce((sum, run) => sum + run, 0) / 7;
  return unit >= 1 && runs.every((run, i) => Math.abs(run - unit * (i === 2 ? 3 : 1)) <= unit * (i === 2 ? 1.2 : 0.6));
};

function cornersOf(sheet) {
  const found = [];
  for (let y = 0; y < sheet.height; y++) {
    let runs = [];
    let begins = 0;
    for (let x = 1; x <= sheet.width; x++) {
      if (x < sheet.width && sheet.isDark(x, y) === sheet.isDark(x - 1, y)) continue;
      runs = [...runs.slice(-4), x - begins];
      begins = x;
      if (runs.length === 5 && sheet.isDark(x - 1, y) && isCorner(runs)) note(sheet, found, x - runs[4] - runs[3] - runs[2] / 2, y);
    }
  }
  return found.sort((one, other) => other.seen - one.seen).slice(0, MOST_CORNERS);
}

// A row that crosses the pattern: is it one from top to bottom too, and one that is known?
function note(sheet, found, x, y) {
  const down = crossing(sheet, x, y + 0.5, 0, 1);
  const up = crossing(sheet, x, y + 0.5, 0, -1);
  if (!down || !up || !isCorner([up[2], up[1], up[0] + down[0], down[1], down[2]])) return;
  const middle = y + 0.5 + (down[0] - up[0]) / 2;
  const size = (up[0] + up[1] + up[2] + down[0] + down[1] + down[2]) / 7;
  const known = found.find((one) => Math.hypot(one.x - x, one.y - middle) < 2 * Math.max(size, one.size));
  if (!known) found.push({ x, y: middle, size, seen: 1 });
  else {
    for (const [name, value] of Object.entries({ x, y: middle, size })) known[name] += (value - known[name]) / (known.seen + 1);
    known.seen++;
  }
}

// The lengths of dark, light and dark from a point in a direction; null where the picture ends before.
function crossing(sheet, x, y, dx, dy) {
  const runs = [0, 0, 0];
  const step = 0.5;
  let place = 0;
  for (let t = 0; place < 3; t += step) {
    const [px, py] = [x + t * dx, y + t * dy];
    if (px < 0 || py < 0 || px >= sheet.width || py >= sheet.height) return place === 2 ? runs : null;
    while (place < 3 && sheet.isDark(px, py) !== (place !== 1)) place++;
    if (place < 3) runs[place] += step;
  }
  return runs;
}

// Threes of corners, first those of one size that stand at a right angle with two sides alike.
function triples(corners) {
  const found = [];
  for (let i = 0; i < corners.length; i++)
    for (let j = i + 1; j < corners.length; j++)
      for (let k = j + 1; k < corners.length; k++) {
        const three = [corners[i], corners[j], corners[k]];
        const sizes = three.map((one) => one.size);
        const sides = [distance(three[0], three[1]), distance(three[1], three[2]), distance(three[0], three[2])].sort((a, b) => a - b);
        const odd = Math.max(...sizes) / Math.min(...sizes) - 1 + sides[1] / sides[0] - 1 + Math.abs(sides[2] / Math.hypot(sides[0], sides[1]) - 1);
        found.push([odd, three]);
      }
  return found.sort((one, other) => one[0] - other[0]).slice(0, 6).map((one) => one[1]);
}

const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

// Top left, top right, bottom left: the first faces the longest side, the turn tells the others apart.
function ordered(a, b, c) {
  const [ab, bc, ac] = [distance(a, b), distance(b, c), distance(a, c)];
  const [corner, one, other] = bc >= ab && bc >= ac ? [a, b, c] : ac >= ab && ac >= bc ? [b, a, c] : [c, a, b];
  const turn = (one.x - corner.x) * (other.y - corner.y) - (one.y - corner.y) * (other.x - corner.x);
  return turn > 0 ? [corner, one, other] : [corner, other, one];
}

function readBetween(sheet, corner, right, below) {
  const units = [unitAlong(sheet, corner, right), unitAlong(sheet, right, corner), unitAlong(sheet, corner, below), unitAlong(sheet, below, corner)];
  const known = units.filter((one) => one > 0);
  const unit = known.reduce((sum, one) => sum + one, 0) / known.length;
  if (!(unit >= 1)) return null;
  const guess = (distance(corner, right) + distance(corner, below)) / 2 / unit + 7;
  const nearest = Math.round((guess - 17) / 4) * 4 + 17;
  for (const size of [nearest, nearest + 4, nearest - 4]) {
    if (size < 21) continue;
    const text = readSquare(sheet, corner, right, below, size);
    if (text) return text;
  }
  return null;
}

// The width of a module, from the seven that a corner has on the line to another.
function unitAlong(sheet, from, to) {
  const length = distance(from, to);
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const [there, back] = [crossing(sheet, from.x, from.y, dx, dy), crossing(sheet, from.x, from.y, -dx, -dy)];
  return there && back ? [...there, ...back].reduce((sum, one) => sum + one, 0) / 7 : 0;
}

function readSquare(sheet, corner, right, below, size) {
  const across = size - 7;
  const [ux, uy] = [(right.x - corner.x) / across, (right.y - corner.y) / across];
  const [vx, vy] = [(below.x - corner.x) / across, (below.y - corner.y) / across];
  const flat = (i, j) => [corner.x + (i - 3.5) * ux + (j - 3.5) * vx, corner.y + (i - 3.5) * uy + (j - 3.5) * vy];
  const aligned = size > 21 ? alignment(sheet, ...flat(size - 6.5, size - 6.5), ux, uy, vx, vy) : null;
  if (!aligned) return textOf(size, (i, j) => sheet.isDark(...flat(i + 0.5, j + 0.5)));
  const near = 3.5;
  const far = size - 3.5;
  const at = projection([
    [near, near, corner.x, corner.y],
    [far, near, right.x, right.y],
    [near, far, below.x, below.y],
    [size - 6.5, size - 6.5, ...aligned],
  ]);
  return textOf(size, (i, j) => sheet.isDark(...at(i + 0.5, j + 0.5)));
}

// The small square near the fourth corner: where its five by five modules fit best.
function alignment(sheet, x, y, ux, uy, vx, vy) {
  const unit = Math.hypot(ux, uy);
  const reach = 4 * unit;
  const step = Math.max(0.5, unit / 4);
  let best = 0;
  let sums = [0, 0, 0];
  for (let dy = -reach; dy <= reach; dy += step)
    for (let dx = -reach; dx <= reach; dx += step) {
      let right = 0;
      for (let j = -2; j <= 2; j++)
        for (let i = -2; i <= 2; i++) {
          const ring = Math.max(Math.abs(i), Math.abs(j));
          right += sheet.isDark(x + dx + i * ux + j * vx, y + dy + i * uy + j * vy) === (ring !== 1);
        }
      if (right > best) [best, sums] = [right, [0, 0, 0]];
      if (right === best) sums = [sums[0] + x + dx, sums[1] + y + dy, sums[2] + 1];
    }
  return best >= ALIGNED_CELLS ? [sums[0] / sums[2], sums[1] / sums[2]] : null;
}

// The perspective that takes four modules to four points of the picture.
function projection(pairs) {
  const rows = pairs.flatMap(([i, j, x, y]) => [
    [i, j, 1, 0, 0, 0, -i * x, -j * x, x],
    [0, 0, 0, i, j, 1, -i * y, -j * y, y],
  ]);
  for (let at = 0; at < 8; at++) {
    let pivot = at;
    for (let row = at + 1; row < 8; row++) if (Math.abs(rows[row][at]) > Math.abs(rows[pivot][at])) pivot = row;
    [rows[at], rows[pivot]] = [rows[pivot], rows[at]];
    for (let row = 0; row < 8; row++) {
      if (row === at) continue;
      const factor = rows[row][at] / rows[at][at];
      for (let column = at; column < 9; column++) rows[row][column] -= factor * rows[at][column];
    }
  }
  const [a, b, c, d, e, f, g, h] = rows.map((row, at) => row[8] / row[at]);
  return (i, j) => {
    const depth = g * i + h * j + 1;
    return [(a * i + b * j + c) / depth, (d * i + e * j + f) / depth];
  };
}
