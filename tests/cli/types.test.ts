import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { cotrain } from './run.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const library = join(root, 'build/Release/cotrain_test_ops.so'); // tests/native/test_ops.cpp
const example = join(root, 'build/Release/my_ops.so'); // examples/operator
const withLibraries = existsSync(library) && existsSync(example) ? test : test.skip;
if (withLibraries === test.skip)
  console.log('skipped the tests of `cotrain types`: the libraries are not built');

// Beside the tests, so that the packages resolve.
function temporary(t: ExecutionContext): string {
  const folder = mkdtempSync(join(root, 'tests/cli/.types-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Output of the compiler for `program.ts` in `folder` and its imports. */
function compile(folder: string): string {
  const config = { extends: join(root, 'tests/tsconfig.json'), include: [], files: ['program.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  try {
    return execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

withLibraries(
  "types --out: a module that compiles, refuses what the schemas refuse, and calls the library's operators",
  async (t) => {
    const folder = temporary(t);
    const { code, stdout, stderr } = await cotrain(['types', library, '--out', join(folder, 'ops.ts')]);
    t.deepEqual([code, stdout, stderr], [0, '', '']);
    writeFileSync(
      join(folder, 'program.ts'),
      `import { type Tensor, torch } from '@cotrain/torch';
import { type AxpyOptions, cotrainTest } from './ops.js';

torch.ops.loadLibrary(${JSON.stringify(library)});
const x: Tensor = torch.tensor([1, 2]);
const options: AxpyOptions = { alpha: 3 };
export const sum: Tensor = cotrainTest.axpy(x, x, options);
export const greetings: string[] = [cotrainTest.greet('Ada'), cotrainTest.greet('Ada', { greeting: 'Hi' })];
export const list: number[] = cotrainTest.reverse([1, 2n, 3]);
export const [same, large, half, yes]: [Tensor, number, number, boolean] = cotrainTest.mixed(x);

export function wrong(): void {
  // @ts-expect-error the second tensor is missing
  cotrainTest.axpy(x);
  // @ts-expect-error there is no such option
  cotrainTest.axpy(x, x, { beta: 1 });
  // @ts-expect-error a number, not a string
  cotrainTest.axpy(x, x, { alpha: '3' });
  // @ts-expect-error the result is a string
  cotrainTest.greet('Ada').shape;
  // @ts-expect-error complex numbers cannot cross over
  cotrainTest.uncrossable(x);
}
`,
    );
    t.is(compile(folder), '');
    const made = await import(join(folder, 'program.ts'));
    t.deepEqual(made.sum.toArray(), [4, 8]);
    t.deepEqual(made.list, [3, 2, 1]);
    t.regex(made.greetings[1], /^Hi.*Ada/);
    t.deepEqual([made.same.toArray(), made.half, made.yes], [[1, 2], 0.5, true]);
  },
);

withLibraries('types prints the module without --out: that of examples/operator is up to date', async (t) => {
  const { code, stdout } = await cotrain(['types', example]);
  t.is(code, 0);
  t.is(stdout, readFileSync(join(root, 'examples/operator/my_ops.ts'), 'utf8'));
});

withLibraries('types names operators that cannot be called in a comment, and says defaults', async (t) => {
  const { stdout } = await cotrain(['types', library]);
  t.regex(stdout, /^ {2}\/\/ cotrain_test::uncrossable\(Tensor x\) -> \(Tensor, complex\) has a type/m);
  t.regex(stdout, /\/\*\* Default 1\. \*\/\n {2}alpha\?: number;/);
  t.regex(stdout, /\/\*\* Default null\. \*\/\n {2}greeting\?: string \| null;/);
});

withLibraries(
  'types: a file that is not an operator library, or an output that cannot be written, gives one line and exit code 1',
  async (t) => {
    const addon = join(root, 'build/Release/cotrain.node');
    for (const [args, message] of [
      [['build/none.so'], /could not load the operator library .*none\.so/],
      [[join(root, 'package.json')], /could not load the operator library .*package\.json/],
      [[addon], /does not register any new operator/],
      [[example, '--out', join(root, 'none/ops.ts')], /none\/ops\.ts/],
    ] as const) {
      const { code, stdout, stderr } = await cotrain(['types', ...args]);
      t.deepEqual([code, stdout], [1, ''], stderr);
      t.regex(stderr, message);
      t.regex(stderr, /^cotrain: .*\n$/);
    }
  },
);
