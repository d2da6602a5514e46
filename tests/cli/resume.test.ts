// Signals, kills, broken frames and changed settings, as seen by a user of the command line.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { cotrain, type Finished } from './run.js';

const root = mkdtempSync(join(tmpdir(), 'cotrain-cli-resume-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

const good = join(root, 'good');
const bad = join(root, 'bad');
const config = join(root, 'tiny.yaml');
const BATCH = `[{ type: normalize, preset: imagenet }, { type: pad, multiple: 32 }]`;
writeFileSync(
  config,
  `tasks: [det, drivable]
model:
  fpnChannels: 32
  heads: { det: { kind: fasterRcnn, fcDim: 16 }, drivable: { kind: semanticFpn, convsDim: 32 } }
transforms: { train: ${BATCH}, eval: ${BATCH} }
train: { batchSize: 2, epochs: 1, warmupSteps: 1, workers: 0, lr: 0.0001 }
evaluation: { overlays: 0, batchSize: 2 }
`,
);

/** The first frames of a part in the order of their names. */
const images = (data: string, part: 'train' | 'val') =>
  readdirSync(join(data, 'images', '100k', part))
    .sort()
    .map((name) => join(data, 'images', '100k', part, name));

test.before(async (t) => {
  const made = await cotrain([
    ...[
      'data',
      'generate',
      '--out',
      good,
      '--count',
      '8',
      '--size',
      '64x32',
      '--seed',
      '1',
      '--val',
      '0.375',
    ],
  ]);
  t.is(made.code, 0, made.stderr);
  cpSync(good, bad, { recursive: true });
  // A truncated JPEG in each part.
  for (const part of ['train', 'val'] as const) {
    const file = images(bad, part)[1]!;
    writeFileSync(file, readFileSync(file).subarray(0, 300));
  }
});

const train = (data: string, out: string, ...more: string[]) => [
  'train',
  '--data',
  data,
  '--config',
  config,
  '--out',
  out,
  ...more,
];

/** Sends a signal as soon as the log has a matching line. */
function signalled(args: string[], out: string, line: RegExp, signal: NodeJS.Signals): Promise<Finished> {
  mkdirSync(out, { recursive: true });
  return cotrain(args, {}, (child) => {
    const watcher = watch(out, () => {
      const log = join(out, 'log.jsonl');
      if (!existsSync(log) || !line.test(readFileSync(log, 'utf8'))) return;
      watcher.close();
      child.kill(signal);
    });
    child.on('close', () => watcher.close());
  });
}

for (const [signal, code] of [
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  test.serial(`${signal} saves, exits with ${code} and says how to go on`, async (t) => {
    const out = join(root, `it's ${signal}`);
    const stopped = await signalled(train(good, out, '--set', 'train.epochs=99'), out, /"step":1,/, signal);
    t.is(stopped.code, code, stopped.stderr);
    const quoted = `'${out.replace("'", `'\\''`)}'`;
    t.true(
      stopped.stderr.includes(`cotrain: to continue: npx cotrain train --out ${quoted} --resume\n`),
      stopped.stderr,
    );
    t.true(existsSync(join(out, 'checkpoints', 'last.safetensors')));
  });

test.serial('kill -9, then --resume with other settings; nonsense is refused', async (t) => {
  const out = join(root, 'killed');
  const killed = await signalled(
    train(good, out, '--set', 'train.epochs=99'),
    out,
    /"checkpoint".*"checkpoint"/s, // the first file is complete when the second save begins
    'SIGKILL',
  );
  t.is(killed.signal, 'SIGKILL');
  const resume = (...more: string[]) => cotrain(['train', '--out', out, '--resume', ...more]);
  const settings = readFileSync(join(out, 'config.json'), 'utf8');
  const refused: [args: string[], code: number, message: RegExp][] = [
    [['--set', 'train.lrr=1'], 2, /train\.lrr: there is no such key/],
    [['--set', 'device=gpu'], 2, /device: must be cpu, cuda or cuda:N, got 'gpu'/],
    [['--set', 'seed=9', '--set', 'train.lr=1'], 1, /seed: 0 -> 9/],
    [['--config', 'nonsense.yaml'], 1, /neither a file nor a preset/],
    [['--data', join(root, 'nowhere')], 1, /nowhere/],
    [['--set', 'data.kind=scenes'], 2, /data\.(root|drivableFolder)/],
  ];
  for (const [args, code, message] of refused) {
    const result = await resume(...args);
    t.is(result.code, code, `${args.join(' ')}: ${result.stderr}`);
    t.regex(result.stderr, message);
    t.false(result.stderr.includes('    at '));
  }
  t.is(readFileSync(join(out, 'config.json'), 'utf8'), settings, 'nothing was touched');

  const moved = join(root, 'moved');
  cpSync(good, moved, { recursive: true });
  const { epochs } = JSON.parse(readFileSync(join(out, 'log.jsonl'), 'utf8').split('\n')[0]!);
  t.is(epochs, 99);
  const done = readFileSync(join(out, 'log.jsonl'), 'utf8').split('"checkpoint"').length - 1;
  const rest = await resume(
    '--data',
    moved,
    '--set',
    `train.epochs=${done + 1}`,
    '--set',
    'train.lr=0.00005',
  );
  t.is(rest.code, 0, rest.stderr);
  t.regex(rest.stderr, /continues after step \d+\n/);
  t.regex(rest.stderr, /train\.lr: 0\.0001 -> 0\.00005|train\.lr: 0\.0001 -> 5e-5/);
  t.regex(rest.stderr, /data\.root: /);
  const steps = readFileSync(join(out, 'log.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"type":"step"'));
  t.is(new Set(steps.map((line) => JSON.parse(line).step)).size, steps.length);
  t.false(readdirSync(join(out, 'checkpoints')).some((name) => name.endsWith('.tmp')));
  t.false(existsSync(join(out, '.lock')));

  const before = statSync(join(out, 'report.html')).mtimeMs;
  const again = await resume();
  t.is(again.code, 0, again.stderr);
  t.regex(again.stderr, /finished, there is nothing to do/);
  t.is(statSync(join(out, 'report.html')).mtimeMs, before);
});

test.serial(
  'predict: a frame that cannot be read costs itself only, and the exit code says so',
  async (t) => {
    const run = join(root, 'run');
    t.is((await cotrain(train(good, run))).code, 0);
    const out = join(root, 'predicted');
    const result = await cotrain(['predict', '--run', run, '--data', bad, '--out', out]);
    t.is(result.code, 1, result.stderr);
    t.regex(
      result.stderr,
      /frame "\S+" is left out: cannot decode image .*\n.*1 of 3 frames cannot be read/s,
    );
    t.is(JSON.parse(readFileSync(join(out, 'det.json'), 'utf8')).length, 2);
    t.is(readdirSync(join(out, 'drivable')).length, 2);
    t.is(readdirSync(join(out, 'overlays')).length, 2);

    const strict = await cotrain(['eval', '--run', run, '--data', bad]);
    t.is(strict.code, 1);
    t.is(strict.stdout, '');
    const lenient = await cotrain([
      'eval',
      '--run',
      run,
      '--data',
      bad,
      '--on-error',
      'skip',
      '--json',
      '--quiet',
    ]);
    t.is(lenient.code, 1, lenient.stderr);
    t.true('det/AP' in JSON.parse(lenient.stdout));
    t.regex(lenient.stderr, /the scores say nothing of 1 frames/);

    const labels = join(root, 'labels');
    const label = ['pseudo-label', '--run', run, '--data', bad, '--task', 'drivable', '--out', labels];
    const stopped = await cotrain(label);
    t.is(stopped.code, 1);
    t.regex(stopped.stderr, /cannot decode image[\s\S]*to continue: npx cotrain pseudo-label /);
    const rest = await cotrain([...label, '--on-error', 'skip']);
    t.is(rest.code, 1, rest.stderr);
    t.regex(rest.stdout, /^4 frames labelled/);
    const { drivable } = JSON.parse(readFileSync(join(labels, 'provenance.json'), 'utf8')).tasks;
    t.like(drivable, {
      complete: true,
      frames: 4,
      skipped: [images(bad, 'train')[1]!.split('/').at(-1)!.slice(0, -4)],
    });
  },
);

test.serial('train: a broken frame stops the run, saved; or is left out and listed', async (t) => {
  const strict = join(root, 'strict');
  const stopped = await cotrain(train(bad, strict, '--set', 'train.batchSize=1', '--set', 'train.epochs=3'));
  t.is(stopped.code, 1);
  t.regex(stopped.stderr, /sample "\S+": cannot decode image/);
  const steps = readFileSync(join(strict, 'log.jsonl'), 'utf8').split('"type":"step"').length - 1;
  t.is(existsSync(join(strict, 'checkpoints', 'last.safetensors')), steps > 0, 'what was learned is kept');
  if (steps > 0) t.regex(stopped.stderr, /to continue: npx cotrain train/);

  const skip = ['--set', 'data.onError=skip', '--set', 'train.batchSize=1'];
  const out = join(root, 'skipping');
  const result = await cotrain(train(bad, out, ...skip));
  t.is(result.code, 0, result.stderr);
  t.regex(result.stderr, /train frame "\S+" is left out/);
  t.regex(result.stderr, /val frame "\S+" is left out/);
  const skipped: { name: string; part: string }[] = JSON.parse(
    readFileSync(join(out, 'skipped.json'), 'utf8'),
  );
  t.deepEqual(
    skipped.map(({ part }) => part),
    ['train', 'val'],
  );
  const page = readFileSync(join(out, 'report.html'), 'utf8');
  for (const { name, part } of skipped) t.true(page.includes(`["${name}","${part}","cannot decode`), name);
  t.is(JSON.parse(readFileSync(join(out, 'metrics.json'), 'utf8')).skipped, 1);
  const strictShare = await cotrain(train(bad, join(root, 'none'), ...skip, '--set', 'data.maxSkipped=0'));
  t.is(strictShare.code, 1);
  t.regex(strictShare.stderr, /1 of 5 samples cannot be read, more than maxSkipped \(0\)/);
});

test.serial('--quiet and --verbose', async (t) => {
  const out = join(root, 'run');
  const scored = (...more: string[]) => cotrain(['eval', '--run', out, '--json', ...more]);
  const [quiet, normal, verbose] = [await scored('--quiet'), await scored(), await scored('--verbose')];
  t.is(quiet.stderr, '');
  t.is(quiet.stdout, normal.stdout);
  t.regex(verbose.stderr, /scores the last checkpoint[\s\S]*took [\d.]+ s/);
  const failed = await cotrain(['eval', '--run', join(root, 'none at all'), '--verbose']);
  t.regex(failed.stderr, /holds no run[\s\S]*\n {4}at /);
  const both = await cotrain(['eval', '--run', out, '--quiet', '--verbose']);
  t.is(both.code, 2);
  t.is((await cotrain(train(good, join(root, 'silent'), '--quiet'))).stderr, '');
});
