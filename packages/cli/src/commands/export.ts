import { type Command, Option } from 'commander';
import { UsageError } from '../errors.js';
import { withExamples } from '../examples.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';
import { requireOptions } from '../required.js';
import { heightByWidth } from '../values.js';

const FORMATS = ['onnx', 'torchscript', 'safetensors', 'web'] as const;

interface ExportOptions {
  run?: string;
  model?: string;
  format: (typeof FORMATS)[number];
  out: string;
  size?: { height: number; width: number };
  dynamic: boolean;
  checkpoint: 'last' | 'best';
  half: boolean;
  int8: boolean;
  data?: string;
  force: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('export')
    .description(
      'Write a trained model for other programs: ONNX, TorchScript, weights, or a page for the browser',
    )
    .option('--run <dir>', 'Folder of the run; either this or --model is required')
    .option('--model <name>', 'Model that is installed as a package, such as street-small, in place of --run')
    .addOption(new Option('--format <format>', 'Format of the model').choices(FORMATS))
    .option('--out <file>', 'File to write, or the folder of the page for --format web')
    .option(
      '--size <HxW>',
      "Height and width of the input in pixels (default: the size of the run's frames)",
      heightByWidth,
    )
    .addOption(
      new Option('--checkpoint <name>', 'Checkpoint to export').choices(['last', 'best']).default('last'),
    )
    .option('--dynamic', 'Take images of any size that is a multiple of the divisor (onnx and web)', false)
    .option('--half', 'Store the weights as float16, in half the space', false)
    .option(
      '--int8',
      'Quantise to int8 by 32 training frames, in about a quarter of the space (onnx and web)',
      false,
    )
    .option(
      '--data <dir>',
      "Data set for --int8 and for the scores of short weights in the card (default: the run's)",
    )
    .option('--force', 'Replace existing files', false)
    .action(exportModel);
  requireOptions(command, 'format', 'out');
  withExamples(
    command,
    '--model street-small --format onnx --out street.onnx',
    '--run runs/first --format torchscript --out first.pt --size 384x640',
    '--run runs/first --format web --out site --int8',
  );
}

async function exportModel({ run, model, ...options }: ExportOptions): Promise<void> {
  if ((run === undefined) === (model === undefined))
    throw new UsageError('give --run DIR or --model NAME, one of them');
  const { exportRun } = await import('@cotrain/train');
  const { file, card } = await withProgress('compare', (onProgress) =>
    exportRun({ run: run ?? { model: model! }, ...options, onProgress }),
  );
  print(`${file}, ${card}\n`);
}
