import type { Dataset, DrivableFolder, SplitSetting } from '@cotrain/data';
import { type Command, Option } from 'commander';
import { type LabelRatio, labelRatio } from '../bdd100k/sceneLabels.js';
import { UsageError } from '../errors.js';
import { withExamples } from '../examples.js';
import { interruptSignal } from '../interrupt.js';
import { withProgress } from '../progress.js';
import { requireOptions } from '../required.js';
import { positiveInteger, ratio, seed, size } from '../values.js';

interface InspectOptions {
  drivable: DrivableFolder;
  problems: number;
  json: boolean;
}

interface GenerateOptions {
  out: string;
  count: number;
  size: { width: number; height: number };
  seed: number;
  val: number;
  labels: LabelRatio;
}

interface SplitOptions {
  setting: SplitSetting;
  seed: number;
  total?: number;
  out?: string;
  check?: string;
}

export function register(program: Command): void {
  const data = program.command('data').description('Inspect a data set, split it, or generate one');
  const inspected = data
    .command('inspect')
    .description(
      'Read a whole data set, and report label coverage, class statistics, and each problem with its file',
    )
    .argument('<dir>', "Data set in BDD100K's layout, or nuImages")
    .addOption(
      new Option('--drivable <folder>', 'Folder of the drivable masks')
        .choices(['drivable', 'drivable_road_only'])
        .default('drivable'),
    )
    .option('--problems <n>', 'Most problems of one kind to list', positiveInteger, 20)
    .option('--json', 'Print one JSON object with every problem', false)
    .action(inspect);
  withExamples(inspected, 'bdd100k', 'bdd100k --problems 100 --json');

  const drawn = data
    .command('split')
    .description(
      "Draw which training frames are labelled for which task, in the paper's settings; or check a split file",
    )
    .argument('<dir>', "Data set in BDD100K's layout")
    .addOption(
      new Option('--setting <setting>', 'How frames are divided among the tasks')
        .choices(['disjoint-normal', 'disjoint-balance', 'full'])
        .default('disjoint-normal'),
    )
    .option('--seed <n>', 'Seed; the same seed draws the same split', seed, 0)
    .option(
      '--total <n>',
      "Number of frames in all, in the setting's proportions (default: the paper's number, or all)",
      positiveInteger,
    )
    .option('--out <file>', 'JSON file to write; either this or --check is required')
    .option('--check <file>', 'Split file to verify against the data set')
    .action(split);
  withExamples(
    drawn,
    'bdd100k --setting disjoint-balance --seed 1 --out split.json',
    'bdd100k --check split.json',
  );

  const generated = data
    .command('generate')
    .description("Generate street scenes with exact labels in BDD100K's layout")
    .option('--out <dir>', 'Folder to write, missing or empty')
    .option('--count <n>', 'Number of scenes in all splits together', positiveInteger)
    .addOption(
      new Option('--size <WxH>', 'Width and height in pixels')
        .argParser(size)
        .default({ width: 640, height: 360 }, '640x360'),
    )
    .option('--seed <n>', 'Seed; the same seed gives the same scenes', seed, 0)
    .option('--val <ratio>', 'Share of the scenes for validation', ratio, 0.2)
    .addOption(
      new Option('--labels <task=ratio>', 'Share of the scenes with labels for a task; repeatable')
        .argParser(labelRatio)
        .default({}, 'det, sem_seg and drivable everywhere, lane and depth nowhere'),
    )
    .action(generate);
  requireOptions(generated, 'out', 'count');
  withExamples(
    generated,
    '--out scenes --count 200',
    '--out depth --count 50 --size 1280x720 --labels depth=1 --labels det=0.5',
  );
}

/** Draws a split, or checks one against the data set. */
async function split(dir: string, { setting, seed, total, out, check }: SplitOptions): Promise<void> {
  const { makeSplit, openBdd100k, readSplit, verifySplit, writeSplit } = await import('@cotrain/data');
  if ((out === undefined) === (check === undefined))
    throw new UsageError('give --out FILE to draw a split, or --check FILE to verify one');
  const dataset = await openBdd100k(dir, { split: 'train' });
  const drawn =
    check === undefined
      ? makeSplit(dataset, {
          setting,
          seed,
          tasks: labelledTasks(dataset),
          ...(total !== undefined && { total }),
        })
      : await readSplit(check);
  if (out !== undefined) writeSplit(out, drawn);
  if (check !== undefined) verifySplit(drawn, dataset, check);
  const counts = Object.entries(drawn.frames).map(([task, frames]) => `${frames.length} ${task}`);
  process.stdout.write(`${check ?? out}: ${drawn.setting}, seed ${drawn.seed}: ${counts.join(', ')}\n`);
}

const labelledTasks = (dataset: Dataset): string[] =>
  Object.keys(dataset.tasks).filter((task) =>
    dataset.names.some((_, index) => dataset.labelled?.(index)[task]),
  );

async function inspect(dir: string, { drivable, problems, json }: InspectOptions): Promise<void> {
  const { formatInspection, inspectDataset } = await import('@cotrain/data');
  const inspection = await withProgress('inspect', (onProgress) =>
    inspectDataset(dir, { drivableFolder: drivable, onProgress, signal: interruptSignal() }),
  );
  process.stdout.write(
    json ? `${JSON.stringify(inspection)}\n` : formatInspection(inspection, { maxProblems: problems }),
  );
}

async function generate({ size, val, labels, ...options }: GenerateOptions): Promise<void> {
  const { writeScenes } = await import('@cotrain/data');
  const { out, images, boxes } = await withProgress('generate', (onProgress) =>
    writeScenes({
      ...options,
      ...size,
      valRatio: val,
      labelRatio: labels,
      onProgress,
      signal: interruptSignal(),
    }),
  );
  process.stdout.write(`${out}: ${images.train} train and ${images.val} val images, ${boxes} boxes\n`);
}
