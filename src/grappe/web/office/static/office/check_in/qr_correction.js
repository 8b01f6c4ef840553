// Reed-Solomon over GF(256), polynomial 0x11d: puts wrong words of a block right, up to half as many as it has of correction.

const POWERS = new Uint8Array(512);
const LOGS = new Uint8Array(256);
for (let i = 0, value = 1; i < 255; i++) {
  POWERS[i] = POWERS[i + 255] = value;
  LOGS[value] = i;
  value = (value << 1) ^ (value & 128 ? 0x11d : 0);
}

const times = (a, b) => (a && b ? POWERS[LOGS[a] + LOGS[b]] : 0);
const inverse = (a) => POWERS[255 - LOGS[a]];
// Polynomials here begin with the constant.
const valueAt = (poly, x) => poly.reduceRight((sum, factor) => times(sum, x) ^ factor, 0);

// The block put right, or null where too much is wrong.
export function corrected(block, correction) {
  const backwards = [...block].reverse();
  const syndromes = Array.from({ length: correction }, (_none, i) => valueAt(backwards, POWERS[i]));
  if (syndromes.every((one) => one === 0)) return block;
  const locator = locatorOf(syndromes);
  const places = block.map((_word, i) => i).filter((i) => valueAt(locator, POWERS[255 - (i % 255)]) === 0);
  if (places.length !== locator.length - 1) return null;
  const evaluator = syndromes.map((_none, i) =>
    locator.slice(0, i + 1).reduce((sum, factor, j) => sum ^ times(factor, syndromes[i - j]), 0),
  );
  for (const place of places) {
    const root = POWERS[255 - (place % 255)];
    const slope = valueAt(locator.map((factor, i) => (i % 2 ? factor : 0)).slice(1), root);
    backwards[place] ^= times(POWERS[place], times(valueAt(evaluator, root), inverse(slope)));
  }
  const isRight = syndromes.every((_none, i) => valueAt(backwards, POWERS[i]) === 0);
  return isRight ? backwards.reverse() : null;
}

// Berlekamp and Massey: the shortest polynomial whose roots are the places of the errors.
function locatorOf(syndromes) {
  let locator = [1];
  let former = [1];
  let length = 0;
  let gap = 1;
  let last = 1;
  for (let n = 0; n < syndromes.length; n++) {
    let off = syndromes[n];
    for (let i = 1; i <= length; i++) off ^= times(locator[i] ?? 0, syndromes[n - i]);
    if (off === 0) {
      gap++;
      continue;
    }
    const held = [...locator];
    const factor = times(off, inverse(last));
    former.forEach((one, i) => {
      locator[i + gap] = (locator[i + gap] ?? 0) ^ times(factor, one);
    });
    locator = Array.from(locator, (one) => one ?? 0);
    if (2 * length <= n) {
      length = n + 1 - length;
      [former, last, gap] = [held, off, 1];
    } else gap++;
  }
  while (locator.length > 1 && locator[locator.length - 1] === 0) locator.pop();
  return locator;
}
