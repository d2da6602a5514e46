// @ts-check
// A kind of labels that cotrain does not have, as a user's module adds it: points, such as joints. It is
// JavaScript, since worker threads import it without tsx.
import { registerLabelKind } from '@cotrain/data';
import { torch } from '@cotrain/torch';

/**
 * Positions in pixels.
 * @typedef {readonly (readonly [x: number, y: number])[]} Points
 */

/**
 * The points of all images, concatenated [N, 2], and their number for each image [B].
 * @typedef {import('@cotrain/data').HostLabels & { places: Float32Array, counts: readonly number[] }}
 *   HostPoints
 */

/** @type {import('@cotrain/data').LabelKind<Points, HostPoints, import('@cotrain/torch').Tensor>} */
export const POINTS = {
  name: 'points',
  module: import.meta.url,
  label: (value) => (value.length === 0 ? { state: 'empty' } : { state: 'present', value }),
  resize: (points, from, to) =>
    points.map(([x, y]) => [(x * to.width) / from.width, (y * to.height) / from.height]),
  flip: (points, { width }) => points.map(([x, y]) => [width - x, y]),
  crop: (points, { x: left, y: top, width, height }) =>
    points
      .map(([x, y]) => /** @type {const} */ ([x - left, y - top]))
      .filter(([x, y]) => x >= 0 && y >= 0 && x <= width && y <= height),
  collate(labels) {
    const points = labels.map((label) => (label.state === 'present' ? label.value : []));
    return {
      labels: labels.map(({ state }) => ({ state })),
      places: Float32Array.from(points.flat(2)),
      counts: points.map(({ length }) => length),
    };
  },
  buffers: ({ places }) => [places.buffer],
  targets({ labels, places, counts }, { device }) {
    const all = torch.tensor(places, { shape: [places.length / 2, 2], device });
    const each = all.split([...counts]);
    return labels.map(({ state }, i) => (state === 'absent' ? null : /** @type {any} */ (each[i])));
  },
};

registerLabelKind(/** @type {import('@cotrain/data').LabelKind} */ (POINTS));
