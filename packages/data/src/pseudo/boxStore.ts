import { existsSync } from 'node:fs';
import { boxesPlace } from '../bdd100k/places.js';
import { type Boxes, boxesOf, boxLabel, copyLabel } from '../boxes.js';
import type { LabelStore } from '../kinds/store.js';
import { keyedLabel, keyOf } from '../labelKeys.js';
import { withoutEnding } from '../listing.js';
import { readDetections } from '../submission/detections.js';
import type { Size, TaskLabel } from '../types.js';
import { assertMadeFor } from './sameSize.js';

/** Boxes of one frame, and the size of the image in which they were detected. */
export interface PseudoBoxes {
  label: TaskLabel<Boxes>;
  size: Size | null;
}

/** One JSON file with the boxes of all frames. */
export const BOX_STORE: LabelStore<Boxes, PseudoBoxes> = {
  place: boxesPlace,
  keyOf: (name) => name,
  async find(place, classes) {
    const found = new Map<string, PseudoBoxes>();
    if (!existsSync(place)) return found;
    for await (const frame of readDetections(place, { classes })) {
      const { boxes, classes, size = null } = frame;
      const label = boxLabel(boxesOf({ boxes, classes }));
      found.set(withoutEnding(frame.name), { label, size });
    }
    return found;
  },
  async read({ label, size }, { name, image }) {
    if (size) assertMadeFor(size, image, `the pseudo boxes of frame "${name}"`);
    return copyLabel(label);
  },
  contentKey: ({ label, size }) => keyOf({ label: keyedLabel(label), size }),
};
