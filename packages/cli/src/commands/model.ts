import type { TaskSpecs } from '@cotrain/data';
import type { ModelCost } from '@cotrain/models';
import { type Command, Option } from 'commander';
import { withExamples } from '../examples.js';
import { PRESET_LIST } from '../presets.js';
import { formatTable } from '../table.js';
import { size } from '../values.js';

const PRESETS = ['lvAdapterR50', 'multiTaskR50', 'tiny'] as const;

interface ModelOptions {
  config?: string;
  preset: (typeof PRESETS)[number];
  size: { width: number; height: number };
  json: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('model')
    .description('Print what a model costs at an image size: parameters, FLOPs and memory of each part')
    .option('--config <file|preset>', `Configuration of a run in YAML or JSON, or a preset: ${PRESET_LIST}`)
    .addOption(
      new Option('--preset <name>', 'Model of the library, in place of --config')
        .choices(PRESETS)
        .default('tiny')
        .conflicts('config'),
    )
    .addOption(
      new Option('--size <WxH>', 'Width and height of the image in pixels')
        .argParser(size)
        .default({ width: 640, height: 360 }, '640x360'),
    )
    .option('--json', 'Print one JSON object', false)
    .action(describeModel);
  withExamples(command, '--config official --size 1280x720', '--preset lvAdapterR50 --json');
}

async function describeModel({ config, preset, size: image, json }: ModelOptions): Promise<void> {
  const { modelCost } = await import('@cotrain/models');
  using model = config === undefined ? await fromPreset(preset) : await fromConfig(config);
  const cost = modelCost(model, image);
  process.stdout.write(`${json ? JSON.stringify(cost) : describe(cost)}\n`);
}

async function fromPreset(name: ModelOptions['preset']) {
  const { lvAdapterR50, MultiTaskModel, multiTaskR50, tiny } = await import('@cotrain/models');
  return new MultiTaskModel({ lvAdapterR50, multiTaskR50, tiny }[name]());
}

async function fromConfig(path: string) {
  const { buildModel, loadPlugins, openData, readConfig, resolveConfig } = await import('@cotrain/train');
  const { BDD100K_TASKS, DEPTH_TASK, LANE_TASKS } = await import('@cotrain/data');
  const config = readConfig(path);
  if (Array.isArray(config.plugins)) await loadPlugins(config.plugins.map(String));
  // A model can be had without data, of BDD100K's classes; configurations whose data come with --data have
  // none.
  const resolved = resolveConfig({ data: { kind: 'scenes' }, ...config }, path);
  const known: TaskSpecs = { ...BDD100K_TASKS, ...LANE_TASKS, ...DEPTH_TASK };
  const isKnown = resolved.tasks.every((task) => known[task]);
  return buildModel(resolved, isKnown ? known : (await openData(resolved, 'train')).tasks);
}

function describe({ size: { height, width }, parts, parameters, flops, memory }: ModelCost): string {
  const rows = parts.map((part) => [
    part.name,
    millions(part.parameters),
    `${(100 * part.share).toFixed(1)} %`,
    billions(part.flops),
    mebibytes(part.activations),
  ]);
  const table = formatTable([
    ['part', 'parameters', 'share', 'GFLOP', 'activations'],
    ...rows,
    ['all', millions(parameters), '100.0 %', billions(flops), ''],
  ]);
  const { weights, gradients, optimizer, activations, total } = memory;
  return `${table}

One image of ${width}x${height} (a multiplication and an addition are two FLOP). To train on it takes about ${mebibytes(total)}:
weights ${mebibytes(weights)}, gradients ${mebibytes(gradients)}, AdamW ${mebibytes(optimizer)}, activations ${mebibytes(activations)} (one head at a time).`;
}

const millions = (count: number): string => `${(count / 1e6).toFixed(2)} M`;
const billions = (count: number): string => (count / 1e9).toFixed(1);
const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
