import type { BoxResult, BoxScores, FoundBoxes } from '@cotrain/metrics';
import { UsageError } from './errors.js';
import { formatTable } from './table.js';

export interface BoxFileScores {
  scores: BoxResult;
  /** Frames with truth: all are counted. */
  frames: number;
  /** Frames without a prediction: nothing was found there. */
  missing: string[];
  /** Predictions that no truth belongs to; they count for nothing. */
  extra: string[];
}

/**
 * Scores a file of detections against a file of truth: both of scalabel (BDD100K), or COCO's instances and results.
 *
 * @param format how corners mean a box; default `bdd100k`, for COCO files `coco`
 * @throws DataError or MetricsError naming the file or the frame, UsageError for COCO files in BDD100K's format
 */
export async function scoreBoxFiles(
  gt: string,
  pred: string,
  format: 'bdd100k' | 'coco' | undefined,
  signal: AbortSignal,
): Promise<BoxFileScores> {
  const { detectionFileKind } = await import('@cotrain/data');
  if ((await detectionFileKind(gt)) === 'scalabel')
    return scoreScalabel(gt, pred, format ?? 'bdd100k', signal);
  if (format === 'bdd100k') {
    throw new UsageError(`${gt} is a COCO file, whose boxes have a width and a height: use --format coco`);
  }
  return scoreCoco(gt, pred, signal);
}

async function scoreScalabel(
  gt: string,
  pred: string,
  format: 'bdd100k' | 'coco',
  signal: AbortSignal,
): Promise<BoxFileScores> {
  const { boxArrays, DataError, DETECTION_CATEGORIES, readDetectionFrames, readDetections } = await import(
    '@cotrain/data'
  );
  const { BoxMetrics } = await import('@cotrain/metrics');
  const found = new Map<string, FoundBoxes>();
  for await (const { frame, boxes, classes, scores } of readDetections(pred)) {
    signal.throwIfAborted();
    found.set(frame, { boxes, classes, scores });
  }
  const metrics = new BoxMetrics({ classes: DETECTION_CATEGORIES, format });
  const missing: string[] = [];
  for await (const { name, imageName, label } of readDetectionFrames(gt)) {
    signal.throwIfAborted();
    // The toolkit sorts by the whole name, which decides among equal scores.
    metrics.update(imageName, boxArrays(label), found.get(name) ?? null);
    if (!found.delete(name)) missing.push(imageName);
  }
  if (metrics.images === 0) throw new DataError(`${gt} holds no frame`, { file: gt });
  return { scores: metrics.compute(), frames: metrics.images, missing, extra: [...found.keys()] };
}

async function scoreCoco(gt: string, pred: string, signal: AbortSignal): Promise<BoxFileScores> {
  const { readCocoResults, readCocoTruth } = await import('@cotrain/data');
  const { BoxMetrics } = await import('@cotrain/metrics');
  const truth = await readCocoTruth(gt);
  const found = await readCocoResults(pred, truth);
  const metrics = new BoxMetrics({ classes: truth.classes, format: 'xywh' });
  const missing: string[] = [];
  for (const [id, image] of truth.images) {
    signal.throwIfAborted();
    metrics.update(id, image, found.get(id) ?? null);
    if (!found.delete(id)) missing.push(`image ${id}`);
  }
  const extra = [...found.keys()].map((id) => `image ${id}`);
  return { scores: metrics.compute(), frames: metrics.images, missing, extra };
}

const SUMMARY = [
  ...['AP', 'AP50', 'AP75', 'APs', 'APm', 'APl'],
  ...['AR1', 'AR10', 'AR100', 'ARs', 'ARm', 'ARl'],
] as (keyof BoxScores)[];

/** The object of `--json`: `perClass` is the AP. JSON has no NaN: a class without truth is null. */
export function jsonBoxes({ perClass, ...summary }: BoxResult) {
  const ap = Object.entries(perClass).map(([name, scores]) => [name, scores.AP]);
  return { ...summary, perClass: Object.fromEntries(ap) };
}

export function describeBoxes(scores: BoxResult): string {
  const percent = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(2));
  const row = (of: BoxScores, from: number) => SUMMARY.slice(from, from + 6).map((name) => percent(of[name]));
  const classes = Object.entries(scores.perClass).map(([name, of]) => [
    name,
    ...row(of, 0),
    percent(of.AR100),
    String(of.boxes),
  ]);
  return [
    formatTable([SUMMARY.slice(0, 6), row(scores, 0)]),
    '',
    formatTable([SUMMARY.slice(6), row(scores, 6)]),
    '',
    formatTable([['class', ...SUMMARY.slice(0, 6), 'AR100', 'boxes'], ...classes]),
  ].join('\n');
}
