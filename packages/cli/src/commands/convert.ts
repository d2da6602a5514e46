import type { Command } from 'commander';

interface ConvertOptions {
  key?: string;
}

export function register(program: Command): void {
  program
    .command('convert')
    .description('write the tensors of a checkpoint in another format')
    .argument('<in>', 'safetensors, PyTorch .pth or .pt, TorchScript archive, pickle of arrays')
    .argument('<out>', 'file to write: .safetensors, .pth or .pt')
    .option('--key <key>', "only what lies below this key, such as 'state_dict', named from there")
    .action(convert);
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
