// How to install into a folder with each package manager.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Commands by manager: `add` and `addDev` install, `tool` is the package of the manager itself, `prepare`
 * writes its settings.
 */
export const MANAGERS = {
  npm: { tool: null, add: ['npm', 'install'], addDev: ['npm', 'install', '--save-dev'], prepare() {} },
  pnpm: {
    tool: 'pnpm@10.34.8',
    add: ['pnpm', 'add'],
    addDev: ['pnpm', 'add', '--save-dev'],
    prepare() {},
  },
  yarn: {
    tool: '@yarnpkg/cli-dist@4.9.2',
    add: ['yarn', 'add'],
    addDev: ['yarn', 'add', '--dev'],
    prepare(folder, registry) {
      writeFileSync(
        join(folder, '.yarnrc.yml'),
        `nodeLinker: node-modules\nenableTelemetry: false\nnpmRegistryServer: '${registry}'\nunsafeHttpWhitelist: ['127.0.0.1']\n`,
      );
      writeFileSync(join(folder, 'yarn.lock'), ''); // makes it a separate project, whatever its parent folders contain
    },
  },
};
