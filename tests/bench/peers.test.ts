// Peers: which are asked for, what they run in, and that they may print as much as they like.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BenchError, peerNames, readResult } from '@cotrain/bench';
import test from 'ava';
import { peerModules, selectPeers } from '../../packages/bench/dist/case.js';
import { findLibrary, preloading } from '../../packages/bench/dist/peers/preload.js';
import { cotrain } from '../cli/run.js';

const folder = mkdtempSync(join(tmpdir(), 'cotrain-peers-'));
test.after.always(() => rmSync(folder, { recursive: true }));

const BENCH = JSON.stringify(fileURLToPath(new URL('../../packages/bench/dist/index.js', import.meta.url)));
const MEGABYTES = 8;

/**
 * Stands for Python: describes itself, and else measures `x` by the script that it is given; it warns a lot.
 */
const python = join(folder, 'python');
writeFileSync(
  python,
  `#!${process.execPath}
const { writeSync } = require('node:fs');
const { basename } = require('node:path');
for (let i = 0; i < ${MEGABYTES}; i++) writeSync(2, 'warning '.repeat(2 ** 17));
const [script, ...modules] = process.argv.slice(2);
const found = Object.fromEntries(modules.map((name) => [name, null]));
const said = basename(script) === 'describe.py'
  ? { version: '3', torch: '2', folder: '/', modules: found }
  : { figures: { x: Number(basename(script)) }, versions: { Preloaded: process.env.LD_PRELOAD ?? 'nothing' } };
writeSync(3, JSON.stringify(said) + '\\n');
`,
);
chmodSync(python, 0o755);

/** A module with a case of two peers, whose scripts are numbers; one of them wants a library. */
const plugin = join(folder, 'peers.mjs');
const script = (name: string) => {
  writeFileSync(join(folder, name), '');
  return JSON.stringify(join(folder, name));
};
writeFileSync(
  plugin,
  `import { registerCases } from ${BENCH};
registerCases({ kind: 'processes', group: 'own', name: 'peers', title: 'T', description: 'D', rounds: 1, threads: 1,
  sides: { a: () => ({ figures: { x: { value: 1, unit: 's' } } }) },
  peers: [
    { side: 'plain', script: ${script('4')}, against: 'plain' },
    { side: 'preloaded', script: ${script('2')}, against: 'preloaded', preload: [{ file: 'libof-nobody.so.7', from: 'nobody' }] },
  ] });`,
);

async function run(against: string) {
  const out = join(folder, 'out.json');
  const args = ['bench', 'own/peers', '--plugin', plugin, '--python', python, '--out', out];
  const finished = await cotrain([...args, '--against', against]);
  return { ...finished, found: () => readResult(out).cases[0]! };
}

test.serial(
  `a peer and its Python may write ${MEGABYTES} MB of warnings: nothing ends with ENOBUFS`,
  async (t) => {
    const { code, stderr, found } = await run('plain');
    t.is(code, 0, stderr);
    t.is(found().figures[0]!.sides.plain!.median, 4);
    t.is(found().versions.plain, 'Preloaded nothing');
    t.regex(found().missing.preloaded!, /--against preloaded/);
  },
);

test.serial(
  'a peer is left out where its library is not installed, and the others are measured',
  async (t) => {
    const { code, stderr, found } = await run('plain,preloaded');
    t.is(code, 0, stderr);
    t.is(found().missing.preloaded, 'libof-nobody.so.7 is not installed (nobody)');
    t.deepEqual(Object.keys(found().figures[0]!.sides), ['a', 'plain']);
  },
);

test.serial('all peers, and one that there is not', async (t) => {
  const all = await run('all');
  t.is(all.code, 0, all.stderr);
  t.deepEqual(Object.keys(all.found().figures[0]!.sides), ['a', 'plain']);
  const { code, stderr } = await run('plain,nobody');
  t.is(code, 1);
  t.regex(stderr, /'nobody' is none of the peers, which are .*plain, preloaded, or all/);
});

test("the cases' peers by name", (t) => {
  for (const name of ['pytorch', 'tcmalloc', 'torchvision', 'threaded', 'compile', 'onnxruntime'])
    t.true(peerNames().includes(name), name);
  t.deepEqual(selectPeers(['compile', 'pytorch', 'compile']), ['compile', 'pytorch']);
  t.deepEqual(selectPeers(['all']), peerNames());
  t.throws(() => selectPeers(['nobody']), { instanceOf: BenchError });
  t.true(['scipy', 'onnxruntime', 'PIL'].every((name) => peerModules().includes(name)));
});

test('a library is found by its name, and comes before what the user preloads', (t) => {
  const libraries = join(folder, 'libraries');
  mkdirSync(libraries);
  writeFileSync(join(libraries, 'liballocate.so.4'), '');
  const env = { LD_LIBRARY_PATH: `/no/folder:${libraries}` };
  const path = join(libraries, 'liballocate.so.4');
  t.is(findLibrary('liballocate.so.4', env), path);
  t.is(findLibrary('liballocate.so.4', {}), null);
  if (process.platform === 'linux') t.truthy(findLibrary('libc.so.6', {}), "the system's own folders");
  const preload = [{ file: 'liballocate.so.4', from: 'the test' }];
  t.deepEqual(preloading(preload, env), { LD_PRELOAD: path });
  t.deepEqual(preloading(preload, { ...env, LD_PRELOAD: '/own.so' }), { LD_PRELOAD: `${path}:/own.so` });
  t.deepEqual(preloading([], env), {});
});

test('both halves of the comparison of predictions have the same scores and classes', (t) => {
  const read = (path: string) =>
    readFileSync(fileURLToPath(new URL(`../../packages/bench/${path}`, import.meta.url)), 'utf8');
  const ranks = (text: string) => /RANKS = [[(]([\d, ]+)[\])]/.exec(text)![1];
  t.is(ranks(read('src/cases/model/outputChecks.ts')), ranks(read('peers/pytorch/model_outputs.py')));
});
