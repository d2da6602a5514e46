import type { FileContents } from '@cotrain/torch';
import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { formatTable } from '../table.js';

export function register(program: Command): void {
  const command = program
    .command('inspect')
    .description('List the tensors of a checkpoint: names, dtypes, shapes')
    .argument(
      '<file>',
      'Checkpoint: safetensors, PyTorch .pth or .pt, TorchScript archive, or pickle of arrays',
    )
    .option('--json', 'Print one JSON object: {format, tensors: {name: {dtype, shape}}}', false)
    .action(inspect);
  withExamples(command, 'resnet50.pth', 'runs/first/checkpoints/last.safetensors --json');
}

async function inspect(file: string, { json }: { json: boolean }): Promise<void> {
  const { inspectFile } = await import('@cotrain/torch');
  const contents = inspectFile(file);
  process.stdout.write(`${json ? JSON.stringify(contents) : describe(contents)}\n`);
}

function describe({ format, tensors }: FileContents): string {
  const rows = Object.entries(tensors).map(([name, { dtype, shape }]) => [
    name,
    dtype,
    `[${shape.join(', ')}]`,
  ]);
  const elements = Object.values(tensors).reduce(
    (sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1),
    0,
  );
  const total = `${format}: ${rows.length} tensors, ${elements.toLocaleString('en')} elements`;
  return rows.length === 0 ? total : `${formatTable(rows)}\n${total}`;
}
