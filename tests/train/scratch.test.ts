// Verifies "How to add" in ARCHITECTURE.md: one module each, outside packages/, without any other change.
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HEADS, makeBackbone } from '@cotrain/models';
import { loadFile, memory, scope } from '@cotrain/torch';
import {
  ConfigError,
  configJsonSchema,
  loadPlugins,
  makeStrategy,
  resolveConfig,
  trainRun,
} from '@cotrain/train';
import test from 'ava';
import { temporaryFolder } from './tiny.js';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PARTS = ['operator', 'backbone', 'head', 'task', 'data', 'strategy'];
const library = file('../../build/Release/my_ops.so'); // examples/operator
const withLibrary = existsSync(library) ? test.serial : test.serial.skip;
if (!existsSync(library)) console.log(`skipped adding parts from a scratch folder: ${library} is not built`);

/** A folder unknown to cotrain, with the packages installed as for a user. */
function scratchFolder(): string {
  const folder = join(temporaryFolder(), 'scratch');
  cpSync(file('scratch'), folder, { recursive: true });
  cpSync(library, join(folder, 'my_ops.so'));
  symlinkSync(file('../node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** The losses are those of one task with two frames in each of four steps. */
const configuration = (plugins: string[]) => ({
  plugins,
  data: { kind: 'halves', count: 4 },
  model: { backbone: { kind: 'plain', width: 16 }, fpnChannels: 16 },
  transforms: {
    train: [{ type: 'normalize', preset: 'imagenet' }],
    eval: [{ type: 'normalize', preset: 'imagenet' }],
  },
  train: {
    ...{ batchSize: 2, epochs: 2, warmupSteps: 1, workers: 0, lr: 1e-6 },
    balancing: { kind: 'fading', rate: 0.25 },
  },
  evaluation: { every: 2, overlays: 1 },
});

withLibrary(
  'a task, a head, a backbone, a data set, a strategy and an operator, all custom, make a run',
  async (t) => {
    for (const kind of ['halves', 'plain', 'fading'])
      t.false(JSON.stringify(configJsonSchema()).includes(`"${kind}"`));
    const folder = scratchFolder();
    const plugins = PARTS.map((name) => join(folder, `${name}.mjs`));
    for (const plugin of plugins)
      t.deepEqual(
        [...readFileSync(plugin, 'utf8').matchAll(/from '([^']+)'/g)]
          .map(([, from]) => from!)
          .filter((from) => !/^(@cotrain\/\w+|zod|node:\w+|\.\/operator\.mjs)$/.test(from)),
        [],
        'published packages only',
      );
    await loadPlugins(plugins);
    for (const kind of ['halves', 'plain', 'squared', 'fading'])
      t.true(JSON.stringify(configJsonSchema()).includes(`"${kind}"`), `editors know ${kind}`);
    t.is(HEADS.of({ kind: 'squared' }).answers, 'classMap');

    const config = resolveConfig(configuration(plugins));
    t.like(config, {
      tasks: ['half'],
      model: { backbone: { kind: 'plain' }, heads: { half: { kind: 'squared' } } },
      train: { balancing: { kind: 'fading', rate: 0.25 }, lossWeights: { half: 2 } },
    });
    const before = memory();
    const out = join(temporaryFolder(), 'run');
    const losses: number[] = [];
    let scored = 0;
    for await (const event of trainRun(config, { out })) {
      if (event.type === 'step') losses.push(event.loss);
      if (event.type === 'eval' && typeof event.metrics['half/mIoU'] === 'number') scored++;
    }
    t.is(losses.length, 4);
    // Almost nothing is learned at this rate, so the decrease is the strategy's factor.
    for (const [i, loss] of losses.slice(1).entries()) t.true(loss > 0 && loss < losses[i]! / 2, `${losses}`);
    t.is(scored, 1);
    const steps = scope(() =>
      loadFile(join(out, 'checkpoints', 'last.safetensors'))['strategy.steps']!.item(),
    );
    t.is(steps, 4);
    t.deepEqual(memory(), before);
  },
);

withLibrary('their options are checked as those of cotrain’s parts are', (t) => {
  const wrong = configuration([]);
  wrong.train.balancing = { kind: 'fading', rate: -1 };
  t.throws(() => resolveConfig(wrong), { instanceOf: ConfigError, message: /train\.balancing\.rate/ });
  const misspelt = { ...configuration([]), train: { balancing: { kind: 'fadng' } } };
  const message =
    /train\.balancing\.kind: must be one of weightedSum, .*, fading, got 'fadng' \(did you mean 'fading'\?\)/;
  t.throws(() => resolveConfig(misspelt), { instanceOf: ConfigError, message });
  using strategy = makeStrategy({ kind: 'fading' } as never, { tasks: ['a'], lossWeights: { a: 3 } });
  strategy.update({ losses: { a: 1 }, gradNorms: {} });
  t.deepEqual(strategy.weights(), { a: 1.5 });
  t.throws(() => makeBackbone({ kind: 'plain', widht: 3 } as never), { message: /width/ });
});
