/** Offsets of the eight neighbours, clockwise from the north-west: [dx, dy]. */
const NEIGHBOURS = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
] as const;
const [N, E, S, W] = [1, 3, 5, 7];

const [FIRST, SECOND] = [1, 2];

/**
 * Differences between scikit-image's table and Zhang and Suen's rules: it also removes corners of lines and
 * keeps some ends. Maps neighbours, as bits in the order above, to the passes that remove the pixel.
 */
const DEPARTURES: Readonly<Record<number, number>> = {
  ...Object.fromEntries([48, 129].map((around) => [around, 0])),
  ...Object.fromEntries([3, 6, 11, 12, 14, 131, 134, 161, 194, 198].map((around) => [around, FIRST])),
  ...Object.fromEntries([24, 26, 56, 96, 104, 108, 176, 192, 224].map((around) => [around, SECOND])),
  ...Object.fromEntries([10, 40, 130, 160].map((around) => [around, FIRST | SECOND])),
};

/** Whether the first and second pass of a round remove a pixel, by its neighbours as bits. */
const REMOVED = [removals(FIRST, [N, E, S], [E, S, W]), removals(SECOND, [N, E, W], [N, S, W])] as const;

/**
 * Skeleton of a mask, equal to scikit-image's `skeletonize`: Zhang and Suen's thinning (Communications of the
 * ACM 27(3), 1984) with scikit-image's own lookup table. Pixels outside the image count as empty.
 *
 * @param mask 0 or 1: [H, W]
 * @returns a new mask: [H, W]
 */
export function thin(mask: Uint8Array, width: number, height: number): Uint8Array {
  const stride = width + 2;
  const padded = new Uint8Array(stride * (height + 2));
  for (let y = 0; y < height; y++)
    padded.set(mask.subarray(y * width, (y + 1) * width), (y + 1) * stride + 1);
  const pixels = indicesOf(padded);
  const steps = NEIGHBOURS.map(([dx, dy]) => dy * stride + dx);
  const doomed = new Uint32Array(pixels.length);
  let left = pixels.length;
  for (let before = -1; before !== left; ) {
    before = left;
    for (const removed of REMOVED) {
      let [kept, lost] = [0, 0];
      for (let i = 0; i < left; i++) {
        const pixel = pixels[i]!;
        let around = 0;
        for (let k = 0; k < 8; k++) around |= padded[pixel + steps[k]!]! << k;
        if (removed[around]) doomed[lost++] = pixel;
        else pixels[kept++] = pixel;
      }
      // Removed together: within a pass, no pixel sees the removal of another.
      for (let i = 0; i < lost; i++) padded[doomed[i]!] = 0;
      left = kept;
    }
  }
  const thinned = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) {
    const row = (y + 1) * stride + 1;
    thinned.set(padded.subarray(row, row + width), y * width);
  }
  return thinned;
}

/**
 * A pixel is removed if it has 2 to 6 neighbours in one contiguous run and if each of the two groups contains
 * an empty neighbour.
 */
function removals(pass: number, ...groups: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, around) => {
    const departure = DEPARTURES[around];
    if (departure !== undefined) return departure & pass ? 1 : 0;
    const has = (k: number) => (around >> (k & 7)) & 1;
    let [neighbours, runs] = [0, 0];
    for (let k = 0; k < 8; k++) {
      neighbours += has(k);
      if (!has(k) && has(k + 1)) runs++;
    }
    const open = groups.every((group) => group.some((k) => !has(k)));
    return neighbours >= 2 && neighbours <= 6 && runs === 1 && open ? 1 : 0;
  });
}

function indicesOf(mask: Uint8Array): Uint32Array {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i]!;
  const indices = new Uint32Array(count);
  for (let i = 0, next = 0; i < mask.length; i++) if (mask[i]) indices[next++] = i;
  return indices;
}
