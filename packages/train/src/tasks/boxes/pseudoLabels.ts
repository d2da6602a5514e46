import { dirname } from 'node:path';
import { type Boxes, boxesOf, type FoundBoxes, writeDetections } from '@cotrain/data';
import type { BoxPrediction } from '@cotrain/models';
import { makeFolder } from '@cotrain/torch';
import type { PseudoLabelRule } from '../../pseudoLabel/rule.js';
import { foundBoxes } from './found.js';
import { labelBoxes } from './labelBoxes.js';

const NOTHING = boxesOf({ boxes: [], classes: [], scores: [] });

/** Boxes with a sufficient score. The boxes of all frames are in one file. */
export const BOX_PSEUDO_LABELS: PseudoLabelRule<Boxes, FoundBoxes, FoundBoxes> = {
  unit: 'boxes',
  threshold: 0.5,
  predict: (_, head, outputs, batch) => (head.predict(outputs, batch) as BoxPrediction[]).map(foundBoxes),
  choose(found, { threshold, classes, truth }) {
    const known = truth?.state === 'present' ? truth.value : NOTHING;
    const { boxes, stats } = labelBoxes(found, threshold, classes, truth && known);
    return { kept: boxes, stats };
  },
  open(place, classes) {
    return {
      has: () => true,
      write: async (_, boxes) => ({ boxes }),
      async finish(frames) {
        const all = frames.map(({ file, boxes = NOTHING, width, height }) => ({
          ...boxes,
          name: file,
          size: { width, height },
        }));
        makeFolder(dirname(place));
        await writeDetections(place, all, { classes });
      },
      read: async ({ boxes = NOTHING }) => boxes,
    };
  },
};
