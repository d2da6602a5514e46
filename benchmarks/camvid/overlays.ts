// What a run predicts on validation frames, drawn without their photographs: camvid-bdd is CC BY-NC and stays
// where it lies.
//
//   npx tsx benchmarks/camvid/overlays.ts --run RUN --out DIR [--width 300] [--truth] FRAME...
//
// `--truth` draws the labels below the predictions. They are part of the data set, so such pictures are not
// committed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Dataset, Loader, subset } from '@cotrain/data';
import {
  buildModel,
  drawPrediction,
  loadModel,
  openData,
  predictBatch,
  RunFolder,
  tasksOf,
} from '@cotrain/train';

const { values: flags, positionals: frames } = parseArgs({
  allowPositionals: true,
  options: {
    run: { type: 'string' },
    out: { type: 'string' },
    width: { type: 'string', default: '300' },
    truth: { type: 'boolean', default: false },
  },
});
if (!flags.run || !flags.out || frames.length === 0) throw new Error('--run, --out and frames are needed');

function named(dataset: Dataset, names: readonly string[]): Dataset {
  const indices = names.map((name) => {
    const index = dataset.names.indexOf(name);
    if (index < 0) throw new Error(`no frame ${name} among the ${dataset.length} of the validation part`);
    return index;
  });
  return subset(dataset, indices);
}

const { config, last, tasks } = RunFolder.open(flags.run);
const dataset = named(await openData(config, 'val'), frames);
using model = buildModel(config, tasks);
loadModel(last, model);
model.eval();
mkdirSync(flags.out, { recursive: true });
for await (const batch of new Loader(dataset, { batchSize: 1, transforms: config.transforms.eval })) {
  const { labels, ...sample } = await dataset.get(batch.indices[0]!);
  const [prediction] = predictBatch(model, batch, tasksOf(config.tasks, tasks), {
    memoryFormat: 'channels_last',
  });
  const shown = { ...sample, ...(flags.truth ? { labels } : {}) };
  const drawing = { tasks, width: Number(flags.width), photograph: false };
  const png = await drawPrediction(shown, prediction!, drawing);
  writeFileSync(join(flags.out, `${sample.name}.png`), png);
}
