// Reads the dynamic section of shared libraries with readelf from binutils, which comes with every compiler
// on Linux.
import { execFileSync } from 'node:child_process';

const readelf = (...args) =>
  execFileSync('readelf', ['--wide', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });

/** Names of the required libraries, and the folders in which they are searched. */
export function dependencies(path) {
  const text = readelf('--dynamic', path);
  const all = (tag) =>
    [...text.matchAll(new RegExp(`\\(${tag}\\).*\\[(.*)\\]`, 'g'))].map(([, value]) => value);
  return {
    needed: all('NEEDED'),
    runpath: all('RUNPATH')
      .concat(all('RPATH'))
      .flatMap((list) => list.split(':')),
  };
}

/**
 * The newest required version of each symbol family: `{ GLIBC: '2.27', GLIBCXX: '3.4.21', ... }`.
 * @returns {Record<string, string>}
 */
export function neededVersions(path) {
  const newest = {};
  const text = readelf('--version-info', path).split('Version needs section')[1] ?? '';
  for (const [, family, version] of text.matchAll(/Name: ([A-Z]+)_(\d[\d.]*)/g))
    if (newest[family] === undefined || compareVersions(version, newest[family]) > 0)
      newest[family] = version;
  return newest;
}

/** Negative if `a` is before `b`: `2.9` is before `2.28`. */
export function compareVersions(a, b) {
  const [x, y] = [a, b].map((version) => version.split('.').map(Number));
  for (let i = 0; i < Math.max(x.length, y.length); i++)
    if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0);
  return 0;
}
