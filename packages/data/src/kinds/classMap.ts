import type { Tensor } from '@cotrain/torch';
import { MASK_STORE } from '../pseudo/maskStore.js';
import { resizeNearest } from '../transforms/resize.js';
import { annotatedOf, IGNORE_LABEL, type LabelMask, maskLabel } from '../types.js';
import type { HostLabels, LabelKind } from './kind.js';
import { annotatedFlags, uploadMaps } from './knownTensors.js';
import { cropRows, flipRows, stackMaps } from './rows.js';

/** Class maps of a batch on the host. */
export interface HostClassMaps extends HostLabels {
  /**
   * Class maps [B, height, width], with 255 in the padding and for absent labels. Null if no sample has the
   * label.
   */
  maps: Uint8Array | null;
}

/** The map of an image in which only some classes were annotated. */
export interface PartialMapTensors {
  map: Tensor; // uint8 [H, W], 255 = ignore
  annotated: Tensor; // bool [K]
}

/**
 * Labels that are a class for each pixel. Targets are uint8 [H, W] with 255 = ignore, plus the annotated
 * classes if only some were annotated.
 */
export const CLASS_MAP: LabelKind<LabelMask, HostClassMaps, Tensor | PartialMapTensors> = {
  name: 'classMap',
  label: maskLabel,
  resize: (mask, _, to) => resizeNearest(mask, to),
  flip: (mask) => ({ ...mask, data: flipRows(mask.data, mask.width, 1) }),
  crop: (mask, window) => ({
    height: window.height,
    width: window.width,
    data: cropRows(mask.data, mask.width, 1, window),
  }),
  mapIds({ height, width, data }, ids) {
    const table = Uint8Array.from({ length: 256 }, (_, id) => ids[id] ?? IGNORE_LABEL);
    return { height, width, data: data.map((id) => table[id]!) };
  },
  store: MASK_STORE,
  collate(labels, size) {
    const info = labels.map((label) => ({ state: label.state, ...annotatedOf(label) }));
    if (info.every(({ state }) => state === 'absent')) return { labels: info, maps: null };
    const maps = new Uint8Array(labels.length * size.height * size.width).fill(IGNORE_LABEL);
    const values = labels.map((label) => (label.state === 'present' ? label.value : null));
    return { labels: info, maps: stackMaps(maps, values, size) };
  },
  buffers: ({ maps }) => (maps ? [maps.buffer] : []),
  targets({ labels, maps }, { size, classes: count, device }) {
    const rows = maps && uploadMaps(maps, [labels.length, size.height, size.width], device);
    return labels.map(({ state, classes }, i) => {
      if (state === 'absent') return null;
      const map = rows![i]!;
      return classes ? { map, annotated: annotatedFlags(classes, count, device) } : map;
    });
  },
};
