import type { Command } from 'commander';
import { withExamples } from '../examples.js';

export function register(program: Command): void {
  const command = program
    .command('types')
    .description('Write the TypeScript types of an operator library for torch.ops.loadLibrary')
    .argument('<library>', 'Shared library that registers operators with TORCH_LIBRARY; the command loads it')
    .option('--out <file>', 'Module to write (default: print it)')
    .action(types);
  withExamples(command, 'build/my_ops.so', 'build/my_ops.so --out src/my_ops.ts');
}

async function types(library: string, { out }: { out?: string }): Promise<void> {
  const { writeFileAtomic } = await import('@cotrain/torch');
  const { declareLibrary } = await import('@cotrain/torch/declarations');
  const text = declareLibrary(library);
  if (out === undefined) process.stdout.write(text);
  else writeFileAtomic(out, text);
}
