// How much memory is kept for later tensors.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test from 'ava';

/** MiB of this process after blocks of many sizes, of which the largest has 256 MiB. */
const PROGRAM = `
  import { readFileSync } from 'node:fs';
  import { torch } from '@cotrain/torch';
  const resident = () => Number(/RssAnon:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  const before = resident();
  for (const size of [256, ...Array.from({ length: 30 }, (_, i) => 8 + 4 * i)])
    torch.ones([size * 2 ** 18]).dispose();
  console.log(resident() - before);`;

const run = (spare: string) => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, COTRAIN_SPARE_MEMORY: spare },
    encoding: 'utf8',
  });
  return { kept: Number(stdout), stderr };
};

const linux = process.platform === 'linux' ? test : test.skip;

linux('kept memory is a share of what was in use at once', (t) => {
  const [none, usual, all] = [run('0').kept, run('').kept, run('1').kept];
  t.true(none > 100 && none < 256 + 32, `${none}`);
  t.true(usual > 100 && usual < (256 * 9) / 8 + 32, `${usual}`);
  t.true(all > 400 && all < 512 + 64, `${all}`);
});

linux('a share that is none is named, and the usual one taken', (t) => {
  for (const wrong of ['x', '-1', '1.5', '0.5 '])
    t.regex(
      run(wrong).stderr,
      new RegExp(`COTRAIN_SPARE_MEMORY is a number from 0 to 1, not '${wrong}'; 0.125`),
    );
});
