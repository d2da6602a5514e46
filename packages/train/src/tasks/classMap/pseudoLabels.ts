import { existsSync, readdirSync } from 'node:fs';
import { frameFile, type LabelMask, readMask, writeLabelMask } from '@cotrain/data';
import type { ClassMap } from '@cotrain/models';
import { RunError } from '../../errors.js';
import type { PseudoLabelRule } from '../../pseudoLabel/rule.js';
import { labelPixels, type ScoredMask } from './labelPixels.js';

/** Masks in which uncertain pixels are ignored (255). Each frame has its own file. */
export const CLASS_MAP_PSEUDO_LABELS: PseudoLabelRule<LabelMask, ScoredMask, LabelMask> = {
  unit: 'pixels',
  threshold: 0.3,
  predict(task, head, outputs, batch, sizes) {
    if (!head.predictScored)
      throw new RunError(`the head of ${task} gives no scores of pixels: it cannot make pseudo labels`);
    return (head.predictScored(outputs, batch) as ClassMap[]).map(({ labels, scores }, i) => {
      const { height, width } = sizes[i]!;
      const mask: LabelMask = { height, width, data: labels.data<'uint8'>() };
      return { mask, scores: scores.to({ dtype: 'float32' }).data<'float32'>() };
    });
  },
  choose(scored, { threshold, classes, truth }) {
    const map = truth?.state === 'present' ? truth.value : null;
    const { mask, stats } = labelPixels(scored, threshold, classes.length, map);
    return { kept: mask, stats };
  },
  open(place, classes) {
    const there = new Set(existsSync(place) ? readdirSync(place) : []);
    return {
      has: (name) => there.has(`${name}.png`),
      async write(name, mask) {
        await writeLabelMask(frameFile(place, name, '.png'), mask, classes);
        return {};
      },
      async finish() {},
      read: ({ name }) => readMask(frameFile(place, name, '.png'), classes),
    };
  },
};
