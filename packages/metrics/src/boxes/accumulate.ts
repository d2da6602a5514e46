import { scope, torch } from '@cotrain/torch';
import { mean } from '../pairwiseSum.js';
import {
  ALL,
  ALL_IGNORED,
  AREAS,
  IGNORED_SHIFT,
  IOU_THRESHOLDS,
  LARGE,
  MEDIUM,
  RECALL_THRESHOLDS,
  SMALL,
} from './protocol.js';

/** The twelve scores of the COCO protocol, in percent; NaN if there is no ground truth. */
export interface BoxScores {
  /** Average precision over the IoU thresholds .50, .55, ... .95. */
  AP: number;
  AP50: number;
  AP75: number;
  /** AP of boxes with areas up to 32^2 pixels, from 32^2 to 96^2, and above 96^2. */
  APs: number;
  APm: number;
  APl: number;
  /** Average recall with at most 1, 10 and 100 detections of a class in an image. */
  AR1: number;
  AR10: number;
  AR100: number;
  /** AR100 by area range: up to 32^2 pixels, from 32^2 to 96^2, and above 96^2. */
  ARs: number;
  ARm: number;
  ARl: number;
}

/** The detections of one class over all images. */
export interface ClassDetections {
  /** Scores [N], in the order of the images and descending within an image. */
  scores: Float64Array;
  /** Rank among the detections of its image, from 0. */
  ranks: Uint8Array; // [N]
  /** Bits as described at {@link IGNORED_SHIFT}. */
  outcomes: Uint32Array; // [N, AREAS]
  /** Number of ground-truth boxes that count, by area range. */
  truths: ArrayLike<number>; // [AREAS]
}

/** Curves of one class in one area range; null without ground truth. */
export interface Curves {
  precision: Float64Array; // [T, R]
  /** Recall with at most 1, 10 and 100 detections. */
  recall: readonly Float64Array[]; // 3 of [T]
}

const T = IOU_THRESHOLDS.length;
const R = RECALL_THRESHOLDS.length;
/**
 * numpy's `spacing(1)`. As in the original, it makes the precision of a single correct detection 1 - 2^-52.
 */
const EPSILON = Number.EPSILON;

/** Precision at each recall threshold, and recalls, by area range (cocoeval.py, `accumulate`). */
export function accumulate({ scores, ranks, outcomes, truths }: ClassDetections): (Curves | null)[] {
  const order = descending(scores);
  return Array.from({ length: AREAS }, (_, range) => {
    const truth = truths[range]!;
    if (truth === 0) return null;
    const hits = [new Uint32Array(T), new Uint32Array(T), new Uint32Array(T)] as const;
    const atHit = Array.from({ length: T }, () => new Float64Array(truth));
    const ignored = new Uint32Array(T);
    let ignoredEverywhere = 0;
    for (let i = 0; i < order.length; i++) {
      const bits = outcomes[order[i]! * AREAS + range]!;
      // Most detections are wrong or ignored at every threshold. Precision only matters where a detection is
      // correct.
      if (bits === 0) continue;
      if (bits === ALL_IGNORED) {
        ignoredEverywhere++;
        continue;
      }
      const rank = ranks[order[i]!]!;
      for (let t = 0; t < T; t++) {
        if ((bits >> t) & 1) {
          const found = ++hits[2][t]!;
          if (rank < 10) hits[1][t]!++;
          if (rank < 1) hits[0][t]!++;
          const counted = i + 1 - ignoredEverywhere - ignored[t]!;
          atHit[t]![found - 1] = found / (counted + EPSILON);
        } else if ((bits >> (IGNORED_SHIFT + t)) & 1) {
          ignored[t]!++;
        }
      }
    }
    return {
      precision: readCurves(atHit, hits[2], truth),
      recall: hits.map((counts) => Float64Array.from(counts, (count) => count / truth)),
    };
  });
}

/**
 * Indices by descending score, with NaN last. A stable sort, like the original's mergesort, so that equal
 * scores keep their order. LibTorch's takes less than half the time of one with a comparison in JavaScript.
 */
const descending = (scores: Float64Array): Int32Array =>
  scope(() =>
    torch.tensor(scores, { device: 'cpu' }).neg().argsort({ stable: true }).to('int32').data<'int32'>(),
  );

/**
 * Reads the envelope of each precision curve (the best precision at the same or a higher recall) at the
 * recall thresholds.
 *
 * @param atHit precision at the 1st, 2nd, ... correct detection; overwritten with the envelope
 */
function readCurves(atHit: readonly Float64Array[], hits: Uint32Array, truth: number): Float64Array {
  const precision = new Float64Array(T * R);
  for (let t = 0; t < T; t++) {
    const envelope = atHit[t]!;
    for (let k = hits[t]! - 1; k > 0; k--) {
      if (envelope[k]! > envelope[k - 1]!) envelope[k - 1] = envelope[k]!;
    }
    let needed = 0;
    for (let r = 0; r < R; r++) {
      while (needed < hits[t]! && needed / truth < RECALL_THRESHOLDS[r]!) needed++;
      const reached = hits[t]! > 0 && needed / truth >= RECALL_THRESHOLDS[r]!;
      precision[t * R + r] = reached ? envelope[Math.max(needed, 1) - 1]! : 0;
    }
  }
  return precision;
}

/** Means over thresholds and classes, leaving out classes without ground truth (cocoeval.py, `summarize`). */
export function summarize(classes: readonly (readonly (Curves | null)[])[]): BoxScores {
  const precision = (range: number, from = 0, to = T) => {
    const curves = classes.flatMap((ranges) => ranges[range] ?? []);
    const values = new Float64Array((to - from) * R * curves.length); // [T, R, K]
    curves.forEach((curve, k) => {
      for (let i = 0; i < (to - from) * R; i++) {
        values[i * curves.length + k] = curve.precision[from * R + i]!;
      }
    });
    return 100 * mean(values);
  };
  const recall = (range: number, limit: number) => {
    const curves = classes.flatMap((ranges) => ranges[range] ?? []);
    const values = new Float64Array(T * curves.length); // [T, K]
    curves.forEach((curve, k) => {
      for (let t = 0; t < T; t++) values[t * curves.length + k] = curve.recall[limit]![t]!;
    });
    return 100 * mean(values);
  };
  return {
    AP: precision(ALL),
    AP50: precision(ALL, 0, 1),
    AP75: precision(ALL, 5, 6),
    APs: precision(SMALL),
    APm: precision(MEDIUM),
    APl: precision(LARGE),
    AR1: recall(ALL, 0),
    AR10: recall(ALL, 1),
    AR100: recall(ALL, 2),
    ARs: recall(SMALL, 2),
    ARm: recall(MEDIUM, 2),
    ARl: recall(LARGE, 2),
  };
}
