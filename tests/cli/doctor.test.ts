import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildInfo, NativeLoadError } from '@cotrain/torch';
import test from 'ava';
import {
  type Diagnosis,
  describeDiagnosis,
  diagnose,
  type Surroundings,
} from '../../packages/cli/src/commands/doctor.js';
import { cotrain } from './run.js';

const libtorch = mkdtempSync(join(tmpdir(), 'cotrain-doctor-'));
mkdirSync(join(libtorch, 'lib'));
test.after.always(() => rmSync(libtorch, { recursive: true, force: true }));

const HEALTHY: BuildInfo = {
  libtorchVersion: '2.13.0',
  builtAgainst: '2.13.0',
  libtorchPath: join(libtorch, 'lib', 'libtorch_cpu.so'),
  addonPath: '/checkout/build/Release/cotrain.node',
  cpuCapability: 'AVX2',
  cuda: {
    available: false,
    deviceCount: 0,
    built: false,
    kernels: false,
    problem: 'LibTorch 2.13.0 is a CPU build',
    fix: 'install a CUDA build',
  },
  threads: 2,
  interopThreads: 1,
  parallelInfo: '',
};

const around = (changes: Partial<Surroundings> = {}, info: Partial<BuildInfo> = {}): Surroundings => ({
  env: {},
  nodeVersion: '20.20.2',
  nodeNeeded: '>=20',
  probe: async () => ({ ...HEALTHY, ...info }),
  record: {
    libtorch: { path: libtorch, version: '2.13.0+cpu', source: 'cache' },
    builtAt: '2026-01-01T00:00:00.000Z',
    compiler: 'g++ 12',
  },
  checkout: true,
  ...changes,
});

const failing = (message: string) => ({ probe: () => Promise.reject(new Error(message)) });

test('a healthy machine has no problem, and everything is shown', async (t) => {
  const diagnosis = await diagnose(around());
  t.deepEqual(diagnosis.problems, []);
  t.like(diagnosis.libtorch, { version: '2.13.0', path: libtorch, source: 'cache', cpuCapability: 'AVX2' });
  const text = describeDiagnosis(diagnosis);
  for (const part of [
    '20.20.2',
    '2.13.0, from cache',
    libtorch,
    'AVX2',
    'not available: LibTorch 2.13.0 is a CPU build',
    'cotrain.node',
    'g++ 12',
  ]) {
    t.true(text.includes(part), part);
  }
  t.true(text.endsWith('Nothing is wrong.\n'));
});

test('an addon that does not load is told with its reason, and the rest is shown all the same', async (t) => {
  const diagnosis = await diagnose(around(failing('the native addon was not found')));
  t.is(diagnosis.libtorch, null);
  t.is(diagnosis.problems.length, 1);
  t.regex(
    diagnosis.problems[0]!.problem,
    /the native addon was not found\nIt was built with LibTorch 2\.13\.0\+cpu/,
  );
  t.regex(diagnosis.problems[0]!.fix, /npm run setup/);
  t.regex(describeDiagnosis(diagnosis), /20\.20\.2[\s\S]*PROBLEM: [\s\S]*Fix: [\s\S]*1 problem\./);
});

test('a LibTorch folder that is gone is named', async (t) => {
  const record = {
    ...around().record!,
    libtorch: { path: '/gone/libtorch', version: '2.13.0', source: 'cache' },
  };
  const { problems } = await diagnose(
    around({ ...failing('libc10.so: cannot open shared object file'), record }),
  );
  t.regex(problems[0]!.problem, /in \/gone\/libtorch\.\nThat folder is gone/);
});

test('what the loader says to do is what is told', async (t) => {
  const error = new NativeLoadError('the addon was not found', { fix: 'install the package' });
  const { problems } = await diagnose(around({ probe: () => Promise.reject(error), record: null }));
  t.deepEqual(problems, [
    { problem: '@cotrain/torch does not work: the addon was not found', fix: 'install the package' },
  ]);
});

test('whoever installed cotrain from npm is told nothing of a checkout', async (t) => {
  const installed = { checkout: false, record: null };
  const broken = await diagnose(around({ ...failing('wrong sum'), ...installed, nodeVersion: '18.19.1' }));
  const other = await diagnose(around({ ...installed, env: { COTRAIN_LIBTORCH: '/elsewhere/libtorch' } }));
  const wrong = await diagnose(around(installed, { libtorchVersion: '2.11.0' }));
  const fixes = [broken, other, wrong].flatMap(({ problems }) => problems.map(({ fix }) => fix));
  t.is(fixes.length, 4);
  for (const fix of fixes) t.notRegex(fix, /npm run setup|in the checkout/);
  t.regex(fixes[0]!, /remove node_modules and install again/);
});

test('the package that LibTorch came with is named', async (t) => {
  writeFileSync(join(libtorch, 'package.json'), JSON.stringify({ name: '@cotrain/libtorch-linux-x64' }));
  t.teardown(() => rmSync(join(libtorch, 'package.json')));
  const diagnosis = await diagnose(around({ checkout: false, record: null }));
  t.is(diagnosis.libtorch!.source, 'package @cotrain/libtorch-linux-x64');
});

test('a LibTorch other than the one compiled against is a problem', async (t) => {
  const { problems } = await diagnose(around({}, { libtorchVersion: '2.11.0' }));
  t.is(problems.length, 1);
  t.regex(problems[0]!.problem, /built against LibTorch 2\.13\.0 but runs on 2\.11\.0/);
  t.deepEqual((await diagnose(around({}, { libtorchVersion: '2.13.0+cpu' }))).problems, []);
});

test('a COTRAIN_LIBTORCH that is not in use is a problem; the one in use is none', async (t) => {
  const other = await diagnose(around({ env: { COTRAIN_LIBTORCH: '/elsewhere/libtorch' } }));
  t.regex(other.problems[0]!.problem, /COTRAIN_LIBTORCH is \/elsewhere\/libtorch/);
  t.deepEqual((await diagnose(around({ env: { COTRAIN_LIBTORCH: libtorch } }))).problems, []);
});

test('a CUDA build without a GPU, or without kernels, is a note with what to do', async (t) => {
  const driverless = {
    ...HEALTHY.cuda,
    ...{ built: true, problem: 'no NVIDIA driver was found', fix: 'install the driver' },
  };
  const diagnosis = await diagnose(around({}, { cuda: driverless }));
  t.deepEqual(diagnosis.problems, []);
  t.deepEqual(diagnosis.notes, [
    "device 'cuda' cannot be used: no NVIDIA driver was found. Fix: install the driver",
    'the operator library has no CUDA kernels: run `npm run build:native -- --cuda`',
  ]);
  t.regex(describeDiagnosis(diagnosis), /^CUDA +not available: no NVIDIA driver was found$/m);
  const whole = { ...driverless, available: true, deviceCount: 2, kernels: true, problem: null, fix: null };
  const healthy = await diagnose(around({}, { cuda: whole }));
  t.deepEqual(healthy.notes, []);
  t.regex(describeDiagnosis(healthy), /^CUDA +2 devices$/m);
});

test('an old Node is a problem', async (t) => {
  const { problems } = await diagnose(around({ nodeVersion: '18.19.1', nodeNeeded: '>=20.19' }));
  t.regex(problems[0]!.problem, /Node 18\.19\.1 is too old: cotrain needs >=20\.19/);
  t.deepEqual((await diagnose(around({ nodeVersion: '20.19.0', nodeNeeded: '>=20.19' }))).problems, []);
  t.is((await diagnose(around({ nodeVersion: '20.9.0', nodeNeeded: '>=20.19' }))).problems.length, 1);
});

test('`cotrain doctor --json` tells what this very machine runs on', async (t) => {
  const { code, stdout, stderr } = await cotrain(['doctor', '--json']);
  t.is(code, 0, stdout + stderr);
  const diagnosis = JSON.parse(stdout) as Diagnosis;
  t.deepEqual(diagnosis.problems, []);
  t.is(diagnosis.node.version, process.versions.node);
  t.regex(diagnosis.libtorch!.version, /^2\.1[1-4]\./);
  t.true(diagnosis.threads!.intraop >= 1);
});

test('`cotrain doctor` and `--help` work where the addon does not load', async (t) => {
  const env = { COTRAIN_ADDON: '/nowhere/cotrain.node' };
  const doctor = await cotrain(['doctor'], env);
  t.is(doctor.code, 1);
  t.regex(
    doctor.stdout,
    /PROBLEM: .*COTRAIN_ADDON names \/nowhere\/cotrain\.node[\s\S]*Fix: unset COTRAIN_ADDON/,
  );
  t.is(doctor.stderr, '');
  t.is((await cotrain(['--help'], env)).code, 0);
  const train = await cotrain(['train', '--out', 'nowhere'], env);
  t.is(train.code, 1);
  t.regex(train.stderr, /^cotrain: COTRAIN_ADDON names .*What to do: unset COTRAIN_ADDON/);
});
