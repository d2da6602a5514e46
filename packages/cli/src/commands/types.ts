import type { Command } from 'commander';

export function register(program: Command): void {
  program
    .command('types')
    .description('write the TypeScript types of an operator library, which torch.ops.loadLibrary loads')
    .argument('<library>', 'a shared library that registers operators with TORCH_LIBRARY; it is loaded')
    .option('--out <file>', 'where to write the module (default: print it)')
    .action(types);
}

async function types(library: string, { out }: { out?: string }): Promise<void> {
  const { writeFileAtomic } = await import('@cotrain/torch');
  const { declareLibrary } = await import('@cotrain/torch/declarations');
  const text = declareLibrary(library);
  if (out === undefined) process.stdout.write(text);
  else writeFileAtomic(out, text);
}
