// A run that was trained on a GPU, on a machine without one.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { cotrain } from './run.js';

const root = mkdtempSync(join(tmpdir(), 'cotrain-cli-device-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

const [scenes, trained, moved] = ['scenes', 'trained', 'moved'].map((name) => join(root, name)) as [
  string,
  string,
  string,
];
const BATCH = `[{ type: resize, height: 32, width: 64 }, { type: normalize, preset: imagenet }, { type: pad, multiple: 32 }]`;

test.before(async (t) => {
  const config = join(root, 'tiny.yaml');
  writeFileSync(
    config,
    `tasks: [drivable]
model: { fpnChannels: 32, heads: { drivable: { kind: semanticFpn, convsDim: 32 } } }
transforms: { train: ${BATCH}, eval: ${BATCH} }
train: { batchSize: 2, epochs: 1, warmupSteps: 1, workers: 0 }
evaluation: { overlays: 0, batchSize: 1 }
`,
  );
  const made = await cotrain(['data', 'generate', '--out', scenes, '--count', '6', '--size', '64x32']);
  t.is(made.code, 0, made.stderr);
  const run = await cotrain(['train', '--data', scenes, '--config', config, '--out', trained]);
  t.is(run.code, 0, run.stderr);
  cpSync(trained, moved, { recursive: true });
  const file = join(moved, 'config.json');
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...settings, device: 'cuda:99' }));
});

const COMMANDS: Record<string, (run: string, out: string) => string[]> = {
  eval: (run) => ['eval', '--run', run],
  predict: (run, out) => ['predict', '--run', run, '--split', 'val', '--out', out],
  'pseudo-label': (run, out) => [
    ...['pseudo-label', '--run', run, '--data', scenes, '--task', 'drivable', '--out', out],
  ],
  'train --resume': (run) => ['train', '--out', run, '--resume', '--set', 'train.epochs=2'],
};

for (const [name, command] of Object.entries(COMMANDS)) {
  test.serial(`${name} of a run marked with a GPU that is not there, and with --device cpu`, async (t) => {
    const refused = await cotrain(command(moved, join(root, `${name}-gpu`)));
    t.not(refused.code, 0);
    t.regex(refused.stderr, /device 'cuda:99' cannot be used/);
    const here = await cotrain([...command(moved, join(root, `${name}-here`)), '--device', 'cpu']);
    t.is(here.code, 0, here.stderr);
    if (name === 'eval') t.is(here.stdout, (await cotrain(command(trained, root))).stdout);
  });
}

test.serial('--device refuses what does not name a device', async (t) => {
  const { code, stderr } = await cotrain(['eval', '--run', trained, '--device', 'gpu']);
  t.is(code, 2);
  t.regex(stderr, /--device.*'gpu'.*It must be cpu, cuda or cuda:N/s);
});
