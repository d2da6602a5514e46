// Trains a segmentation model on generated street scenes with the programmatic API, in about a minute on two
// cores:
//   npx tsx examples/segmentation.ts
import { Loader, sceneDataset, type TransformInput } from '@cotrain/data';
import { MultiTaskModel } from '@cotrain/models';
import { AdamW, cosineSchedule, LrSchedule, withWarmup } from '@cotrain/optim';
import { manualSeed, memory } from '@cotrain/torch';
import { evaluate, Trainer } from '@cotrain/train';

const EPOCHS = 3;
const TASKS = ['sem_seg', 'drivable'] as const;
const size = { width: 128, height: 96 };
const normalize: TransformInput[] = [
  { type: 'normalize', preset: 'imagenet' },
  { type: 'pad', multiple: 32 },
];

manualSeed(0);
using model = new MultiTaskModel({
  backbone: { depth: 18 },
  neck: { outChannels: 128 },
  heads: {
    sem_seg: { kind: 'semanticFpn', numClasses: 19 },
    drivable: { kind: 'semanticFpn', numClasses: 3 },
  },
});
model.to({ memoryFormat: 'channels_last' });
using optimizer = new AdamW(model.parameters(), { lr: 1e-3, weightDecay: 1e-4 });

const loader = new Loader(sceneDataset({ count: 96, seed: 0, ...size }), {
  batchSize: 8,
  shuffle: true,
  transforms: [{ type: 'randomFlip' }, ...normalize],
});
const steps = EPOCHS * loader.length;
const schedule = new LrSchedule(
  optimizer,
  withWarmup(cosineSchedule({ steps }), { iterations: 5, factor: 0.01 }),
);

const trainer = new Trainer({
  model,
  optimizer,
  loader,
  schedule,
  epochs: EPOCHS,
  clipNorm: 1,
  memoryFormat: 'channels_last',
});
for await (const event of trainer) {
  if (event.type === 'step') console.log(`step ${event.step}/${steps}: loss ${event.loss.toFixed(3)}`);
}

const val = sceneDataset({ count: 16, seed: 1, ...size });
const { metrics } = await evaluate(model, val, { tasks: TASKS, transforms: normalize });
for (const name of ['sem_seg/mIoU', 'sem_seg/pAcc', 'drivable/mIoU', 'drivable/mIoU_withoutBackground'])
  console.log(`${name}: ${metrics[name]?.toFixed(2)} %`);
console.log(memory());
