import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '@cotrain/train';
import test, { type ExecutionContext } from 'ava';
import { temporaryFolder } from '../data/helpers.js';
import { cotrain, cotrainHere } from './run.js';

/** A printed configuration, read like in the other commands. */
async function written(t: ExecutionContext, text: string): Promise<string> {
  const file = join(temporaryFolder(t), 'run.yaml');
  await writeFile(file, text);
  return file;
}

test('config: a whole configuration, which the other commands read', async (t) => {
  const set = ['--set', 'model.fpnChannels=32', '--set', 'tasks=[drivable]', '--set', 'data.kind=scenes'];
  const { code, stdout, stderr } = await cotrainHere(['config', 'lv-adapter-small', ...set]);
  t.is(code, 0, stderr);
  t.regex(stdout, /^# The preset lv-adapter-small/);
  const file = await written(t, stdout);
  t.like(readConfig(file), { tasks: ['drivable'], model: { fpnChannels: 32, backbone: { depth: 18 } } });
  const sizes = ['--size', '64x64', '--json'];
  const read = await cotrainHere(['model', '--config', file, ...sizes]);
  t.is(read.code, 0, read.stderr);
  const { parts } = JSON.parse(read.stdout);
  t.true(parts.some(({ name }: { name: string }) => name === 'heads.drivable'));
  const again = await cotrainHere(['config', file]);
  t.is(again.stdout.split('\n').slice(1).join('\n'), stdout.split('\n').slice(1).join('\n'));
});

test('config: the preset small where none is named; a JSON Schema', async (t) => {
  const { stdout } = await cotrainHere(['config']);
  const printed = readConfig(await written(t, stdout));
  t.like(printed.model, { backbone: { kind: 'resnet', depth: 18 }, fpnChannels: 128 });
  t.false('data' in printed);
  const { code, stdout: schema } = await cotrainHere(['config', '--schema']);
  t.is(code, 0);
  t.like(JSON.parse(schema), { type: 'object', additionalProperties: false });
});

test('config: what is wrong is said', async (t) => {
  for (const [args, exit, message] of [
    [['huge'], 1, /'huge' is neither a file nor a preset/],
    [['small', '--set', 'model.fpnChannels=0'], 2, /model\.fpnChannels: must be more than 0, got 0/],
    [['small', '--schema'], 2, /--schema is of all configurations/],
  ] as const) {
    const { code, stderr } = await cotrainHere(['config', ...args]);
    t.is(code, exit, stderr);
    t.regex(stderr, message);
  }
});

test('config: custom parts, registered by a plugin in the file', async (t) => {
  const folder = temporaryFolder(t);
  const plugin = join(folder, 'plugin.mjs');
  const models = import.meta.resolve('@cotrain/models');
  await writeFile(
    plugin,
    `import { optionSchema, registerBackbone, z } from ${JSON.stringify(models)};
    const options = optionSchema('Tiny', { width: z.number().default(7).describe('Channels of its map. Default 7.') });
    registerBackbone('tiny', { options, make: () => { throw new Error('not made'); } });`,
  );
  const file = join(folder, 'run.yaml');
  await writeFile(file, `plugins: [${JSON.stringify(plugin)}]\nmodel: {backbone: {kind: tiny}}\n`);
  const { code, stdout, stderr } = await cotrain(['config', file]);
  t.is(code, 0, stderr);
  t.regex(
    stdout,
    /# One of resnet, clip, mobilenetV2, swin, tiny\.\n +kind: tiny\n +# Channels of its map. Default 7\.\n +width: 7/,
  );
  const schema = await cotrain(['config', '--schema', '--plugin', plugin]);
  t.is(schema.code, 0, schema.stderr);
  t.true(schema.stdout.includes('"Channels of its map. Default 7."'));
});
