// Manifest and contents of each package, so that users who install it from npm get everything they need and
// nothing else.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { thisHost } from '../../packages/torch/dist/native/host.js';
import { remedyOfAbsence } from '../../packages/torch/dist/native/remedy.js';
import { LIBTORCH_VERSION } from '../../scripts/lib/libtorch-pins.mjs';
import { publishedPackages } from '../../scripts/lib/workspace.mjs';

interface Manifest {
  folder: string;
  name: string;
  version: string;
  description?: string;
  keywords?: string[];
  license?: string;
  repository?: { url: string; directory: string };
  engines?: { node: string };
  exports?: Record<string, string | { types: string; default: string }>;
  bin?: Record<string, string>;
  files?: string[];
  libc?: string[];
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  publishConfig?: { access: string; os?: string[]; cpu?: string[] };
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const rootManifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const packages = publishedPackages() as Manifest[];
const read = (manifest: Manifest, file: string): string => readFileSync(join(manifest.folder, file), 'utf8');
const byName = (name: string): Manifest => packages.find((manifest) => manifest.name === name)!;
const natives = packages.filter(({ name }) => /^@cotrain\/native-(?!source)/.test(name));

test('every package says what it is, whose, and under which licence', (t) => {
  t.true(packages.length >= 15);
  for (const { folder, name, description, keywords, license, repository, publishConfig } of packages) {
    t.truthy(description, name);
    t.true((keywords?.length ?? 0) >= 3, `${name}: keywords`);
    t.truthy(license, name);
    t.is(repository?.url, rootManifest.repository!.url, name);
    t.is(repository?.directory, relative(root, folder), name);
    t.is(publishConfig?.access, 'public', `${name}: npm keeps scoped packages private otherwise`);
  }
});

test('every package has a README that names it and says how to install it', (t) => {
  for (const manifest of packages) {
    const page = read(manifest, 'README.md');
    t.true(page.startsWith(`# ${manifest.name}\n`), manifest.name);
    t.regex(page, /^npm install /m, manifest.name);
    t.true(
      page.includes(rootManifest.repository!.url.replace(/^git\+|\.git$/g, '')),
      `${manifest.name}: a link`,
    );
  }
});

test('nothing runs on installation: pnpm and careful people forbid it', (t) => {
  for (const { name, scripts } of packages)
    for (const when of ['preinstall', 'install', 'postinstall', 'prepare'])
      t.is(scripts?.[when], undefined, name);
});

test('what runs on Node says on which, as the repository does', (t) => {
  for (const { name, exports, bin, engines } of packages)
    if ((exports && '.' in exports) || bin || name.startsWith('@cotrain/native-'))
      t.is(engines?.node, rootManifest.engines!.node, name);
});

/** Files in the tarball that npm creates for each package; pnpm adds the repository's LICENSE. */
const tarballs = new Map(
  (
    JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', ...packages.map(({ folder }) => folder)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 1 << 26,
      }),
    ) as { name: string; files: { path: string }[] }[]
  ).map(({ name, files }) => [name, files.map(({ path }) => path)]),
);

test('a tarball has what its manifest points to', (t) => {
  for (const { name, exports = {}, bin = {} } of packages) {
    const files = tarballs.get(name)!;
    const targets = [
      ...Object.values(exports).flatMap((target) =>
        typeof target === 'string' ? [target] : Object.values(target),
      ),
      ...Object.values(bin),
    ];
    for (const target of targets) {
      const pattern = new RegExp(
        `^${target.replace(/^\.\//, '').replaceAll('.', '\\.').replace('*', '.+')}$`,
      );
      t.true(
        files.some((file) => pattern.test(file)),
        `${name}: ${target}`,
      );
    }
    t.true(files.includes('README.md'), name);
  }
});

test('each entry has types before code, and code that import and require find alike', (t) => {
  for (const { name, exports = {} } of packages)
    for (const [entry, target] of Object.entries(exports))
      if (typeof target !== 'string')
        t.deepEqual(Object.keys(target), ['types', 'default'], `${name} ${entry}`);
});

test('a tarball has no state of the compiler, no test, and no map without its source', (t) => {
  for (const manifest of packages) {
    const files = tarballs.get(manifest.name)!;
    t.deepEqual(
      files.filter((file) => /tsbuildinfo|\.test\.|node_modules|\.log$/.test(file)),
      [],
      manifest.name,
    );
    const maps = files.filter((file) => file.endsWith('.map'));
    const sources = maps.flatMap((map) =>
      (JSON.parse(read(manifest, map)) as { sources: string[] }).sources.map((source) =>
        join(dirname(map), source),
      ),
    );
    // A checkout keeps the output of deleted sources; `npm run pack` recompiles.
    const present = sources.filter((source) => existsSync(join(manifest.folder, source)));
    t.true(maps.length === 0 || present.length > 0.9 * maps.length, `${manifest.name}: sources of maps`);
    t.deepEqual(
      present.filter((source) => !files.includes(source)),
      [],
      manifest.name,
    );
  }
});

test('no licence in a sub-folder keeps pnpm from adding the one of the package', (t) => {
  for (const { name } of packages)
    t.deepEqual(
      tarballs.get(name)!.filter((file) => /.+\/LICEN[CS]E(\..*)?$/i.test(file)),
      [],
      name,
    );
});

test('the addon is an optional dependency for each platform, and each brings its LibTorch', (t) => {
  t.deepEqual(
    Object.keys(byName('@cotrain/torch').optionalDependencies!).sort(),
    natives.map(({ name }) => name).sort(),
  );
  for (const native of natives) {
    const platform = native.name.replace('@cotrain/native-', '');
    const [os, cpu] = platform.split('-');
    const libtorch = byName(`@cotrain/libtorch-${platform}`);
    t.deepEqual(Object.keys(native.dependencies!), [libtorch.name]);
    t.is(libtorch.version, LIBTORCH_VERSION);
    // The loader supports the same platforms.
    const host = { ...thisHost(), platform, glibc: os === 'linux' ? '2.28' : null, plugAndPlay: false };
    t.regex(remedyOfAbsence(host, null), new RegExp(`npm install ${native.name}@`));
    for (const { name, publishConfig, libc } of [native, libtorch]) {
      t.like(publishConfig, { os: [os], cpu: [cpu] }, name);
      t.deepEqual(libc, os === 'linux' ? ['glibc'] : undefined, name);
    }
  }
});
