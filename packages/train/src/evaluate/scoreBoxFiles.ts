// Scores files of boxes against ground-truth files, read and scored like the official tools.
import { basename } from 'node:path';
import {
  DataError,
  DETECTION_CATEGORIES,
  detectionFileKind,
  Notes,
  readCocoResults,
  readCocoTruth,
  readScalabel,
  type ScalabelFrame,
} from '@cotrain/data';
import type { BoxResult } from '@cotrain/metrics';
import { boxMetrics } from './boxScorer.js';

/** Scores of two box files, with notes on what was skipped. */
export interface BoxFileScores {
  scores: BoxResult;
  /** Number of frames with ground truth, all of which are counted. */
  frames: number;
  /** Frames without a prediction, counted as nothing found. */
  missing: string[];
  /** Predictions without ground truth. They are ignored. */
  extra: string[];
  /** One line for each kind of entry that was skipped, or on which official tools fail. */
  notes: readonly string[];
}

/** Files and protocol for `scoreBoxFiles`. */
export interface ScoreBoxFilesOptions {
  /**
   * Meaning of corners in scalabel's files: with `bdd100k` (the default) x2 is inclusive, with `coco` x2 is
   * the edge.
   */
  format?: 'bdd100k' | 'coco';
  /** Turns notes into errors. Default false. */
  strict?: boolean;
  /** Stops between two steps. Default: none. */
  signal?: AbortSignal;
}

/**
 * Scores detections against ground truth: scalabel files (BDD100K) or folders of them, or COCO's instances
 * and results. The scores are those of pycocotools and the toolkit. Entries that they skip are skipped and
 * noted.
 *
 * @throws DataError naming the file and the entry, for unreadable input and if no prediction matches any
 *   ground-truth frame
 */
export async function scoreBoxFiles(
  gt: string,
  pred: string,
  options: ScoreBoxFilesOptions = {},
): Promise<BoxFileScores> {
  const kind = await detectionFileKind(gt);
  return kind === 'coco' ? scoreCoco(gt, pred, options) : scoreScalabel(gt, pred, options);
}

async function scoreScalabel(
  gt: string,
  pred: string,
  { format = 'bdd100k', strict = false, signal }: ScoreBoxFilesOptions,
): Promise<BoxFileScores> {
  const notes = new Notes(strict);
  const reading = { inside: format === 'bdd100k' ? 1 : 0 } as const;
  const truth = await readScalabel(gt, notes, reading);
  const predictions = await readScalabel(pred, notes, reading);
  if (truth.length === 0) throw new DataError(`${gt} holds no frame`, { file: gt });
  if (predictions.length === 0) throw new DataError(`${pred} holds no prediction`, { file: pred });
  truth.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  const pairs = pairFrames(truth, predictions, notes);
  const used = new Set(pairs.values());
  if (used.size === 0) throw noPair(gt, pred, truth[0]!.name, predictions[0]!.name);

  const metrics = boxMetrics(DETECTION_CATEGORIES, 'scalabel');
  for (const [i, frame] of truth.entries()) {
    signal?.throwIfAborted();
    const found = pairs.get(frame);
    if (found) assertScored(found);
    // Names may repeat, so frames are identified by their position in the order of the names.
    metrics.update(i, frame, found ?? null);
  }
  return {
    scores: metrics.compute(),
    frames: truth.length,
    missing: truth.filter((frame) => !pairs.has(frame)).map(({ name }) => name),
    extra: predictions.filter((frame) => !used.has(frame)).map(({ name }) => name),
    notes: notes.lines,
  };
}

function assertScored({ place, unscored }: ScalabelFrame): void {
  if (unscored !== null)
    throw new DataError(`${place}, box ${unscored}: a prediction needs a score (are these the labels?)`);
}

/**
 * Pairs frames like scalabel/eval/utils.py, `reorder_preds`: by whole name, with `videoName` if names alone
 * are ambiguous.
 */
function pairFrames(
  truth: readonly ScalabelFrame[],
  predictions: readonly ScalabelFrame[],
  notes: Notes,
): Map<ScalabelFrame, ScalabelFrame> {
  const repeats = new Set(predictions.map(({ name }) => name)).size < predictions.length;
  const byVideo = repeats && [...truth, ...predictions].every(({ videoName }) => videoName !== '');
  const keyOf = ({ name, videoName }: ScalabelFrame) => (byVideo ? `${videoName}/${name}` : name);
  const byKey = new Map<string, ScalabelFrame>();
  for (const frame of predictions) {
    if (byKey.has(keyOf(frame)))
      notes.add('predictions have the name of an earlier one, which does not count', frame.place);
    byKey.set(keyOf(frame), frame);
  }
  const pairs = new Map<ScalabelFrame, ScalabelFrame>();
  for (const frame of truth) {
    const found = byKey.get(keyOf(frame));
    if (found) pairs.set(frame, found);
  }
  return pairs.size > 0 ? pairs : pairByBaseName(truth, predictions, notes);
}

/** For files whose names all differ in folders and extensions, of which the toolkit would pair none. */
function pairByBaseName(
  truth: readonly ScalabelFrame[],
  predictions: readonly ScalabelFrame[],
  notes: Notes,
): Map<ScalabelFrame, ScalabelFrame> {
  const baseOf = ({ name }: ScalabelFrame) => basename(name).replace(/\.(jpe?g|png|webp)$/i, '');
  const byBase = new Map(predictions.map((frame) => [baseOf(frame), frame]));
  const pairs = new Map<ScalabelFrame, ScalabelFrame>();
  const isUnique = new Set(truth.map(baseOf)).size === truth.length && byBase.size === predictions.length;
  if (!isUnique) return pairs;
  for (const frame of truth) {
    const found = byBase.get(baseOf(frame));
    if (!found) continue;
    notes.add(
      'frames were joined without folder and ending: the toolkit joins whole names and would find no prediction at all',
      `${frame.name}, ${found.name}`,
    );
    pairs.set(frame, found);
  }
  return pairs;
}

async function scoreCoco(
  gt: string,
  pred: string,
  { strict = false, signal }: ScoreBoxFilesOptions,
): Promise<BoxFileScores> {
  const notes = new Notes(strict);
  const truth = await readCocoTruth(gt, notes);
  if (truth.images.size === 0) throw new DataError(`${gt} has no images`, { file: gt });
  if (truth.classes.length === 0) throw new DataError(`${gt} has no categories`, { file: gt });
  const found = await readCocoResults(pred, truth, notes);
  const [first] = truth.images.keys();
  const [other] = found.keys();
  if (other === undefined) throw new DataError(`${pred} holds no result`, { file: pred });
  if (![...found.keys()].some((id) => truth.images.has(id)))
    throw noPair(gt, pred, `image ${describe(first!)}`, `image ${describe(other)}`);
  const metrics = boxMetrics(
    // Categories may have the same name.
    truth.classes.map((name, i) =>
      truth.classes.indexOf(name) === i ? name : `${name} (${truth.categoryIds[i]})`,
    ),
    'coco',
  );
  const missing: string[] = [];
  for (const [id, image] of truth.images) {
    signal?.throwIfAborted();
    metrics.update(id, image, found.get(id) ?? null);
    if (!found.delete(id)) missing.push(`image ${id}`);
  }
  const extra = [...found.keys()].map((id) => `image ${id}`);
  return { scores: metrics.compute(), frames: metrics.images, missing, extra, notes: notes.lines };
}

const describe = (id: string | number | bigint): string => (typeof id === 'string' ? `"${id}"` : String(id));

function noPair(gt: string, pred: string, truth: string, prediction: string): DataError {
  return new DataError(
    `no prediction of ${pred} belongs to a frame of ${gt}: the truth begins with ${truth}, the predictions with ${prediction}`,
    { file: pred },
  );
}
