// `cotrain run` on one machine: what ranks get, how their output looks, and how they end together.
import { availableParallelism } from 'node:os';
import test from 'ava';
import { cotrain } from '../run.js';
import { cotrainRun, onOutput, runCase } from './launcher.js';

const without = (line: string) => line.replace(/^\[\d+\] /, '');

test.serial('each rank gets the environment of torchrun', async (t) => {
  const env = { OMP_NUM_THREADS: '' };
  const { code, lines, stderr } = await runCase(t, '--nproc 2 --max-restarts 3', 'environment', { env });
  t.is(code, 0, stderr);
  const ranks = lines.map((line) => JSON.parse(without(line))).sort((a, b) => a.RANK - b.RANK);
  t.is(ranks.length, 2);
  for (const [rank, own] of ranks.entries()) {
    t.like(own, {
      ...{ RANK: `${rank}`, LOCAL_RANK: `${rank}`, ROLE_RANK: `${rank}`, ROLE_NAME: 'default' },
      ...{ WORLD_SIZE: '2', LOCAL_WORLD_SIZE: '2', ROLE_WORLD_SIZE: '2' },
      ...{ GROUP_RANK: '0', GROUP_WORLD_SIZE: '1', MASTER_ADDR: '127.0.0.1' },
      ...{ TORCHELASTIC_RESTART_COUNT: '0', TORCHELASTIC_MAX_RESTARTS: '3' },
      TORCHELASTIC_USE_AGENT_STORE: 'True',
      OMP_NUM_THREADS: String(Math.max(1, Math.floor(availableParallelism() / 2))),
    });
    t.regex(own.MASTER_PORT, /^\d+$/);
    t.regex(own.TORCHELASTIC_RUN_ID, /^[\da-f-]{36}$/);
    t.is(own.TORCHELASTIC_RUN_ID, ranks[0].TORCHELASTIC_RUN_ID);
  }
  const own = await runCase(t, '--nproc 1 --no-prefix', 'environment', { env: { OMP_NUM_THREADS: '5' } });
  t.is(JSON.parse(own.lines[0]!).OMP_NUM_THREADS, '5', 'what the user has set stays');
});

test.serial('each line is whole and begins with its rank', async (t) => {
  const { stdout, stderr } = await runCase(t, '--nproc 2', 'lines');
  for (const rank of [0, 1]) {
    const own = stdout.split('\n').filter((line) => line.startsWith(`[${rank}] `));
    t.deepEqual(own.map(without), ['one', 'two', 'three without an end']);
  }
  t.deepEqual(stderr.split('\n').sort(), ['', '[0] an error', '[1] an error']);
  const bare = await runCase(t, '--nproc 1 --no-prefix', 'lines');
  t.is(bare.stdout, 'one\ntwo\nthree without an end\n');
});

test.serial(
  'the error of the rank that fails first is shown, its exit code returned, the others ended',
  async (t) => {
    const { code, lines, stderr } = await runCase(t, '--nproc 3', 'fails 1');
    t.is(code, 7);
    t.deepEqual(lines.filter((line) => line.endsWith('asked to end')).sort(), [
      '[0] asked to end',
      '[2] asked to end',
    ]);
    t.regex(
      stderr,
      /^cotrain: rank 1 failed first: exit code 7 \(process \d+ on .+\); the end of its stderr:$/m,
    );
    const shown = stderr.slice(stderr.indexOf('cotrain: rank 1')).match(/^ {4}line \d+$/gm);
    t.deepEqual(
      shown,
      Array.from({ length: 20 }, (_, i) => `    line ${i + 10}`),
    );
  },
);

test.serial('ranks and their children that ignore SIGTERM are killed after the grace period', async (t) => {
  const { code, lines } = await runCase(t, '--nproc 2 --grace 1', 'stubborn 0');
  t.is(code, 7);
  t.is(lines.length, 2);
});

test.serial(
  'a rank that a signal ended is named with the signal, and its code is as in a shell',
  async (t) => {
    const { code, stderr } = await runCase(t, '--nproc 2', 'killed');
    t.is(code, 137);
    t.regex(stderr, /rank 1 failed first: killed by SIGKILL \(as the system does when memory runs out\)/);
    t.regex(stderr, /; it wrote nothing to stderr$/m);
  },
);

test.serial('all ranks start again until the restarts are used up', async (t) => {
  const good = await runCase(t, '--nproc 2 --max-restarts 2', 'restarts 2');
  t.is(good.code, 0, good.stderr);
  t.is(good.lines.filter((line) => line === '[1] restart 2 of 2').length, 1);
  t.deepEqual(good.stderr.match(/starting all 2 ranks again \(restart \d of 2\)/g)?.length, 2);
  const bad = await runCase(t, '--nproc 2 --max-restarts 1', 'restarts 2');
  t.is(bad.code, 9);
  t.is(bad.stderr.match(/rank 1 failed first/g)?.length, 2);
});

for (const when of ['early', 'late'])
  test.serial(`a group forms again after a restart (${when})`, async (t) => {
    const { code, lines, stderr } = await runCase(t, '--nproc 2 --max-restarts 1', `sums ${when}`);
    t.is(code, 0, stderr);
    t.deepEqual(lines.sort(), ['[0] sum 3 in attempt 1', '[1] sum 3 in attempt 1']);
  });

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  test.serial(`${signal} reaches each rank once, and all have the time to save`, async (t) => {
    const {
      code: got,
      lines,
      stderr,
    } = await runCase(t, '--nproc 2 --max-restarts 5', 'waits', {
      watch: (child) => onOutput(child, /ready/, 2, () => child.kill(signal)),
    });
    t.is(got, code, stderr);
    t.deepEqual(lines.filter((line) => line.includes('saved')).sort(), [
      `[0] saved after ${signal}`,
      `[1] saved after ${signal}`,
    ]);
    t.regex(stderr, /stopping all ranks; press Ctrl-C again to quit at once/);
    t.notRegex(stderr, /failed first|again \(restart/);
  });

test.serial('the second Ctrl-C ends ranks that do not listen', async (t) => {
  const { code } = await runCase(t, '--nproc 2', 'ignores', {
    watch: (child) => {
      onOutput(child, /ready/, 2, () => child.kill('SIGINT'));
      onOutput(child, /\] no\n/, 2, () => child.kill('SIGINT'));
    },
  });
  t.is(code, 130);
});

test.serial('a mistake in the command line is one error', async (t) => {
  const cases: [args: string, message: RegExp][] = [
    ['--nproc 0 train', /'--nproc <n>' argument '0' is invalid\. It must be a whole number from 1/],
    ['--nproc two train', /'two' is invalid/],
    ['train --out x', /required option '--nproc <n>' not given/],
    ['--nproc 2', /say what to run: cotrain run --nproc 2 train/],
    ['--nproc 2 --', /say what to run/],
    ['--nproc 2 run', /run starts any command but itself/],
    ['--nproc 2 nosuch', /no command 'nosuch'; for another program, write -- before it/],
    ['--nproc 2 -- nosuch', /there is no program 'nosuch' on the PATH/],
    ['--nproc 2 -- ./no/such', /there is no program \.\/no\/such/],
    ['--nproc 2 -- /tmp', /\/tmp is not a program/],
    ['--nproc 2 train', /required option '--out <dir>' not given/],
    ['--nproc 2 train --otu x', /unknown option '--otu' \(Did you mean --out\?\)/],
    ['--nproc 2 data nosuch', /unknown command 'nosuch'/],
    ['--nproc 2 --nnodes 2 doctor', /--nnodes 2 needs --rdzv HOST:PORT/],
    ['--nproc 2 --nnodes 2 --node-rank 2 --rdzv a:1 doctor', /machines have the numbers 0 to 1/],
    ['--nproc 2 --node-rank -1 doctor', /It must be a whole number from 0/],
    ['--nproc 2 --nnodes 2 --rdzv a:b doctor', /It must be HOST:PORT/],
    ['--nproc 2 --nnodes 2 --rdzv a:99999 doctor', /It must be HOST:PORT/],
    ['--nproc 2 --max-restarts -1 doctor', /It must be a whole number from 0/],
  ];
  for (const [args, message] of cases) {
    const { code, stdout, stderr } = await cotrainRun(t, args.split(' '));
    t.is(code, 2, `${args}: ${stderr}`);
    t.regex(stderr, message, args);
    t.is(stdout, '');
    t.is(stderr.split('\n').length, 2, `${args}: ${stderr}`);
  }
});

test.serial(
  'the help of a command is shown once, and a mistake that only it can find is not repeated',
  async (t) => {
    const help = await cotrainRun(t, ['--nproc', '2', 'train', '--help']);
    t.is(help.code, 0);
    t.is(help.stdout.match(/--accept-data/g)?.length, 1);
    const { code, stderr } = await cotrainRun(t, ['--nproc', '2', '--max-restarts', '3', 'predict']);
    t.is(code, 2, stderr);
    t.regex(stderr, /\[\d\] cotrain: give an image or a folder of images/);
    t.notRegex(stderr, /again/);
  },
);

test.serial('a command of cotrain runs in every rank', async (t) => {
  const { code, lines, stderr } = await cotrainRun(t, ['--nproc', '2', 'completion', 'fish']);
  t.is(code, 0, stderr);
  const alone = (await cotrain(['completion', 'fish'])).stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line);
  for (const rank of [0, 1])
    t.deepEqual(lines.filter((line) => line.startsWith(`[${rank}] `)).map(without), alone);
});
