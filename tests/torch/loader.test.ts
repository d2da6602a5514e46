// Where the addon is searched, and the error messages if it is missing.
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NativeLoadError } from '@cotrain/torch';
import test from 'ava';
import { builtFolder, RECORD_FILE } from '../../packages/torch/dist/native/built.js';
import type { Host } from '../../packages/torch/dist/native/host.js';
import { describeHost, thisHost } from '../../packages/torch/dist/native/host.js';
import { locateAddon, type Surroundings, surroundings } from '../../packages/torch/dist/native/locate.js';
import { remedyOfAbsence, remedyOfLoading } from '../../packages/torch/dist/native/remedy.js';

const folder = mkdtempSync(join(tmpdir(), 'cotrain-loader-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

const HOST: Host = {
  platform: 'linux-x64',
  node: '22.1.0',
  nodeNeeded: '>=20.19',
  glibc: '2.36',
  plugAndPlay: false,
  version: '0.1.0',
};
const host = (changes: Partial<Host>): Host => ({ ...HOST, ...changes });

function file(name: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '');
  return path;
}

const missing = () => {
  throw new Error('Cannot find module');
};
const around = (changes: Partial<Surroundings>): Surroundings => ({
  env: { XDG_CACHE_HOME: join(folder, 'cache') },
  checkout: null,
  resolve: missing,
  host: () => HOST,
  ...changes,
});

test('the environment names an addon before all, a checkout has its own, an installation its package', (t) => {
  const named = file('named/cotrain.node');
  const built = file('checkout/build/Release/cotrain.node');
  const packaged = file('native/cotrain.node');
  const everywhere = { checkout: join(folder, 'checkout'), resolve: () => packaged };
  t.is(locateAddon(around({ ...everywhere, env: { COTRAIN_ADDON: named } })), named);
  t.is(locateAddon(around(everywhere)), built);
  t.is(locateAddon(around({ ...everywhere, checkout: join(folder, 'not-built') })), packaged);
  const withCuda = file('checkout/build-cuda/Release/cotrain.node');
  t.is(locateAddon(around({ ...everywhere, env: { COTRAIN_CUDA: '1' } })), withCuda);
  t.is(locateAddon(around({ ...everywhere, env: { COTRAIN_CUDA: '0' } })), built);
});

test('what `cotrain build` made is before the installed package, until its LibTorch is gone', async (t) => {
  const env = { XDG_CACHE_HOME: join(folder, 'own-cache') };
  const own = builtFolder(HOST.version, env);
  const packaged = file('native/cotrain.node');
  const installed = { env, resolve: () => packaged };
  t.is(locateAddon(around(installed)), packaged);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'cotrain.node'), '');
  const record = (path: string) =>
    writeFileSync(
      join(own, RECORD_FILE),
      JSON.stringify({ libtorch: { path, version: '2.13.0', source: 'x' } }),
    );
  record(folder);
  t.is(locateAddon(around(installed)), join(own, 'cotrain.node'));
  t.is(locateAddon(around({ ...installed, host: () => ({ ...HOST, version: '9.9.9' }) })), packaged);
  const built = file('checkout/build/Release/cotrain.node');
  t.is(locateAddon(around({ ...installed, checkout: join(folder, 'checkout') })), built);
  const warned = once(process, 'warning');
  record('/nowhere/torch');
  t.is(locateAddon(around(installed)), packaged);
  t.regex(
    (await warned)[0].message,
    /built for the LibTorch in \/nowhere\/torch, which is gone.*cotrain build --remove/,
  );
  const error = t.throws(() => locateAddon(around({ env })));
  t.regex(
    error.message,
    /Tried: .*built for the LibTorch in \/nowhere\/torch, which is gone; package .*not installed/,
  );
});

test('an addon that the environment names and that is not there is no reason to take another', (t) => {
  const env = { COTRAIN_ADDON: '/nowhere/cotrain.node' };
  const error = t.throws(() => locateAddon(around({ env, resolve: () => file('native/cotrain.node') })));
  t.true(error instanceof NativeLoadError);
  t.regex(error.message, /COTRAIN_ADDON names \/nowhere\/cotrain\.node.*What to do: unset COTRAIN_ADDON/);
});

test('the failure lists what was tried, on which system, and what to do', (t) => {
  const installed = t.throws(() => locateAddon(around({})), { instanceOf: NativeLoadError });
  t.regex(
    installed.message,
    /not found \(linux-x64, glibc 2\.36, Node 22\.1\.0\)\. Tried: package @cotrain\/native-\S+: not installed\. What to do: .*--omit=optional/,
  );
  t.is(installed.fix, remedyOfAbsence(HOST, null));
  const checkout = t.throws(() => locateAddon(around({ checkout: '/my/cotrain' })));
  t.regex(
    checkout.message,
    /Tried: \/my\/cotrain\/build\/Release\/cotrain\.node: not built; package .*npm run setup` in \/my\/cotrain/,
  );
});

test('a package without its file and one that is not installed get different errors', (t) => {
  const error = t.throws(() => locateAddon(around({ resolve: () => join(folder, 'empty/cotrain.node') })));
  t.regex(error.message, /empty\/cotrain\.node: missing/);
});

const ABSENT: [string, Partial<Host>, RegExp][] = [
  ['an old Node', { node: '18.20.4' }, /Node 18\.20\.4 is too old: install Node >=20\.19/],
  ['a Node that is older by its minor version', { node: '20.9.0' }, /too old/],
  [
    'a system without package',
    { platform: 'win32-x64', glibc: null },
    /prebuilt packages for linux-x64.* only: build cotrain from its source/,
  ],
  ['musl', { glibc: null }, /Alpine has musl.*node:22-slim/],
  ['an old glibc', { glibc: '2.17' }, /glibc 2\.17 is older than the 2\.28.*Debian 10/],
  ['a glibc whose number only looks newer', { glibc: '2.9' }, /older/],
  ["Yarn's Plug'n'Play", { plugAndPlay: true }, /nodeLinker: node-modules/],
  ['optional dependencies left out', {}, /npm install @cotrain\/native-linux-x64@0\.1\.0`/],
  [
    'macOS, which has no glibc',
    { platform: 'darwin-arm64', glibc: null },
    /npm install @cotrain\/native-darwin-arm64@/,
  ],
];
for (const [name, changes, expected] of ABSENT)
  test(`an addon that is nowhere: ${name}`, (t) => {
    t.regex(remedyOfAbsence(host(changes), null), expected);
    t.regex(remedyOfAbsence(host(changes), '/my/cotrain'), /npm run setup` in \/my\/cotrain/);
  });

const BROKEN: [reason: string, changes: Partial<Host>, installed: RegExp, checkout: RegExp][] = [
  [
    'libtorch_cpu.so: cannot open shared object file: No such file or directory',
    {},
    /npm install @cotrain\/libtorch-linux-x64`/,
    /npm run setup/,
  ],
  [
    "/lib/libc.so.6: version `GLIBC_2.27' not found (required by cotrain.node)",
    { glibc: '2.17' },
    /glibc 2\.17 is older/,
    /glibc 2\.17 is older/,
  ],
  [
    "version `GLIBC_2.38' not found",
    {},
    /built for a newer system/,
    /built for a newer system: run `npm run setup`/,
  ],
  ["libstdc++.so.6: version `GLIBCXX_3.4.22' not found", {}, /libstdc\+\+/, /LD_LIBRARY_PATH/],
  ['libcudart.so.13: cannot open shared object file', {}, /CUDA's libraries/, /CUDA's libraries/],
  ['undefined symbol: _ZN2at4_ops3addE', {}, /another LibTorch is loaded/, /npm run setup/],
  ['libgomp.so.1: cannot allocate memory in static TLS block', {}, /LD_PRELOAD/, /LD_PRELOAD/],
  [
    'cotrain.node: invalid ELF header',
    {},
    /another system: remove node_modules/,
    /another system: run `npm run setup`/,
  ],
  [
    "(mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64'))",
    { platform: 'darwin-arm64', glibc: null },
    /another system/,
    /another system/,
  ],
  [
    'Library not loaded: @rpath/libtorch_cpu.dylib',
    { platform: 'darwin-arm64', glibc: null },
    /@cotrain\/libtorch-darwin-arm64/,
    /npm run setup/,
  ],
  ['something that nobody has seen', {}, /install again/, /npm run setup/],
];
for (const [reason, changes, installed, checkout] of BROKEN)
  test(`an addon that does not load: ${reason}`, (t) => {
    t.regex(remedyOfLoading(host(changes), null, reason), installed);
    t.notRegex(remedyOfLoading(host(changes), null, reason), /npm run setup/);
    t.regex(remedyOfLoading(host(changes), '/my/cotrain', reason), checkout);
  });

test('this process knows what it runs on, and that it is a checkout', (t) => {
  const { platform, node, nodeNeeded, glibc, version } = thisHost();
  t.is(platform, `${process.platform}-${process.arch}`);
  t.is(node, process.versions.node);
  t.regex(nodeNeeded, /^>=\d+/);
  t.regex(version, /^\d+\.\d+\.\d+/);
  if (process.platform === 'linux' && glibc !== null) t.regex(glibc, /^2\.\d+/);
  t.truthy(surroundings().checkout);
  t.is(describeHost(host({ glibc: null })), 'linux-x64, no glibc, Node 22.1.0');
  t.is(describeHost(host({ platform: 'darwin-arm64', glibc: null })), 'darwin-arm64, Node 22.1.0');
});
