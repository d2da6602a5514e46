/**
 * Counts the pixels of one mask that have a pixel of another mask within each distance, which are the pixels
 * covered by dilating the other mask with a disk.
 *
 * @param mask 0 or 1: [H, W]
 * @param other 0 or 1: [H, W]
 * @param distances whole numbers of pixels, up to 254
 * @returns a count for each distance
 */
export function countNear(
  mask: Uint8Array,
  other: Uint8Array,
  width: number,
  height: number,
  distances: readonly number[],
): number[] {
  const reach = Math.max(...distances);
  const vertical = columnDistances(other, width, height, reach + 1);
  const squares = Uint32Array.from(distances, (distance) => distance * distance);
  const counts = distances.map(() => 0);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!mask[i]) continue;
      let nearest = vertical[i]! * vertical[i]!;
      const last = Math.min(reach, Math.max(x, width - 1 - x));
      for (let dx = 1; dx <= last && dx * dx < nearest; dx++) {
        const left = dx <= x ? vertical[i - dx]! : reach + 1;
        const right = x + dx < width ? vertical[i + dx]! : reach + 1;
        const dy = Math.min(left, right);
        nearest = Math.min(nearest, dx * dx + dy * dy);
      }
      for (let k = 0; k < squares.length; k++) if (nearest <= squares[k]!) counts[k]!++;
    }
  }
  return counts;
}

/** Distance of each pixel to the nearest mask pixel in its column, at most `cap`: [H, W]. */
function columnDistances(mask: Uint8Array, width: number, height: number, cap: number): Uint8Array {
  const distances = new Uint8Array(mask.length).fill(cap);
  for (let i = 0; i < mask.length; i++) {
    if (mask[i]) distances[i] = 0;
    else if (i >= width) distances[i] = Math.min(cap, distances[i - width]! + 1);
  }
  for (let i = width * (height - 1) - 1; i >= 0; i--) {
    const below = distances[i + width]! + 1;
    if (below < distances[i]!) distances[i] = below;
  }
  return distances;
}
