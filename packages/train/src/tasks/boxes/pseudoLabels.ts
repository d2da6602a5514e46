import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Box, writeDetections } from '@cotrain/data';
import type { BoxPrediction } from '@cotrain/models';
import type { PseudoLabelRule } from '../../pseudoLabel/rule.js';
import { type FoundBox, foundBoxes, submitted } from './found.js';
import { labelBoxes } from './labelBoxes.js';

/** Boxes of a high enough score; all frames' stand in one file. */
export const BOX_PSEUDO_LABELS: PseudoLabelRule<Box[], FoundBox[], FoundBox[]> = {
  unit: 'boxes',
  threshold: 0.5,
  predict: (_, head, outputs, batch) => (head.predict(outputs, batch) as BoxPrediction[]).map(foundBoxes),
  choose(found, { threshold, classes, truth }) {
    const known = truth?.state === 'present' ? truth.value : [];
    const { boxes, stats } = labelBoxes(found, threshold, classes, truth && known);
    return { kept: boxes, stats };
  },
  open(place, classes) {
    return {
      has: () => true,
      write: async (_, boxes) => ({ boxes }),
      async finish(frames) {
        const all = frames.map(({ file, boxes = [], width, height }) =>
          submitted(file, boxes, { width, height }),
        );
        mkdirSync(dirname(place), { recursive: true });
        await writeDetections(place, all, { classes });
      },
      read: async ({ boxes = [] }) => boxes,
    };
  },
};
