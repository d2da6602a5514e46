// True boxes and detections that a detector might give.
import { Rng } from '@cotrain/data';
import type { BoxScores } from '@cotrain/metrics';

export const CLASSES = 10;
/** Number of detections of each image. */
export const DETECTIONS = 100;
export const COLUMNS = 7;
/** In the order of pycocotools' `stats`. */
export const SCORES: (keyof BoxScores)[] = [
  'AP',
  'AP50',
  'AP75',
  'APs',
  'APm',
  'APl',
  'AR1',
  'AR10',
  'AR100',
  'ARs',
  'ARm',
  'ARl',
];

/**
 * About 18 boxes an image, as in BDD100K; six detections near each of them, the rest anywhere. Rows of image,
 * class, x, y, width, height, and whether a true box is a crowd, or a detection's score.
 */
export function randomBoxes(images: number): { truth: number[]; found: number[] } {
  const rng = new Rng(0);
  const next = () => rng.uniform();
  const truth: number[] = [];
  const found: number[] = [];
  for (let image = 0; image < images; image++) {
    const boxes = Array.from({ length: 8 + Math.floor(next() * 21) }, () => {
      const width = 8 + 200 * next() ** 3;
      // A third of BDD100K's boxes are cars.
      const id = next() < 0.4 ? 2 : Math.floor(next() * (CLASSES - 1));
      return [image, id, next() * 1000, next() * 600, width, width * (0.5 + next())];
    });
    for (const box of boxes) truth.push(...box, next() < 0.02 ? 1 : 0);
    for (let i = 0; i < DETECTIONS; i++) {
      const [, id, x, y, width, height] = boxes[i % boxes.length]! as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const near = i < 6 * boxes.length && next() < 0.8;
      const jitter = () => (next() - 0.5) * 0.4;
      const box = near
        ? [id, x + jitter() * width, y + jitter() * height, width * (1 + jitter()), height * (1 + jitter())]
        : [Math.floor(next() * CLASSES), next() * 1000, next() * 600, next() * 200, next() * 200];
      found.push(image, ...box, near ? next() ** 0.5 : next() ** 2);
    }
  }
  return { truth, found };
}
