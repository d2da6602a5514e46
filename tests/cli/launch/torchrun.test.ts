// Python's torchrun starts cotrain, and `cotrain run` starts Python (COTRAIN_PYTHON, or python3 with torch).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { freePort, script, start } from '../../torch/distributed/ranks.js';
import { BIN } from '../run.js';
import { cotrainRun, RANK } from './launcher.js';
import { TinyTraining } from './training.js';

const python = process.env.COTRAIN_PYTHON ?? 'python3';
const hasTorch =
  spawnSync(python, ['-c', 'import torch.distributed as d; assert d.is_gloo_available()']).status === 0;
const withTorch = hasTorch ? test.serial : test.serial.skip;

/** Runs a command in two ranks of torchrun. */
async function torchrun(options: readonly string[], command: readonly string[]) {
  const port = String(await freePort());
  const own = ['--no-python', '--nproc-per-node', '2', '--master-port', port, ...options];
  return start(python, ['-m', 'torch.distributed.run', ...own, ...command], {}).ended;
}

for (const when of ['early', 'late'])
  withTorch(`ranks of torchrun form a group again after a restart (${when})`, async (t) => {
    const { code, stdout, stderr } = await torchrun(
      ['--max-restarts', '1', '--monitor-interval', '0.1'],
      [process.execPath, RANK, 'sums', when],
    );
    t.is(code, 0, stderr);
    t.deepEqual(stdout.trim().split('\n').sort(), ['sum 3 in attempt 1', 'sum 3 in attempt 1']);
  });

withTorch('a training under torchrun learns what it learns under cotrain run', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'cotrain-torchrun-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const training = new TinyTraining(root, 2, 1);
  t.is((await training.generate()).code, 0);
  const theirs = await torchrun([], [process.execPath, BIN, ...training.command('theirs')]);
  t.is(theirs.code, 0, theirs.stderr);
  const ours = await cotrainRun(t, ['--nproc', '2', ...training.command('ours')]);
  t.is(ours.code, 0, ours.stderr);
  t.is(training.checksum('theirs'), training.checksum('ours'));
});

withTorch('ranks in Python and in Node form one group under cotrain run', async (t) => {
  const choose = `if [ "$RANK" = 0 ]; then exec "$NODE" "${script('ranks.mjs')}" python; else exec "$PYTHON" "${script('peer.py')}"; fi`;
  const env = { NODE: process.execPath, PYTHON: python, GLOO_SOCKET_IFNAME: 'lo' };
  const { code, lines, stderr } = await cotrainRun(t, ['--nproc', '2', '--', 'sh', '-c', choose], { env });
  t.is(code, 0, stderr);
  const seen = lines.map((line) => JSON.parse(line.slice('[0] '.length)));
  const expected = {
    sum: [3, 30],
    broadcast: [2, 20],
    gathered: [
      [1, 10],
      [2, 20],
    ],
  };
  t.deepEqual(seen, [expected, expected]);
});

withTorch('ranks in Python form a group again after a restart of cotrain run', async (t) => {
  const program = `
import os
import torch
import torch.distributed as dist
dist.init_process_group("gloo")
total = torch.ones(1)
dist.all_reduce(total)
if os.environ["TORCHELASTIC_RESTART_COUNT"] == "0" and dist.get_rank() == 1:
    os._exit(9)
dist.barrier()
print("sum", int(total), "in attempt", os.environ["TORCHELASTIC_RESTART_COUNT"])
dist.destroy_process_group()
`;
  const { code, lines, stderr } = await cotrainRun(
    t,
    ['--nproc', '2', '--max-restarts', '1', '--', python, '-c', program],
    { env: { GLOO_SOCKET_IFNAME: 'lo' } },
  );
  t.is(code, 0, stderr);
  t.deepEqual(lines.sort(), ['[0] sum 2 in attempt 1', '[1] sum 2 in attempt 1']);
});
