import type { Dataset } from '@cotrain/data';
import type { Group } from '@cotrain/train';
import { type Command, Option } from 'commander';
import { EXIT_FAILURE, UsageError } from '../errors.js';
import { withExamples } from '../examples.js';
import { inGroup } from '../group.js';
import { interruptSignal } from '../interrupt.js';
import { type ModelOptions, modelFileOf, runOf, withModelOptions } from '../model.js';
import { detail, print, warn } from '../output.js';
import { withProgress } from '../progress.js';
import { rate, ratio } from '../values.js';

interface PredictOptions extends ModelOptions {
  sequence?: string;
  video?: string;
  fps?: number;
  out: string;
  data?: string;
  split?: 'train' | 'val';
  checkpoint: 'last' | 'best';
  format: 'scalabel' | 'coco';
  minScore?: number;
}

export function register(program: Command): void {
  const command = withModelOptions(program.command('predict'))
    .description("Draw what a model sees in images, and write BDD100K's submission files")
    .argument('[image|folder]', 'Image, folder of images such as the frames of a video, or a video')
    .option('--out <dir>', 'Folder for overlays/, det.json, sem_seg/ and drivable/', 'predictions')
    .option(
      '--data <dir>',
      "Data set in BDD100K's layout, or nuImages, in place of images; its labels are drawn too",
    )
    .addOption(
      new Option(
        '--format <format>',
        "Format of det.json: scalabel's frames, or COCO's results for data in COCO's format",
      )
        .choices(['scalabel', 'coco'])
        .default('scalabel'),
    )
    .addOption(
      new Option(
        '--split <split>',
        "Part of the data set (default: val); without images and --data, of the run's own data",
      ).choices(['train', 'val']),
    )
    .addOption(
      new Option('--checkpoint <name>', 'Checkpoint to load').choices(['last', 'best']).default('last'),
    )
    .option('--sequence <dir>', 'Folder for the pictures as a numbered sequence, from 000001.png on')
    .option('--video <file>', 'Video of the pictures, .mp4 or .webm, written with ffmpeg')
    .option('--fps <n>', "Frames per second of --video (default: the input's, or 30)", rate)
    .option('--min-score <score>', 'Boxes with lower scores are not drawn (default: 0.3)', ratio)
    .action(predict);
  withExamples(
    command,
    'photo.jpg --model street-small',
    '--run runs/first --data bdd100k --split val',
    'drive.mp4 --model street.onnx --video seen.mp4',
  );
}

async function predict(path: string | undefined, options: PredictOptions): Promise<void> {
  const { data, split, format } = options;
  if (path !== undefined && data !== undefined)
    throw new UsageError('give an image or a folder of images, or --data DIR, not both');
  if (path === undefined && data === undefined && split === undefined && format !== 'coco')
    throw new UsageError(
      "give an image or a folder of images, --data DIR, or --split for the run's own data",
    );
  if (options.fps !== undefined && options.video === undefined)
    throw new UsageError('--fps is the rate of --video FILE, which is missing');
  await inGroup((group) => predictIn(group, path, options));
}

async function predictIn(group: Group, path: string | undefined, options: PredictOptions): Promise<void> {
  const { checkpoint, format, minScore, out, sequence, fps, device } = options;
  const { predictFile, predictRun } = await import('@cotrain/train');
  const file = await modelFileOf(options, group);
  if (file !== null && path === undefined && options.data === undefined)
    throw new UsageError(
      `${file} has no data of its own: give an image or a folder of images, or --data DIR`,
    );
  const run = file ?? (await runOf(options));
  const signal = interruptSignal();
  using input = await openInput(run, path, options, signal);
  const { dataset } = input;
  detail(`cotrain: predicts with ${file ?? `the ${checkpoint} checkpoint of ${run}`}\n`);
  let skipped = 0;
  const onSkipped = ({ name, reason }: { name: string; reason: string }) => {
    skipped++;
    warn(`frame "${name}" is left out: ${reason}`);
  };
  const video =
    options.video === undefined ? undefined : { file: options.video, fps: fps ?? input.fps ?? 30 };
  const written = await withProgress('predict', (onProgress) => {
    const common = {
      ...{ out, format, signal, onProgress, onSkipped },
      ...(minScore !== undefined && { minScore }),
      ...(sequence !== undefined && { sequence }),
      ...(video && { video }),
    };
    return file !== null
      ? predictFile(file, dataset, common)
      : predictRun(run, dataset, { ...common, checkpoint, group, ...(device && { device }) });
  });
  print(`${dataset.length - skipped} images: ${written.join(', ')}\n`);
  if (skipped === 0) return;
  warn(`${skipped} of ${dataset.length} frames cannot be read, and have no predictions`);
  process.exitCode = EXIT_FAILURE;
}

/** The frames to predict, and their rate if they are those of a video. */
interface Input extends Disposable {
  dataset: Dataset;
  fps: number | null;
}

async function openInput(
  run: string,
  path: string | undefined,
  { data, split }: PredictOptions,
  signal: AbortSignal,
): Promise<Input> {
  const { imageFolder, isVideo, openVideo } = await import('@cotrain/data');
  const { openFolder, openRunData } = await import('@cotrain/train');
  if (path !== undefined && isVideo(path)) return openVideo(path, { signal });
  const dataset =
    path !== undefined
      ? await imageFolder(path)
      : data !== undefined
        ? await openFolder(data, split ?? 'val', { scored: true })
        : await openRunData(run, split ?? 'val');
  return { dataset, fps: null, [Symbol.dispose]() {} };
}
