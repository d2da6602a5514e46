// `cotrain build`: which LibTorch it takes, what it says where something is missing, and where the addon
// goes.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtAddon, readBuildRecord } from '@cotrain/torch/built';
import test from 'ava';
import { buildAddon, removeBuild } from '../../packages/cli/dist/native/buildAddon.js';
import { installedSources, loadTools, nodeApiHeaders } from '../../packages/cli/dist/native/sources.js';
import { cotrain } from './run.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'cotrain-build-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));
let tools: Awaited<ReturnType<typeof loadTools>>;
test.before(async () => {
  tools = await loadTools(ROOT);
});
let count = 0;
const fresh = (): string => {
  const folder = join(root, String(count++));
  mkdirSync(folder);
  return folder;
};

/** A folder that looks like a LibTorch. */
function fakeLibtorch(folder: string, version = '2.13.0'): string {
  mkdirSync(join(folder, 'lib'), { recursive: true });
  const library = process.platform === 'darwin' ? 'libtorch_cpu.dylib' : 'libtorch_cpu.so';
  writeFileSync(join(folder, 'lib', library), '');
  if (version.includes('+cu')) writeFileSync(join(folder, 'lib/libtorch_cuda.so'), '');
  mkdirSync(join(folder, 'include/ATen/core/dispatch'), { recursive: true });
  writeFileSync(join(folder, 'include/ATen/core/dispatch/Dispatcher.h'), '');
  writeFileSync(join(folder, 'build-version'), version);
  return folder;
}

/** A Python environment with torch. */
function environment(version?: string): { prefix: string; torch: string } {
  const prefix = fresh();
  return { prefix, torch: fakeLibtorch(join(prefix, 'lib/python3.12/site-packages/torch'), version) };
}

/** A folder with commands of these names, as a PATH. */
function commands(scripts: Record<string, string>): string {
  const folder = fresh();
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

test('a LibTorch that is named wins, then the environments, then the Python on the PATH', (t) => {
  const [named, variable] = [fakeLibtorch(fresh()), fakeLibtorch(fresh())];
  const [virtual, conda] = [environment(), environment()];
  const python = fakeLibtorch(fresh());
  const PATH = commands({ python3: `echo ${python}` });
  const steps: [string | undefined, NodeJS.ProcessEnv, string, string][] = [
    [named, { COTRAIN_LIBTORCH: variable }, named, '--libtorch'],
    [undefined, { COTRAIN_LIBTORCH: variable, VIRTUAL_ENV: virtual.prefix }, variable, 'COTRAIN_LIBTORCH'],
    [
      undefined,
      { VIRTUAL_ENV: virtual.prefix, CONDA_PREFIX: conda.prefix },
      virtual.torch,
      `VIRTUAL_ENV (${virtual.prefix})`,
    ],
    [
      undefined,
      { VIRTUAL_ENV: fresh(), CONDA_PREFIX: conda.prefix },
      conda.torch,
      `CONDA_PREFIX (${conda.prefix})`,
    ],
    [undefined, { PATH }, python, 'python3 on the PATH'],
  ];
  for (const [option, env, path, source] of steps)
    t.like(tools.findLibtorch({ named: option, env }), { path, source, version: '2.13.0' });
});

test('a LibTorch that does not fit, or is nowhere, is an error with what helps', (t) => {
  const old = environment('2.10.1+cu126');
  const empty = fresh();
  const wrong: [string | undefined, NodeJS.ProcessEnv, RegExp][] = [
    [
      join(root, 'nowhere'),
      {},
      /^--libtorch: .*nowhere does not exist\. Name a folder with lib\/ and include\//,
    ],
    [empty, {}, /^--libtorch: .* is not a LibTorch folder: it has no lib\//],
    [
      undefined,
      { COTRAIN_LIBTORCH: old.torch },
      /^COTRAIN_LIBTORCH: .*is LibTorch 2\.10\.1\+cu126; cotrain needs 2\.11 or newer, below 2\.15/,
    ],
    [
      undefined,
      { VIRTUAL_ENV: old.prefix, PATH: empty },
      /Tried:.*VIRTUAL_ENV .*2\.10\.1.*Install PyTorch 2\.11 to 2\.14 .*--libtorch DIR/s,
    ],
    [undefined, { VIRTUAL_ENV: empty, PATH: empty }, /VIRTUAL_ENV \(.*\): no torch there/],
    [undefined, { PATH: commands({ python3: 'echo' }) }, /python3 on the PATH: no torch there/],
  ];
  for (const [named, env, message] of wrong)
    t.throws(() => tools.findLibtorch({ named, env }), { code: 'E_NATIVE_BUILD', message });
});

test('--cuda passes over CPU builds, and refuses one that is named', (t) => {
  const [cpu, cuda] = [environment('2.14.1+cpu'), environment('2.14.1+cu130')];
  const env = { VIRTUAL_ENV: cpu.prefix, CONDA_PREFIX: cuda.prefix };
  t.like(tools.findLibtorch({ env, cuda: true }), { path: cuda.torch, cuda: true });
  t.like(tools.findLibtorch({ env }), { path: cpu.torch, cuda: false });
  t.throws(() => tools.findLibtorch({ named: cpu.torch, cuda: true }), {
    message: /^--libtorch: LibTorch 2\.14\.1\+cpu in .* is a CPU build\. Name a folder .*with CUDA/,
  });
  t.throws(() => tools.findLibtorch({ env: { VIRTUAL_ENV: cpu.prefix, PATH: fresh() }, cuda: true }), {
    message:
      /no LibTorch with CUDA was found.*VIRTUAL_ENV .* is a CPU build.*Install a CUDA build of PyTorch/s,
  });
});

test('nvcc: CUDACXX before all, then CUDA_HOME, the PATH and the usual place', (t) => {
  const nvcc = (release: string) =>
    commands({ nvcc: `echo "Cuda compilation tools, release ${release}, V"` });
  const [named, path, old] = [nvcc('13.1'), nvcc('12.8'), nvcc('11.8')];
  const home = fresh();
  mkdirSync(join(home, 'bin'));
  writeFileSync(join(home, 'bin/nvcc'), '#!/bin/sh\necho release 13.0\n', { mode: 0o755 });
  const withShell = (folder: string) => `${folder}${delimiter}/bin`;
  const env = { CUDACXX: join(named, 'nvcc'), CUDA_HOME: home, PATH: withShell(path) };
  t.deepEqual(tools.findNvcc(env), { nvcc: join(named, 'nvcc'), version: '13.1' });
  t.deepEqual(tools.findNvcc({ ...env, CUDACXX: '' }), { nvcc: join(home, 'bin/nvcc'), version: '13.0' });
  t.deepEqual(tools.findNvcc({ PATH: env.PATH }), { nvcc: join(path, 'nvcc'), version: '12.8' });
  t.throws(() => tools.findNvcc({ CUDACXX: '/nowhere/nvcc', PATH: env.PATH }), {
    message: /no CUDA compiler \(nvcc\) was found.*CUDACXX: \/nowhere\/nvcc is not there.*To get nvcc/s,
  });
  t.throws(() => tools.findNvcc({ CUDACXX: join(old, 'nvcc'), PATH: env.PATH }), {
    message: /CUDACXX: .* is of CUDA 11\.8, and 12\.0 is the first that fits/,
  });
});

test('a toolkit of another major version of CUDA than the LibTorch is refused', (t) => {
  const libtorch = (version: string) => tools.findLibtorch({ named: fakeLibtorch(fresh(), version) });
  const toolkit = { nvcc: 'nvcc', version: '13.0' };
  t.notThrows(() => tools.checkToolkitFits(toolkit, libtorch('2.14.1+cu132')));
  t.notThrows(() => tools.checkToolkitFits(toolkit, libtorch('2.14.1')));
  t.throws(() => tools.checkToolkitFits(toolkit, libtorch('2.12.0+cu126')), {
    message: /nvcc is of CUDA 13\.0, and LibTorch 2\.12\.0\+cu126 in .* of CUDA 12\.6/,
  });
  const wheel = libtorch('2.14.1');
  writeFileSync(join(wheel.path, 'version.py'), "cuda: Optional[str] = '12.8'\n");
  t.throws(() => tools.checkToolkitFits(toolkit, wheel), { message: /of CUDA 12\.8/ });
});

test('a compiler or a CMake that is missing is named, with the command that installs it', (t) => {
  const compiler = { 'c++': 'exit 0' };
  const none = t.throws(() => tools.findToolchain({ PATH: fresh() }))!;
  t.regex(
    none.message,
    /a C\+\+20 compiler .* and CMake 3\.18 or newer is missing.*apt-get install g\+\+.*apt-get install cmake/s,
  );
  t.is((none as Error & { code: string }).code, 'E_NATIVE_BUILD');
  const noCmake = t.throws(() => tools.findToolchain({ PATH: commands(compiler) }))!;
  t.regex(noCmake.message, /CMake 3\.18 or newer is missing/);
  const oldCmake = commands({ ...compiler, cmake: 'echo cmake version 3.16.3' });
  t.regex(
    t.throws(() => tools.findToolchain({ PATH: oldCmake }))!.message,
    /CMake 3\.18 or newer is missing/,
  );
});

/** Builds with a cmake that only pretends. */
async function buildWith(cmake: string, out: string, more: object = {}) {
  const { PATH } = process.env;
  process.env.PATH = `${commands({ cmake })}${delimiter}${PATH}`;
  try {
    const libtorch = { path: fakeLibtorch(fresh()), version: '2.13.0', cuda: false, source: '--libtorch' };
    const signal = new AbortController().signal;
    const progress: [number, number][] = [];
    const onProgress = (done: number, total: number) => void progress.push([done, total]);
    const options = {
      sources: ROOT,
      libtorch,
      compiler: 'g++ 12',
      out,
      cuda: null,
      signal,
      onProgress,
      ...more,
    };
    return { record: await buildAddon(options), libtorch, progress };
  } finally {
    process.env.PATH = PATH;
  }
}

/** Makes the files that the build is expected to leave; the addon is a module that Node loads. */
const MAKES = `if [ "$1" = --build ]; then mkdir -p "$2/Release"
  cp "${join(ROOT, 'build/Release/cotrain.node')}" "$2/Release/"; echo ops > "$2/Release/libcotrain_ops.so"; cp "$2/Release/libcotrain_ops.so" "$2/Release/libcotrain_ops.dylib"; echo '[ 50%] Building'; else echo "$@" > "$4/arguments"; cp "$4/arguments" "$4.arguments"; fi`;

test.serial(
  'what is built lies where the loader looks, with a record of what it was built for',
  async (t) => {
    const out = join(fresh(), 'native');
    const { record, libtorch, progress } = await buildWith(MAKES, out, {
      cuda: { nvcc: '/opt/cuda/bin/nvcc', version: '13.0' },
    });
    t.deepEqual(readBuildRecord(out), record);
    t.like(record, {
      compiler: 'g++ 12',
      libtorch: { path: libtorch.path, version: '2.13.0', source: '--libtorch' },
    });
    t.deepEqual(builtAddon(out), { addon: join(out, 'cotrain.node') });
    t.deepEqual(progress, [[50, 100]]);
    const args = readFileSync(`${out}.build.arguments`, 'utf8');
    for (const part of [
      `-DCOTRAIN_LIBTORCH=${libtorch.path}`,
      '-DCOTRAIN_CUDA=ON',
      '-DCMAKE_CUDA_COMPILER=/opt/cuda/bin/nvcc',
      `-DCMAKE_JS_INC=${nodeApiHeaders(ROOT).join(';')}`,
    ])
      t.true(args.includes(part), part);
    t.false(existsSync(`${out}.build`));
    rmSync(libtorch.path, { recursive: true });
    t.regex((builtAddon(out) as { problem: string }).problem, /built for the LibTorch in .*, which is gone/);
    t.true(removeBuild(out));
    t.false(existsSync(out));
    t.false(removeBuild(out));
    t.is(builtAddon(out), null);
  },
);

test.serial('a build that fails shows the first error, and an earlier build stays', async (t) => {
  const out = join(fresh(), 'native');
  await buildWith(MAKES, out);
  const before = readBuildRecord(out);
  const fails = 'if [ "$1" = --build ]; then echo "op.cpp:3: error: no such thing"; echo "more"; exit 2; fi';
  await t.throwsAsync(buildWith(fails, out), {
    message:
      /did not compile for LibTorch 2\.13\.0.*op\.cpp:3: error: no such thing.*whole output is in .*native\.log/s,
  });
  const broken = MAKES.replace(/cp "[^"]*cotrain\.node"/, 'echo no-addon >').replace(
    '> "$2/Release/"',
    '> "$2/Release/cotrain.node"',
  );
  await t.throwsAsync(buildWith(broken, out), { message: /was compiled but does not load/ });
  t.deepEqual(readBuildRecord(out), before);
});

test('the command: what it would take, and what cannot go together', async (t) => {
  const { prefix, torch } = environment('2.12.1+cpu');
  const found = await cotrain(['build', '--find'], { VIRTUAL_ENV: prefix, COTRAIN_LIBTORCH: '' });
  t.is(found.stdout, `LibTorch 2.12.1+cpu in ${torch} (from VIRTUAL_ENV (${prefix}))\n`);
  const checkout = await cotrain(['build', '--libtorch', torch]);
  t.is(checkout.code, 1);
  t.regex(checkout.stderr, /this is a checkout.*COTRAIN_LIBTORCH=DIR npm run setup/);
  const both = await cotrain(['build', '--remove', '--cuda']);
  t.is(both.code, 2);
  const cache = fresh();
  const removed = await cotrain(['build', '--remove'], { XDG_CACHE_HOME: cache });
  t.regex(removed.stdout, /nothing was built/);
  t.regex(installedSources('1.2.3'), /native-source$/);
});
