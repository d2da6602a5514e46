import { type Command, Option } from 'commander';
import { UsageError } from '../errors.js';
import { withExamples } from '../examples.js';
import { detail, warn } from '../output.js';
import { showPage } from '../page.js';
import { heightByWidth, port } from '../values.js';

interface ServeOptions {
  run?: string;
  model?: string;
  checkpoint: 'last' | 'best';
  size?: { height: number; width: number };
  half: boolean;
  port?: number;
  open: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('serve')
    .description('Try a model on photographs, videos and the camera on a page in the browser')
    .argument('[file]', 'ONNX file that cotrain export has written')
    .option('--run <dir>', 'Folder of a run, in place of a file; the page follows its newest checkpoint')
    .option(
      '--model <name>',
      'Model that is installed as a package, such as street-small, in place of a file',
    )
    .addOption(
      new Option('--checkpoint <name>', 'Checkpoint to serve').choices(['last', 'best']).default('last'),
    )
    .option(
      '--size <HxW>',
      "Height and width of the input in pixels (default: the size of the run's frames)",
      heightByWidth,
    )
    .option('--half', 'Load weights of float16, in half the space', false)
    .option('--port <port>', 'Port on 127.0.0.1 (default: a free one)', port)
    .option('--open', 'Open the page in the browser', false)
    .action(serve);
  withExamples(command, '--run runs/first --open', '--model street-small', 'street.onnx --port 8080');
}

async function serve(file: string | undefined, options: ServeOptions): Promise<void> {
  const { run, model, checkpoint, size, half, port, open } = options;
  if ([file, run, model].filter((given) => given !== undefined).length !== 1)
    throw new UsageError('give an ONNX file, --run DIR or --model NAME, one of them');
  const { modelInFile, modelOfRun, serveModel } = await import('@cotrain/train');
  const exported = { checkpoint, half, ...(size && { size }) };
  const source = file !== undefined ? modelInFile(file) : modelOfRun(run ?? { model: model! }, exported);
  const server = await serveModel(source, {
    ...(port !== undefined && { port }),
    onModel: () => detail('cotrain: loaded the newer model\n'),
    onFailed: (reason) => warn(`the newer model is not loaded: ${reason}`),
  });
  const text = run === undefined ? 'the page runs the model' : 'the page follows the newest checkpoint';
  await showPage(server, text, open);
}
