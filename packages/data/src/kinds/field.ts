import type { Tensor } from '@cotrain/torch';
import { resizeNearest } from '../transforms/resize.js';
import { type FieldMap, fieldLabel } from '../types.js';
import type { HostLabels, LabelKind } from './kind.js';
import { uploadMaps } from './knownTensors.js';
import { cropRows, flipRows, stackMaps } from './rows.js';

/** Number fields of a batch on the host. */
export interface HostFields extends HostLabels {
  /**
   * Maps [B, height, width], with NaN in the padding and for absent labels. Null if no sample has the label.
   */
  maps: Float32Array | null;
}

/**
 * Labels that are a number for each pixel, such as depth in metres. Resizing the image does not change the
 * values (nearest neighbour, so that edges are not blended). Targets are float32 [H, W], NaN = unknown.
 */
export const FIELD: LabelKind<FieldMap, HostFields, Tensor> = {
  name: 'field',
  label: fieldLabel,
  resize: (field, _, to) => resizeNearest(field, to),
  flip: (field) => ({ ...field, data: flipRows(field.data, field.width, 1) }),
  crop: (field, window) => ({
    height: window.height,
    width: window.width,
    data: cropRows(field.data, field.width, 1, window),
  }),
  collate(labels, size) {
    const info = labels.map(({ state }) => ({ state }));
    if (info.every(({ state }) => state === 'absent')) return { labels: info, maps: null };
    const maps = new Float32Array(labels.length * size.height * size.width).fill(Number.NaN);
    const values = labels.map((label) => (label.state === 'present' ? label.value : null));
    return { labels: info, maps: stackMaps(maps, values, size) };
  },
  buffers: ({ maps }) => (maps ? [maps.buffer] : []),
  targets({ labels, maps }, { size, device }) {
    const rows = maps && uploadMaps(maps, [labels.length, size.height, size.width], device);
    return labels.map(({ state }, i) => (state === 'absent' ? null : rows![i]!));
  },
};
