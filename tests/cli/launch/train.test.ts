// `cotrain run train`: a training of two ranks that is stopped, and continues.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { cotrainRun, onOutput } from './launcher.js';
import { TinyTraining } from './training.js';

const root = mkdtempSync(join(tmpdir(), 'cotrain-launch-train-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

test('Ctrl-C saves once, says how to continue, and the rest ends as without interruption', async (t) => {
  const training = new TinyTraining(root, 2, 4);
  t.is((await training.generate()).code, 0);
  const calm = await cotrainRun(t, ['--nproc', '2', ...training.command('calm')]);
  t.is(calm.code, 0, calm.stderr);
  t.deepEqual(calm.lines, [`[0] report: ${join(root, 'calm')}/report.html`], 'rank 0 alone prints');
  const out = join(root, 'stopped');
  const stopped = await cotrainRun(t, ['--nproc', '2', ...training.command('stopped')], {
    // The ranks have met and read the data when rank 0 describes the run.
    watch: (child) => onOutput(child, /\[0\] stage train/, 1, () => child.kill('SIGINT')),
  });
  t.is(stopped.code, 130, stopped.stderr);
  t.notRegex(stopped.stderr, /failed first/);
  t.true(existsSync(join(out, 'checkpoints', 'last.safetensors')), stopped.stderr);
  t.regex(stopped.stderr, new RegExp(`to continue: npx cotrain run --nproc 2 train --out ${out} --resume\n`));
  const rest = await cotrainRun(t, ['--nproc', '2', 'train', '--out', out, '--resume']);
  t.is(rest.code, 0, rest.stderr);
  t.is(training.checksum('stopped'), training.checksum('calm'));
});
