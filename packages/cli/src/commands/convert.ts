import type { Command } from 'commander';
import { withExamples } from '../examples.js';

interface ConvertOptions {
  key?: string;
}

export function register(program: Command): void {
  const command = program
    .command('convert')
    .description('Write the tensors of a checkpoint in another format')
    .argument(
      '<in>',
      'Checkpoint: safetensors, PyTorch .pth or .pt, TorchScript archive, or pickle of arrays',
    )
    .argument('<out>', 'File to write: .safetensors, .pth or .pt')
    .option('--key <key>', "Key whose contents are written, such as 'state_dict' (default: all)")
    .action(convert);
  withExamples(command, 'resnet50.pth resnet50.safetensors', 'moco.pth moco.safetensors --key state_dict');
}

async function convert(input: string, output: string, { key }: ConvertOptions): Promise<void> {
  const { loadFile, saveFile, scope } = await import('@cotrain/torch');
  const count = scope(() => {
    const tensors = loadFile(input, { key });
    saveFile(output, tensors);
    return Object.keys(tensors).length;
  });
  process.stdout.write(`${output}: ${count} tensors\n`);
}
