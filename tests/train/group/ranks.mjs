// One rank of a launch, or the only process. `node ranks.mjs WORK` does each entry of WORK (JSON: a name, and
// the arguments of its case) in a group of its own, and prints as JSON what came of it.
import { Loader, sceneDataset, toTensors } from '@cotrain/data';
import { MultiTaskModel } from '@cotrain/models';
import { SGD } from '@cotrain/optim';
import { manualSeed, memory, noGrad, scope } from '@cotrain/torch';
import {
  evaluateCheckpoint,
  openFolder,
  predictRun,
  pseudoLabel,
  resolveConfig,
  Trainer,
  trainRun,
  withGroup,
} from '@cotrain/train';

const all = async (events) => {
  const seen = [];
  for await (const event of events) seen.push(event);
  return seen;
};

const CASES = {
  async eval(group, { run, ...options }) {
    const skipped = [];
    const onSkipped = ({ name }) => skipped.push(name);
    return { metrics: await evaluateCheckpoint(run, { ...options, onSkipped, group }), skipped };
  },
  predict: async (group, { run, data, ...options }) =>
    predictRun(run, await openFolder(data, 'val', { scored: true }), { ...options, batchSize: 2, group }),
  label: async (group, options) => all(pseudoLabel({ ...options, group })),
  /** @param stopAt the step after which this rank is told to stop */
  async train(group, { config, stopAt, ...options }) {
    const stop = new AbortController();
    const seen = [];
    for await (const event of trainRun(resolveConfig(config), { ...options, signal: stop.signal, group })) {
      seen.push(event);
      if (event.type === 'step' && event.step === stopAt) stop.abort();
    }
    return seen;
  },
  /**
   * Three steps of two batches each, one of which has an image of NaN.
   * @param poisoned number of that batch, over all ranks
   * @param skips whether the run goes on
   */
  async diverges(group, { heads, norm, poisoned, skips }) {
    manualSeed(0);
    const model = new MultiTaskModel({
      backbone: { depth: 18, stemChannels: 16, res2Channels: 16, norm },
      neck: { outChannels: 32 },
      heads,
    });
    try {
      const optimizer = new SGD(model.parameters(), { lr: 1e-3 });
      const { rank, size } = group ?? { rank: 0, size: 1 };
      let batch = rank;
      const dumped = [];
      const before = memory().tensors;
      const events = await all(
        new Trainer({
          ...{ model, optimizer, group, epochs: 1, accumulate: 2 / size, watchMapsEvery: null },
          loader: new Loader(sceneDataset({ count: 6, width: 64, height: 32, seed: 0 }), {
            batchSize: 1,
            transforms: [{ type: 'normalize', preset: 'imagenet' }],
            ...(group && { shard: { rank, worldSize: size } }),
          }),
          toTensors(given, options) {
            const tensors = toTensors(given, options);
            if (batch === poisoned) noGrad(() => tensors.images.fill_(Number.NaN));
            batch += size;
            return tensors;
          },
          ...(skips && { onDivergence: 'skip' }),
          onFailure: (_, { message }) => `dump ${dumped.push(message)}`,
        }),
      );
      // [number of parameters]: sums of absolute values
      const weights = scope(() => model.parameters().map((own) => own.detach().abs().sum().item()));
      const running = scope(() => model.buffers().every((own) => own.isfinite().all().item()));
      model.zeroGrad();
      return { events, weights, running, dumped, kept: memory().tensors - before };
    } finally {
      model.dispose(); // or the collector frees it while the next case counts
    }
  },
};

const results = {};
for (const [name, given] of Object.entries(JSON.parse(process.argv[2]))) {
  const began = performance.now();
  try {
    results[name] = await withGroup(
      (group) => {
        const { use, only, ...args } = given;
        // What a single rank does otherwise.
        const own = group !== null && only?.rank === group.rank ? only.args : {};
        return CASES[use](group, { ...args, ...own });
      },
      { timeout: 60_000 },
    );
  } catch (error) {
    results[name] = { error: `${error.name}: ${error.message}`, ms: performance.now() - began };
  }
}
console.log(JSON.stringify(results));
