// Reads from the device in a training step: one for the step's numbers, and those that a head cannot avoid.
import { type Dataset, Loader, type Sample, type SceneLabels, type TransformInput } from '@cotrain/data';
import { type HeadConfig, MultiTaskModel } from '@cotrain/models';
import { hostValues, knownValues, knowValues, manualSeed, readCounts, scope, torch } from '@cotrain/torch';
import { Trainer } from '@cotrain/train';
import test from 'ava';
import { type BoxRow, fromRows, rowsOf } from '../boxRows.js';
import { tinyOptimizer, tinyScenes } from './tiny.js';

// Resizing on the host reads its result.
const TRANSFORMS: TransformInput[] = [
  { type: 'normalize', preset: 'imagenet' },
  { type: 'pad', multiple: 32 },
];

/** Scenes with only some classes annotated, and with an ignored box. */
function partial(): Dataset {
  const scenes = tinyScenes(2);
  const ignored: BoxRow = { class: 0, edges: [2, 2, 10, 10], ignored: true };
  const change = ({ labels, ...sample }: Sample<SceneLabels>): Sample => {
    const { det, sem_seg, drivable } = labels;
    const boxes = fromRows([...rowsOf(det), ignored]);
    return {
      ...sample,
      labels: {
        det: { state: 'present', value: boxes, classes: [0, 1, 2, 3] },
        sem_seg: { ...sem_seg, classes: [0, 1, 2, 8, 10, 13] } as typeof sem_seg,
        drivable,
      },
    };
  };
  const { tasks, names } = scenes;
  return { tasks, length: 2, names, get: async (index) => change(await scenes.get(index)) };
}

const SIZES = { numHeads: 4, dimFeedforward: 32, hiddenDim: 32 };
const HEADS: Record<string, { task: 'det' | 'sem_seg'; head: HeadConfig; reads: number }> = {
  semanticFpn: { task: 'sem_seg', head: { kind: 'semanticFpn', numClasses: 19, convsDim: 32 }, reads: 1 },
  // Finiteness of the outputs, which matching requires: it copies the costs to the host anyway.
  maskFormer: {
    task: 'sem_seg',
    head: {
      ...{ kind: 'maskFormer', numClasses: 19, numQueries: 6, maskDim: 32, convsDim: 32, decLayers: 2 },
      ...SIZES,
    },
    reads: 2,
  },
  sparseRcnn: {
    task: 'det',
    head: { kind: 'sparseRcnn', numClasses: 10, numProposals: 6, numStages: 2, dimDynamic: 8, ...SIZES },
    reads: 2,
  },
  // Finiteness of the proposals: suppression waits for the device anyway.
  fasterRcnn: { task: 'det', head: { kind: 'fasterRcnn', numClasses: 10, fcDim: 32 }, reads: 2 },
};

for (const [kind, { task, head, reads }] of Object.entries(HEADS)) {
  for (const [labels, dataset] of Object.entries({ all: tinyScenes(2), partial: partial() })) {
    test.serial(`${kind}: ${reads} reads in a step, with ${labels} labels`, async (t) => {
      manualSeed(0);
      using model = new MultiTaskModel({
        backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
        neck: { outChannels: 32, lastLevelMaxPool: true },
        heads: { [task]: head },
      });
      const loader = new Loader(dataset, { batchSize: 2, transforms: TRANSFORMS });
      using optimizer = tinyOptimizer(model);
      const trainer = new Trainer({ model, optimizer, loader, epochs: 1 });
      const before = readCounts();
      for await (const event of trainer) {
        if (event.type !== 'step') continue;
        const after = readCounts();
        t.is(after.host - before.host, reads);
        t.is(after.device, before.device);
        t.true(event.loss > 0);
      }
    });
  }
}

test.serial('known values are given without a read, until the tensor changes', (t) => {
  scope(() => {
    const values = Float32Array.of(1, 2, 3, 4);
    const tensor = knowValues(torch.tensor(values, { shape: [2, 2] }), values);
    const before = readCounts().host;
    t.is(hostValues(tensor), values);
    t.is(readCounts().host, before);
    tensor.select(0, 1).fill_(7);
    t.is(knownValues(tensor), null);
    t.deepEqual(hostValues(tensor), Float32Array.of(1, 2, 7, 7));
    t.is(readCounts().host, before + 1);
    t.throws(() => knowValues(tensor, Float32Array.of(1)), { message: /1 values in Float32Array/ });
    t.throws(() => knowValues(tensor, Int32Array.of(1, 2, 3, 4)), { message: /Int32Array .* float32/ });
    t.throws(() => {
      tensor.dispose();
      hostValues(tensor);
    });
  });
});
