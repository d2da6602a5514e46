import type { SegmentationMetrics, SegmentationScores } from '@cotrain/metrics';
import { CotrainError } from '@cotrain/torch/errors';
import type { BoxFileScores } from '@cotrain/train';
import { type Command, Option } from 'commander';
import { describeBoxes, jsonBoxes } from '../describeBoxes.js';
import { UsageError } from '../errors.js';
import { withExamples } from '../examples.js';
import { interruptSignal } from '../interrupt.js';
import { withProgress } from '../progress.js';
import { requireOptions } from '../required.js';
import { formatTable } from '../table.js';
import { describeLanes } from './describeLanes.js';

interface ScoreOptions {
  task: 'det' | 'sem_seg' | 'drivable' | 'lane_mark';
  gt: string;
  pred: string;
  format?: 'bdd100k' | 'coco';
  thin: boolean;
  strict: boolean;
  json: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('score')
    .description(
      "Score prediction files against ground truth, with the numbers of BDD100K's toolkit and of pycocotools",
    )
    .addOption(
      new Option('--task <task>', 'Task of the predictions').choices([
        'det',
        'sem_seg',
        'drivable',
        'lane_mark',
      ]),
    )
    .option(
      '--gt <path>',
      'Ground truth. Masks: a folder of PNGs with one 8-bit channel of class ids, for lane_mark of lane bytes. det: a JSON file, or a folder of them',
    )
    .option(
      '--pred <path>',
      'Predictions, in the form of --gt; masks have the same names. A missing frame counts as wrong',
    )
    .addOption(
      new Option(
        '--format <format>',
        'det: a box is one pixel wider than x2 - x1 (bdd100k, the default) or exactly as wide (coco, also for COCO files)',
      ).choices(['bdd100k', 'coco']),
    )
    .option(
      '--thin',
      'lane_mark: compare skeletons, as the first version of the toolkit did, instead of whole markings',
      false,
    )
    .option('--strict', 'Fail on what is otherwise reported on stderr about the files', false)
    .option(
      '--json',
      'Print one JSON object, in percent; perClass is the IoU, the AP or the F-measure',
      false,
    )
    .action(score);
  requireOptions(command, 'task', 'gt', 'pred');
  withExamples(
    command,
    '--task sem_seg --gt bdd100k/labels/sem_seg/masks/val --pred predictions/sem_seg',
    '--task det --gt det_val.json --pred predictions/det.json --json',
  );
}

async function score(options: ScoreOptions): Promise<void> {
  const { task, format, thin } = options;
  if (format !== undefined && task !== 'det')
    throw new UsageError('--format is for --task det: masks have no boxes');
  if (thin && task !== 'lane_mark') throw new UsageError('--thin is for --task lane_mark');
  if (task === 'det') await scoreDetections(options);
  else if (task === 'lane_mark') await scoreLaneFolders(options);
  else await scoreMaskFolders(task, options);
}

async function scoreDetections({ gt, pred, format, strict, json }: ScoreOptions): Promise<void> {
  const { detectionFileKind } = await import('@cotrain/data');
  const { scoreBoxFiles } = await import('@cotrain/train');
  if (format === 'bdd100k' && (await detectionFileKind(gt)) === 'coco') {
    throw new UsageError(`${gt} is a COCO file, whose boxes have a width and a height: use --format coco`);
  }
  const signal = interruptSignal();
  const result = await scoreBoxFiles(gt, pred, { strict, signal, ...(format && { format }) });
  sayOddities(result, { gt, pred, strict });
  print(json ? JSON.stringify(jsonBoxes(result.scores)) : describeBoxes(result.scores));
}

async function scoreMaskFolders(
  task: 'sem_seg' | 'drivable',
  { gt, pred, strict, json }: ScoreOptions,
): Promise<void> {
  const { scoreMasks } = await import('@cotrain/metrics');
  const { DRIVABLE_CLASSES, SEMANTIC_CLASSES } = await import('@cotrain/data');
  const classes = task === 'drivable' ? DRIVABLE_CLASSES : SEMANTIC_CLASSES;
  const result = await withProgress('score', (onProgress) =>
    scoreMasks({ gt, pred, classes, strict, signal: interruptSignal(), onProgress }),
  );
  sayOddities(result, { gt, pred, strict });

  if (task === 'sem_seg') {
    const scores = result.metrics.compute();
    print(json ? JSON.stringify(toJson(scores)) : describe(scores));
  } else {
    const { withBackground, withoutBackground } = bothReadings(result.metrics);
    print(
      json
        ? JSON.stringify({
            withBackground: toJson(withBackground),
            withoutBackground: toJson(withoutBackground),
          })
        : [
            'Background counted',
            describe(withBackground),
            '',
            "Background truth dropped (the toolkit's current code)",
            describe(withoutBackground),
          ].join('\n'),
    );
  }
}

async function scoreLaneFolders({ gt, pred, thin, strict, json }: ScoreOptions): Promise<void> {
  const { scoreLaneMasks } = await import('@cotrain/metrics');
  const { LANE_CLASSES: classes } = await import('@cotrain/data');
  const result = await withProgress('score', (onProgress) =>
    scoreLaneMasks({ gt, pred, classes, thin, strict, signal: interruptSignal(), onProgress }),
  );
  const missing = 'count as masks of zeros, as in the toolkit (a parallel solid crosswalk everywhere)';
  sayOddities(result, { gt, pred, strict }, missing);
  const scores = result.metrics.compute();
  print(json ? JSON.stringify(scores) : describeLanes(scores));
}

function bothReadings(metrics: SegmentationMetrics) {
  return { withBackground: metrics.compute(), withoutBackground: metrics.without('background').compute() };
}

function toJson({ perClass, ...summary }: SegmentationScores) {
  const iou = Object.entries(perClass).map(([name, scores]) => [name, scores.iou]);
  return { ...summary, perClass: Object.fromEntries(iou) };
}

function describe(scores: SegmentationScores): string {
  const percent = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(2));
  const total = Object.values(scores.perClass).reduce((sum, { pixels }) => sum + pixels, 0);
  const classes = Object.entries(scores.perClass).map(([name, { iou, acc, pixels }]) =>
    pixels === 0
      ? [name, '-', '-', '-']
      : [name, percent(iou), percent(acc), percent((100 * pixels) / total)],
  );
  return [
    formatTable([
      ['mIoU', 'pAcc', 'fIoU', 'mAcc'],
      [scores.mIoU, scores.pAcc, scores.fIoU, scores.mAcc].map(percent),
    ]),
    '',
    formatTable([['class', 'IoU', 'Acc', 'truth %'], ...classes]),
  ].join('\n');
}

/**
 * What was left out of the files, or differs from the official tool: one line each on stderr, or an error
 * with --strict.
 */
function sayOddities(
  { frames, missing, extra, notes }: Pick<BoxFileScores, 'frames' | 'missing' | 'extra' | 'notes'>,
  { gt, pred, strict }: Pick<ScoreOptions, 'gt' | 'pred' | 'strict'>,
  withoutPrediction = 'count as wrong',
): void {
  const some = (names: string[]) => names.slice(0, 3).join(', ') + (names.length > 3 ? ', ...' : '');
  const lines = [...notes];
  if (missing.length > 0)
    lines.push(
      `${missing.length} of ${frames} frames of ${gt} without a prediction ${withoutPrediction}: ${some(missing)}`,
    );
  if (extra.length > 0)
    lines.push(`${pred} has predictions without a truth (${extra.length}): ${some(extra)}`);
  if (strict && lines.length > 0) throw new StrictError(lines.join('; '));
  for (const line of lines) process.emitWarning(line);
}

/** `--strict`: the files are not as the official tool wants them. */
class StrictError extends CotrainError {
  override readonly name = 'StrictError';
  override readonly code = 'E_STRICT';
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
