// What this process runs on, as far as a prebuilt addon depends on it.
import { readFileSync } from 'node:fs';

export interface Host {
  /** As Node names it, `linux-x64`. */
  platform: string;
  node: string;
  /** The Node that cotrain needs, `>=20.19`. */
  nodeNeeded: string;
  /** Version of the C library; null outside of Linux, and on Linux with another C library (musl). */
  glibc: string | null;
  /** Yarn's Plug'n'Play, which has no node_modules. */
  plugAndPlay: boolean;
  /** Version of cotrain. */
  version: string;
}

export function thisHost(): Host {
  const { version, engines } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { version: string; engines: { node: string } };
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return {
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
    nodeNeeded: engines.node,
    glibc: header.glibcVersionRuntime ?? null,
    plugAndPlay: 'pnp' in process.versions,
    version,
  };
}

/** `linux-x64, glibc 2.36, Node 20.19.0` */
export function describeHost({ platform, glibc, node }: Host): string {
  const c = platform.startsWith('linux') ? [glibc === null ? 'no glibc' : `glibc ${glibc}`] : [];
  return [platform, ...c, `Node ${node}`].join(', ');
}
