import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { golden } from '../torch/formats/craft.js';
import { cotrainHere as cotrain } from './run.js';

test('inspect --json: one object with format, dtypes and shapes', async (t) => {
  const { code, stdout } = await cotrain(['inspect', golden('views_legacy.pth'), '--json']);
  t.is(code, 0);
  const { format, tensors } = JSON.parse(stdout);
  t.is(format, 'pytorch-legacy');
  t.deepEqual(tensors.transposed, { dtype: 'float32', shape: [6, 4] });
  t.deepEqual(tensors.conjugated, { dtype: 'complex64', shape: [2] });
  t.deepEqual(tensors.zero, { dtype: 'float32', shape: [] });
});

test('inspect: a table and a total', async (t) => {
  const { code, stdout } = await cotrain(['inspect', golden('script.pt')]);
  t.is(code, 0);
  t.regex(stdout, /^branch\.conv\.weight +float32 +\[2, 1, 3, 3\]$/m);
  t.regex(stdout, /^branch\.steps +int64 +\[\]$/m);
  t.regex(stdout, /^torchscript: 4 tensors, 24 elements$/m);
});

test('inspect: what cannot be read is one line, and exit code 1', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'cotrain-inspect-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const page = join(folder, 'model.pth');
  await writeFile(page, '<!DOCTYPE html>\n<html>not found</html>');
  for (const [file, message] of [
    [golden('attack.pth'), /'builtins\.eval' is not allowed/],
    [page, /web page/],
    [join(folder, 'none.pth'), /no such file or folder/],
    [folder, /this is a folder/],
  ] as const) {
    const { code, stdout, stderr } = await cotrain(['inspect', file, '--json']);
    t.deepEqual([code, stdout], [1, '']);
    t.regex(stderr, message);
    t.regex(stderr, /^cotrain: .*\n$/);
  }
  t.is((await cotrain(['inspect'])).code, 2);
});
