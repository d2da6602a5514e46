import type { Dataset, LabelMask, Sample, SceneLabels } from '@cotrain/data';
import type { BoxPrediction, ForwardSizes } from '@cotrain/models';
import { Module } from '@cotrain/nn';
import { memory, type Tensor, torch } from '@cotrain/torch';
import { drawPrediction, evaluate } from '@cotrain/train';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { type BoxRow, rowsOf } from '../boxRows.js';
import { TRANSFORMS, tinyScenes } from './tiny.js';

const TASKS = ['det', 'sem_seg', 'drivable'];

/** Answers of an oracle for a frame. Boxes are given by their edges. */
interface Answer {
  boxes: (BoxRow & { score: number })[];
  sem_seg: LabelMask;
  drivable: LabelMask;
}

/** Returns its answers in the order of the data set, whatever its input. */
class Oracle extends Module<never[], never> {
  #next = 0;
  readonly #answers: Answer[];

  constructor(answers: Answer[]) {
    super();
    this.#answers = answers;
  }

  override forward(): never {
    throw new Error('only asked for predictions');
  }

  predict(images: Tensor, { sizes, outputs }: ForwardSizes): Record<string, (Tensor | BoxPrediction)[]> {
    if (images.shape[0] !== sizes!.length) throw new Error('one size an image');
    const batch = this.#answers.slice(this.#next, this.#next + outputs!.length);
    this.#next += outputs!.length;
    const maps = (task: 'sem_seg' | 'drivable') =>
      batch.map((answer, i) =>
        torch.tensor(answer[task].data, { shape: [outputs![i]!.height, outputs![i]!.width] }),
      );
    const det = batch.map(({ boxes }) => ({
      boxes: torch.tensor(Float32Array.from(boxes.flatMap(({ edges }) => edges)), {
        shape: [boxes.length, 4],
      }),
      scores: torch.tensor(Float32Array.from(boxes, ({ score }) => score)),
      classes: torch.tensor(BigInt64Array.from(boxes, (box) => BigInt(box.class))),
    }));
    return { det, sem_seg: maps('sem_seg'), drivable: maps('drivable') };
  }
}

function boxesOf({ det }: SceneLabels): Answer['boxes'] {
  return rowsOf(det).map((box) => ({ class: box.class, edges: box.edges, score: 0.9 }));
}

async function truth(dataset: Dataset<SceneLabels>): Promise<Answer[]> {
  const samples = await Promise.all(dataset.names.map((_, index) => dataset.get(index)));
  return samples.map(({ labels }) => {
    if (labels.sem_seg.state !== 'present' || labels.drivable.state !== 'present')
      throw new Error('unlabelled scene');
    return { boxes: boxesOf(labels), sem_seg: labels.sem_seg.value, drivable: labels.drivable.value };
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
  // There is no score for sizes or categories that do not occur.
  const scores = Object.entries(metrics).filter(([, value]) => value !== null);
  // One detection in an image cannot match several boxes.
  for (const [name, value] of scores)
    if (name !== 'det/AR1' && name !== 'det/AR10') assertClose(t, value!, 100, { absolute: 1e-9 }, name);
  t.true(metrics['det/AP50']! > 99);
  t.true('sem_seg/IoU/road' in metrics && 'drivable/IoU_withoutBackground/direct' in metrics);
  t.deepEqual(progress, [2, 4, 5]);
  t.deepEqual(
    overlays.map(({ name }) => name),
    [dataset.names[1], dataset.names[3]],
  );
});

test.serial('one wrong half of the drivable area costs what it should', async (t) => {
  const dataset = tinyScenes(1);
  const [masks] = await truth(dataset);
  const { data } = masks!.drivable;
  // Background everywhere: the class "direct" is never found, and everything is wrong when background is
  // dropped.
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

test.serial(
  'boxes that are missed or in the wrong place cost AP; a frame without boxes counts',
  async (t) => {
    const dataset = tinyScenes(6);
    const answers = await truth(dataset);
    const count = answers.reduce((sum, { boxes }) => sum + boxes.length, 0);
    t.true(count > 2, 'the scenes have objects');
    const nothing = answers.map((answer) => ({ ...answer, boxes: [] }));
    t.is((await evaluate(new Oracle(nothing), dataset, options)).metrics['det/AP'], 0);
    const shifted = answers.map((answer) => ({
      ...answer,
      boxes: answer.boxes.map((box) => ({
        ...box,
        edges: box.edges.map((edge) => edge + 1000) as unknown as BoxRow['edges'],
      })),
    }));
    t.is((await evaluate(new Oracle(shifted), dataset, options)).metrics['det/AP50'], 0);
  },
);

test('without the photograph, a drawing tells nothing of it', async (t) => {
  const sample = await tinyScenes(1).get(0);
  const { sem_seg } = (await truth(tinyScenes(1)))[0]!;
  const negative = {
    ...sample,
    image: { ...sample.image, data: sample.image.data.map((value) => 255 - value) },
  };
  const { tasks } = tinyScenes(1);
  const draw = (shown: Sample, photograph: boolean) =>
    drawPrediction(shown, { sem_seg }, { tasks, photograph });
  t.deepEqual(await draw(negative, false), await draw(sample, false));
  t.notDeepEqual(await draw(negative, true), await draw(sample, true));
});

test.serial('each frame is read once, drawn ones too', async (t) => {
  const scenes = tinyScenes(6);
  const reads: number[] = [];
  const counted: Dataset = {
    tasks: scenes.tasks,
    length: 6,
    names: scenes.names,
    get: async (index) => {
      reads.push(index);
      return scenes.get(index);
    },
  };
  const oracle = new Oracle(await truth(scenes));
  const { metrics, overlays } = await evaluate(oracle, counted, { ...options, overlays: 2 });
  t.deepEqual(reads.sort(), [0, 1, 2, 3, 4, 5]);
  t.is(overlays.length, 2);
  t.is(metrics['sem_seg/mIoU'], 100);
});
