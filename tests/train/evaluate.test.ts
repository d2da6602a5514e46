import type { Dataset, LabelMask, MaskTask, Size } from '@cotrain/data';
import { Module } from '@cotrain/nn';
import { memory, type Tensor, torch } from '@cotrain/torch';
import { evaluate } from '@cotrain/train';
import test from 'ava';
import { TRANSFORMS, tinyScenes } from './tiny.js';

const TASKS: readonly MaskTask[] = ['sem_seg', 'drivable'];

/** Answers with given masks, in the order of the data set, whatever it sees. */
class Oracle extends Module<never[], never> {
  #next = 0;
  readonly #masks: Record<MaskTask, LabelMask>[];

  constructor(masks: Record<MaskTask, LabelMask>[]) {
    super();
    this.#masks = masks;
  }

  override forward(): never {
    throw new Error('only asked for predictions');
  }

  predict(images: Tensor, sizes: readonly Size[], outputs: readonly Size[]): Record<string, Tensor[]> {
    if (images.shape[0] !== sizes.length) throw new Error('one size an image');
    const batch = this.#masks.slice(this.#next, this.#next + outputs.length);
    this.#next += outputs.length;
    const maps = (task: MaskTask) =>
      batch.map((masks, i) =>
        torch.tensor(masks[task].data, { shape: [outputs[i]!.height, outputs[i]!.width] }),
      );
    return { sem_seg: maps('sem_seg'), drivable: maps('drivable') };
  }
}

async function truth(dataset: Dataset): Promise<Record<MaskTask, LabelMask>[]> {
  const samples = await Promise.all(dataset.names.map((_, index) => dataset.get(index)));
  return samples.map(({ labels }) => {
    if (labels.sem_seg.state !== 'present' || labels.drivable.state !== 'present')
      throw new Error('unlabelled scene');
    return { sem_seg: labels.sem_seg.value, drivable: labels.drivable.value };
  });
}

const options = { tasks: TASKS, transforms: TRANSFORMS, batchSize: 2 };

test.serial('the truth scores 100 at its own size; tensors are freed', async (t) => {
  const dataset = tinyScenes(5);
  const oracle = new Oracle(await truth(dataset));
  const before = memory().tensors;
  const progress: number[] = [];
  const { metrics, overlays } = await evaluate(oracle, dataset, {
    ...options,
    overlays: 2,
    onProgress: (done) => progress.push(done),
  });
  t.is(memory().tensors, before);
  for (const [name, value] of Object.entries(metrics)) t.is(value, 100, name);
  t.true('sem_seg/IoU/road' in metrics && 'drivable/IoU_withoutBackground/direct' in metrics);
  t.deepEqual(progress, [2, 4, 5]);
  t.deepEqual(
    overlays.map(({ name }) => name),
    [1, 3].flatMap((i) => TASKS.map((task) => `${dataset.names[i]} ${task}`)),
  );
});

test.serial('one wrong half of the drivable area costs what it should', async (t) => {
  const dataset = tinyScenes(1);
  const [masks] = await truth(dataset);
  const { data } = masks!.drivable;
  // Background everywhere: the class "direct" is never found, and the reading without background is all wrong.
  const blind = { ...masks!, drivable: { ...masks!.drivable, data: new Uint8Array(data.length).fill(2) } };
  const { metrics } = await evaluate(new Oracle([blind]), dataset, options);
  const background = data.filter((id) => id === 2).length;
  t.is(metrics['drivable/pAcc'], (100 * background) / data.length);
  t.is(metrics['drivable/IoU/direct'], 0);
  t.is(metrics['drivable/pAcc_withoutBackground'], 0);
  t.is(metrics['sem_seg/mIoU'], 100);
});

test.serial('a frame without the label counts for the other task only', async (t) => {
  const full = tinyScenes(2);
  const partial: Dataset = {
    ...full,
    length: 2,
    names: full.names,
    get: async (index) => {
      const sample = await full.get(index);
      return index === 0 ? sample : { ...sample, labels: { ...sample.labels, sem_seg: { state: 'absent' } } };
    },
  };
  const masks = await truth(full);
  masks[1]!.sem_seg = { ...masks[1]!.sem_seg, data: new Uint8Array(masks[1]!.sem_seg.data.length) };
  const { metrics } = await evaluate(new Oracle(masks), partial, options);
  t.is(metrics['sem_seg/mIoU'], 100);
  t.is(metrics['drivable/mIoU'], 100);
});
