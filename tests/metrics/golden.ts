import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Semantic classes of BDD100K (19), in the order of their train ids. */
export const CLASSES = [
  ...['road', 'sidewalk', 'building', 'wall', 'fence', 'pole', 'traffic light', 'traffic sign', 'vegetation'],
  ...['terrain', 'sky', 'person', 'rider', 'car', 'truck', 'bus', 'train', 'motorcycle', 'bicycle'],
];

export interface Summary {
  mIoU: number;
  mAcc: number;
  fIoU: number;
  pAcc: number;
}

export function golden(path: string): string {
  return fileURLToPath(new URL(`../golden/metrics/${path}`, import.meta.url));
}

export function goldenJson<T>(path: string): T {
  return JSON.parse(readFileSync(golden(path), 'utf8')) as T;
}

/** The two toolkit folders: `gt` has a prediction for each frame, `gt+` lacks one. */
export const TOOLKIT: Record<'gt' | 'gt+', Summary> = {
  gt: { mIoU: 61.73469387755102, mAcc: 81.27147766323024, fIoU: 90.91836734693878, pAcc: 95 },
  'gt+': { mIoU: 31.911057692307693, mAcc: 81.27147766323024, fIoU: 46.45432692307692, pAcc: 47.5 },
};

/** Largest relative difference between two summaries. */
export function difference(actual: Summary, expected: Summary): number {
  return Math.max(
    ...(['mIoU', 'mAcc', 'fIoU', 'pAcc'] as const).map(
      (key) => Math.abs(actual[key] - expected[key]) / Math.abs(expected[key]),
    ),
  );
}
