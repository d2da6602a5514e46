// How much memory is kept for later tensors.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test from 'ava';

/**
 * MiB of this process when 256 MiB are in use, beside holes of 128 MiB in all that are too small for what was
 * asked for last.
 */
const PROGRAM = `
  import { readFileSync } from 'node:fs';
  import { torch } from '@cotrain/torch';
  const resident = () => Number(/RssAnon:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  const mebibytes = (size) => torch.ones([size * 2 ** 18]);
  const before = resident();
  const small = Array.from({ length: 64 }, () => mebibytes(4));
  for (const [i, tensor] of small.entries()) if (i % 2 === 0) tensor.dispose();
  const large = Array.from({ length: 16 }, () => mebibytes(8));
  console.log(resident() - before);`;

/**
 * The same with half of it, beside 384 MiB that stay, as weights do. They are not touched, and so not
 * resident.
 */
const BESIDE_WEIGHTS = PROGRAM.replace('{ torch }', '{ releaseMemory, torch }')
  .replace('const before', 'const weights = torch.empty([384 * 2 ** 18]); releaseMemory(); const before')
  .replace('length: 64', 'length: 32')
  .replace('length: 16', 'length: 8')
  .concat(' weights.dispose();');

const run = (spare: string, program = PROGRAM) => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, COTRAIN_SPARE_MEMORY: spare },
    encoding: 'utf8',
  });
  return { kept: Number(stdout), stderr };
};

const linux = process.platform === 'linux' ? test : test.skip;

linux('kept memory is a share of what was in use at once', (t) => {
  const [none, usual, all] = [run('0').kept, run('').kept, run('1').kept];
  t.true(none > 240 && none < 256 + 16, `${none}`);
  t.true(usual > 256 + 16 && usual < 256 + 48, `${usual}`);
  t.true(all > 256 + 112 && all < 256 + 144, `${all}`);
});

linux('beside memory that stays, twice the share of the rest is enough', (t) => {
  const { kept } = run('', BESIDE_WEIGHTS);
  t.true(kept > 128 + 16 && kept < 128 + 48, `${kept}, of which 128 in use`);
});

linux('a share that is none is named, and the usual one taken', (t) => {
  for (const wrong of ['x', '-1', '1.5', '0.5 '])
    t.regex(
      run(wrong).stderr,
      new RegExp(`COTRAIN_SPARE_MEMORY is a number from 0 to 1, not '${wrong}'; 0.125`),
    );
});
