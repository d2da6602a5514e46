import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectFile, loadFile, scope } from '@cotrain/torch';
import test from 'ava';
import { golden } from '../torch/formats/craft.js';
import { cotrain } from './run.js';

test('convert: between formats, whole or what lies below a key', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'cotrain-convert-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const [safe, pth] = [join(folder, 'model.safetensors'), join(folder, 'model.pth')];

  const first = await cotrain(['convert', golden('state_legacy.pth'), safe, '--key', 'model']);
  t.deepEqual([first.code, first.stderr], [0, '']);
  t.is(first.stdout, `${safe}: 7 tensors\n`);
  t.is((await cotrain(['convert', safe, pth])).code, 0);
  t.deepEqual([inspectFile(safe).format, inspectFile(pth).format], ['safetensors', 'pytorch-zip']);
  scope(() => {
    const source = loadFile(golden('state_legacy.pth'), { key: 'model' });
    for (const file of [safe, pth]) {
      const tensors = loadFile(file);
      t.deepEqual(Object.keys(tensors).sort(), Object.keys(source).sort());
      for (const [name, tensor] of Object.entries(source))
        t.deepEqual(tensors[name]!.data(), tensor.data(), name);
    }
  });

  const unknown = await cotrain(['convert', pth, join(folder, 'model.bin')]);
  t.is(unknown.code, 1);
  t.regex(unknown.stderr, /^cotrain: could not write .*model\.bin: .*\.safetensors, \.pth, \.pt\n$/);
  const missing = await cotrain(['convert', pth, join(folder, 'x.pth'), '--key', 'ema']);
  t.regex(missing.stderr, /nothing lies below the key 'ema'\. There is conv, bn/);
  t.false(existsSync(join(folder, 'x.pth')));
});
