// The operators called from Python's torch: every tests/python/ops_*.py in a separate process.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildInfo } from '@cotrain/torch';
import test from 'ava';

const python = process.env.COTRAIN_PEER_PYTHON ?? 'python3';
const folder = fileURLToPath(new URL('../python/', import.meta.url));
const { addonPath, libtorchVersion } = buildInfo();
const library = join(dirname(addonPath), `libcotrain_ops${process.platform === 'darwin' ? '.dylib' : '.so'}`);

// A library only works with the LibTorch that it was built with.
const version = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' });
const usable = version.status === 0 && version.stdout.trim().split('+')[0] === libtorchVersion.split('+')[0];

for (const script of readdirSync(folder).filter((name) => /^ops_.*\.py$/.test(name))) {
  test(`from Python: ${script}`, (t) => {
    if (!usable) {
      t.log(`skipped: ${python} has no torch ${libtorchVersion}; COTRAIN_PEER_PYTHON may name one that has`);
      t.pass();
      return;
    }
    t.regex(execFileSync(python, [join(folder, script), library], { encoding: 'utf8' }), /ok/);
  });
}
