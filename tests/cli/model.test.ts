import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { cotrainHere as cotrain } from './run.js';

test('model: a table of parts, with what training takes', async (t) => {
  const { code, stdout } = await cotrain(['model', '--size', '96x64']);
  t.is(code, 0);
  for (const part of ['backbone', 'neck', 'heads.det', 'heads.sem_seg', 'heads.drivable'])
    t.regex(stdout, new RegExp(`^${part} +\\d+\\.\\d\\d M +\\d+\\.\\d % +\\d+\\.\\d +\\d+ MiB$`, 'm'));
  t.regex(stdout, /^One image of 96x64/m);
});

test('model --config --json: the configured model as one object', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'cotrain-model-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const file = join(folder, 'run.yaml');
  await writeFile(file, 'data: {kind: scenes}\ntasks: [drivable]\nmodel: {fpnChannels: 32}\n');
  const { code, stdout } = await cotrain(['model', '--config', file, '--size', '64x64', '--json']);
  t.is(code, 0);
  const { parts, parameters, memory } = JSON.parse(stdout);
  t.deepEqual(
    parts.map(({ name }: { name: string }) => name),
    ['backbone', 'neck', 'heads.drivable'],
  );
  t.is(memory.gradients, 4 * parameters);
});

test('model --config takes the name of a preset of runs, and needs no data', async (t) => {
  const { code, stdout } = await cotrain(['model', '--config', 'lv-adapter-small', '--size', '96x64']);
  t.is(code, 0);
  t.regex(stdout, /^lvAdapter +0\.83 M/m);
});

test('model: unknown presets and two sources are refused', async (t) => {
  for (const [args, message] of [
    [['--preset', 'huge'], /lvAdapterR50, multiTaskR50, tiny/],
    [['--preset', 'tiny', '--config', 'run.yaml'], /cannot be used with/],
  ] as const) {
    const { code, stderr } = await cotrain(['model', ...args]);
    t.not(code, 0);
    t.regex(stderr, message);
  }
});
