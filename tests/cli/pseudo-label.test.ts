import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { cotrain } from './run.js';

const root = mkdtempSync(join(tmpdir(), 'cotrain-cli-pseudo-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

const scenes = join(root, 'scenes');
const teacher = join(root, 'teacher');
const config = join(root, 'tiny.yaml');
const TRAINED = 24;
const BATCH = `[{ type: resize, height: 32, width: 64 }, { type: normalize, preset: imagenet }, { type: pad, multiple: 32 }]`;
writeFileSync(
  config,
  `tasks: [sem_seg, drivable]
model:
  fpnChannels: 32
  heads:
    sem_seg: { kind: maskFormer, numQueries: 4, decLayers: 1, dimFeedforward: 32 }
    drivable: { kind: semanticFpn, convsDim: 32 }
transforms: { train: ${BATCH}, eval: ${BATCH} }
train: { batchSize: 8, epochs: 1, warmupSteps: 1, workers: 0 }
evaluation: { overlays: 0, batchSize: 1 }
`,
);

test.before(async (t) => {
  const made = await cotrain([
    ...['data', 'generate', '--out', scenes, '--count', '26', '--size', '64x32', '--seed', '1'],
    ...['--val', '0.077', '--labels', 'sem_seg=0.5'],
  ]);
  t.is(made.code, 0, made.stderr);
  const trained = await cotrain(['train', '--data', scenes, '--config', config, '--out', teacher]);
  t.is(trained.code, 0, trained.stderr);
});

const label = (task: string, out: string, ...more: string[]) => [
  'pseudo-label',
  ...['--run', teacher, '--data', scenes, '--task', task, '--out', out, ...more],
];

test.serial(
  'Ctrl-C stops between two frames; the same command goes on, and then there is nothing to do',
  async (t) => {
    const out = join(root, 'labels');
    const journal = join(out, 'audit', 'drivable.jsonl');
    const stopped = await cotrain(label('drivable', out), {}, (child) => {
      const timer = setInterval(() => {
        if (!existsSync(journal)) return;
        clearInterval(timer);
        child.kill('SIGINT');
      }, 5);
      child.on('close', () => clearInterval(timer));
    });
    t.is(stopped.code, 130, stopped.stderr);
    t.is(stopped.stdout, '');
    const masks = join(out, 'labels', 'drivable', 'masks', 'train');
    const first = readdirSync(masks).filter((name) => name.endsWith('.png')).length;
    t.true(first > 0 && first < TRAINED, `${first} frames before the signal`);

    const rest = await cotrain(label('drivable', out));
    t.is(rest.code, 0, rest.stderr);
    t.is(rest.stdout, `${TRAINED} frames labelled, audit: ${join(out, 'audit', 'drivable.html')}\n`);
    t.regex(rest.stderr, new RegExp(`^${first} of ${TRAINED} frames are labelled already`));
    t.is(readdirSync(masks).length, TRAINED);
    t.true(readFileSync(join(out, 'audit', 'drivable.html'), 'utf8').includes('recall'));

    const again = await cotrain(label('drivable', out));
    t.is(again.code, 0, again.stderr);
    t.regex(again.stderr, new RegExp(`^${TRAINED} of ${TRAINED} frames`));

    const missing = await cotrain(label('sem_seg', out, '--unlabelled', '--threshold', '0.2'));
    t.is(missing.code, 0, missing.stderr);
    t.regex(missing.stdout, /^12 frames labelled/);
    const { tasks } = JSON.parse(readFileSync(join(out, 'provenance.json'), 'utf8'));
    t.is(tasks.sem_seg.threshold, 0.2);
    t.is(tasks.drivable.frames, TRAINED);
  },
);

test.serial('self-train: teachers, labels, student; the finished parts stay', async (t) => {
  const out = join(root, 'self');
  const args = ['self-train', '--data', scenes, '--config', config, '--out', out];
  const whole = await cotrain([...args, '--set', 'selfTraining.thresholds.sem_seg=0.1']);
  t.is(whole.code, 0, whole.stderr);
  for (const part of ['teacher of sem_seg', 'pseudo-labels of sem_seg', 'student'])
    t.true(whole.stderr.includes(part));
  t.false(whole.stderr.includes('teacher of drivable'), 'every frame has its drivable area');
  t.true(whole.stdout.endsWith(`report: ${out}/student/report.html\n`));
  t.deepEqual(readdirSync(out).sort(), ['pseudo-labels', 'self-training.json', 'student', 'teachers']);
  const other = await cotrain(args);
  t.is(other.code, 1);
  t.regex(other.stderr, /begun with another configuration/);
});

test('errors are one line that says where and what to do', async (t) => {
  const out = join(root, 'never');
  const cases: [args: string[], code: number, message: RegExp][] = [
    [['pseudo-label', '--run', teacher, '--data', scenes, '--task', 'det'], 2, /'--out <dir>' not given/],
    [label('lanes', out), 1, /has not learned lanes, only sem_seg, drivable/],
    [label('drivable', out, '--threshold', '2'), 2, /from 0 to 1/],
    [label('det', out), 1, /has not learned det, only sem_seg, drivable/],
    [['pseudo-label', '--run', out, '--data', scenes, '--task', 'det', '--out', out], 1, /holds no run/],
    [label('drivable', scenes), 1, /no provenance\.json tells of/],
    [['self-train', '--out', out], 2, /give --data DIR/],
    [['self-train', '--data', scenes, '--out', out, '--set', 'selfTraining.x=1'], 2, /selfTraining.*x/],
  ];
  for (const [args, code, message] of cases) {
    const finished = await cotrain(args);
    t.is(finished.code, code, `${args.join(' ')}: ${finished.stderr}`);
    t.regex(finished.stderr, message);
    t.is(finished.stderr.trim().split('\n').length, args.includes('--set') ? 2 : 1, finished.stderr);
  }
  t.false(existsSync(out));
});
