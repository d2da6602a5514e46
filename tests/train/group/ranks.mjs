// One rank of a launch, or the only process. `node ranks.mjs WORK` does each entry of WORK (JSON: a name, and
// the arguments of its case) in a group of its own, and prints as JSON what came of it.
import {
  evaluateCheckpoint,
  openFolder,
  predictRun,
  pseudoLabel,
  resolveConfig,
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
