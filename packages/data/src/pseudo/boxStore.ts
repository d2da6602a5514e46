import { existsSync } from 'node:fs';
import { boxesPlace } from '../bdd100k/places.js';
import type { LabelStore } from '../kinds/store.js';
import { keyOf } from '../labelKeys.js';
import { withoutEnding } from '../listing.js';
import { readDetections } from '../submission/detections.js';
import { type Box, boxLabel, type Size, type TaskLabel } from '../types.js';
import { assertMadeFor } from './sameSize.js';

/** Boxes of one frame, and the size of the image that they were found in. */
export interface PseudoBoxes {
  label: TaskLabel<Box[]>;
  size: Size | null;
}

/** One JSON file with the boxes of all frames. */
export const BOX_STORE: LabelStore<Box[], PseudoBoxes> = {
  place: boxesPlace,
  keyOf: (name) => name,
  async find(place, classes) {
    const found = new Map<string, PseudoBoxes>();
    if (!existsSync(place)) return found;
    for await (const frame of readDetections(place, { classes })) {
      const list = Array.from(frame.classes, (category, i): Box => {
        const edge = (k: number) => frame.boxes[4 * i + k]!;
        return {
          ...{ category, x1: edge(0), y1: edge(1), x2: edge(2), y2: edge(3) },
          ...{ ignored: false, crowd: false, occluded: false, truncated: false },
        };
      });
      found.set(withoutEnding(frame.name), { label: boxLabel(list), size: frame.size ?? null });
    }
    return found;
  },
  async read({ label, size }, { name, image }) {
    if (size) assertMadeFor(size, image, `the pseudo boxes of frame "${name}"`);
    return label;
  },
  contentKey: keyOf,
};
