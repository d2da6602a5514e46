import type { Group } from '@cotrain/train';
import { type Command, Option } from 'commander';
import { EXIT_FAILURE, UsageError } from '../errors.js';
import { withExamples } from '../examples.js';
import { inGroup } from '../group.js';
import { interruptSignal } from '../interrupt.js';
import { type ModelOptions, runOf, withModelOptions } from '../model.js';
import { detail, print, warn } from '../output.js';
import { withProgress } from '../progress.js';
import { ratio } from '../values.js';

interface PredictOptions extends ModelOptions {
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
    .argument('[image|folder]', 'Image, or folder of images such as the frames of a video')
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
    .option('--min-score <score>', 'Boxes with lower scores are not drawn (default: 0.3)', ratio)
    .action(predict);
  withExamples(
    command,
    'photo.jpg --model street-small',
    'photos --run runs/first --out predictions --min-score 0.5',
    '--run runs/first --data bdd100k --split val',
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
  await inGroup((group) => predictIn(group, path, options));
}

async function predictIn(group: Group, path: string | undefined, options: PredictOptions): Promise<void> {
  const { data, split, out, checkpoint, device, format, minScore } = options;
  const run = await runOf(options);
  const { imageFolder } = await import('@cotrain/data');
  const { openFolder, openRunData, predictRun } = await import('@cotrain/train');
  const dataset =
    path !== undefined
      ? await imageFolder(path)
      : data !== undefined
        ? await openFolder(data, split ?? 'val', { scored: true })
        : await openRunData(run, split ?? 'val');
  const signal = interruptSignal();
  detail(`cotrain: predicts with the ${checkpoint} checkpoint of ${run}\n`);
  let skipped = 0;
  const onSkipped = ({ name, reason }: { name: string; reason: string }) => {
    skipped++;
    warn(`frame "${name}" is left out: ${reason}`);
  };
  const written = await withProgress('predict', (onProgress) =>
    predictRun(run, dataset, {
      out,
      checkpoint,
      format,
      signal,
      onProgress,
      onSkipped,
      group,
      ...(device && { device }),
      ...(minScore === undefined ? {} : { minScore }),
    }),
  );
  print(`${dataset.length - skipped} images: ${written.join(', ')}\n`);
  if (skipped === 0) return;
  warn(`${skipped} of ${dataset.length} frames cannot be read, and have no predictions`);
  process.exitCode = EXIT_FAILURE;
}
