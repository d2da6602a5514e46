// MKL asks LibTorch's symbol table who made the processor. The addon must be what answers, whichever library
// is loaded before the first product.
import { spawnSync } from 'node:child_process';
import test from 'ava';

const linux = process.platform === 'linux' && process.arch === 'x64' ? test : test.skip;

/** File names of the two sides of each binding of MKL's question, as glibc's loader reports them. */
function bindings(program: string): string[] {
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    env: { ...process.env, LD_DEBUG: 'bindings' },
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(stderr.slice(-2000));
  const files = /binding file \S*\/(\S+) \[0\] to \S*\/(\S+) \[0\]: normal symbol `mkl_serv_intel_cpu_true'/g;
  return [...stderr.matchAll(files)].map(([, from, to]) => `${from} -> ${to}`);
}

const product = 'torch.ones([2, 2]).mm(torch.ones([2, 2]));';

for (const [name, program] of Object.entries({
  'before any other library': `import { torch } from '@cotrain/torch'; ${product}`,
  'after the operator library': `import { torch } from '@cotrain/torch'; torch.ops.cotrain.nms; ${product}`,
}))
  linux(`MKL asks the addon what the processor can do, ${name}`, (t) => {
    const found = bindings(program);
    if (found.length === 0) return t.pass('LibTorch has another BLAS');
    t.deepEqual(found, ['libtorch_cpu.so -> cotrain.node']);
  });
