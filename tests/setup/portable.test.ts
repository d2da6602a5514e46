// The packed binaries require no newer system than LibTorch does, find it beside them, and do not contain
// folder names of this machine.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { compareVersions, dependencies, neededVersions } from '../../scripts/lib/elf.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const record = JSON.parse(readFileSync(join(root, 'build/cotrain-build.json'), 'utf8')) as {
  libtorch: { path: string };
};
const libtorch = record.libtorch.path;
const folder = mkdtempSync(join(tmpdir(), 'cotrain-portable-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));
execFileSync('cmake', ['--install', join(root, 'build'), '--prefix', folder, '--strip'], { stdio: 'pipe' });
const suffix = process.platform === 'darwin' ? 'dylib' : 'so';
const binaries = ['cotrain.node', `libcotrain_ops.${suffix}`].map((name) => join(folder, name));
const onLinux = process.platform === 'linux' ? test : test.skip;

test('the addon and the operator library are all that is installed', (t) => {
  t.deepEqual(readdirSync(folder).sort(), ['cotrain.node', `libcotrain_ops.${suffix}`]);
});

test('no folder of this machine is named', (t) => {
  for (const binary of binaries) {
    const text = readFileSync(binary, 'latin1');
    for (const place of [root, libtorch, `${homedir()}/`, tmpdir()])
      t.false(text.includes(place), `${binary}: ${place}`);
  }
});

onLinux('the oldest system that LibTorch runs on will do', (t) => {
  const allowed = ['libtorch_cpu.so', 'libc10.so'].map((name) => neededVersions(join(libtorch, 'lib', name)));
  for (const binary of binaries) {
    const needed = neededVersions(binary);
    t.true('GLIBC' in needed && 'GLIBCXX' in needed);
    for (const [family, version] of Object.entries(needed)) {
      const newest = allowed
        .map((versions) => versions[family] ?? '0')
        .sort(compareVersions)
        .at(-1)!;
      t.true(
        compareVersions(version, newest) <= 0,
        `${binary} needs ${family}_${version}, LibTorch ${family}_${newest}: bind the symbol in native/glibc/symbols.h`,
      );
    }
  }
});

onLinux(
  'LibTorch is looked for in the package beside, or inside where another version stands beside',
  (t) => {
    const platform = `${process.platform}-${process.arch}`;
    for (const binary of binaries) {
      t.deepEqual(dependencies(binary).runpath, [
        `$ORIGIN/node_modules/@cotrain/libtorch-${platform}/lib`,
        `$ORIGIN/../libtorch-${platform}/lib`,
      ]);
    }
  },
);

onLinux('versions are compared by their numbers', (t) => {
  t.true(compareVersions('2.9', '2.28') < 0);
  t.true(compareVersions('3.4.21', '3.4.9') > 0);
  t.is(compareVersions('2.28', '2.28'), 0);
});
