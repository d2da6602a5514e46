// Stops of runs whose numbers become non-finite: with every head, one error that names step, frames, task and
// the first cause.
import { DataError, type Dataset, Loader, type Sample, type SceneLabels } from '@cotrain/data';
import { type HeadConfig, MultiTaskModel, type SemanticFpnHead } from '@cotrain/models';
import { noGrad, scope, type Tensor } from '@cotrain/torch';
import { DivergenceError, Trainer } from '@cotrain/train';
import test from 'ava';
import { type BoxRow, fromRows, rowsOf } from '../boxRows.js';
import { seedDraws } from '../seed.js';
import { TRANSFORMS, tinyModel, tinyOptimizer, tinyScenes } from './tiny.js';

const WIDTH = 16;
const HEADS: Record<string, [task: string, head: HeadConfig]> = {
  sparseRcnn: [
    'det',
    {
      ...{ kind: 'sparseRcnn', numClasses: 10, hiddenDim: WIDTH, numHeads: 2, dimFeedforward: 16 },
      ...{ dimDynamic: 4, numProposals: 8, numStages: 2 },
    },
  ],
  fasterRcnn: ['det', { kind: 'fasterRcnn', numClasses: 10, fcDim: 16, anchorSizes: [8, 16, 32, 64, 128] }],
  maskFormer: [
    'sem_seg',
    {
      ...{ kind: 'maskFormer', numClasses: 19, hiddenDim: WIDTH, maskDim: WIDTH, convsDim: WIDTH },
      ...{ norm: null, numQueries: 6, numHeads: 2, decLayers: 2, dimFeedforward: 16 },
    },
  ],
  semanticFpn: ['sem_seg', { kind: 'semanticFpn', numClasses: 19, convsDim: 32 }],
};

function makeModel(task: string, head: HeadConfig): MultiTaskModel {
  seedDraws(0);
  return new MultiTaskModel({
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
    neck: { outChannels: WIDTH, lastLevelMaxPool: head.kind === 'fasterRcnn' },
    heads: { [task]: head },
  });
}

/** A data set with changed labels in the frame `name`. */
function changed(
  dataset: Dataset<SceneLabels>,
  name: string,
  change: (sample: Sample<SceneLabels>) => Sample<SceneLabels>,
): Dataset<SceneLabels> {
  return {
    tasks: dataset.tasks,
    length: dataset.length,
    names: dataset.names,
    get: async (index) => {
      const sample = await dataset.get(index);
      return sample.name === name ? change(sample) : sample;
    },
  };
}

const load = (dataset: Dataset) =>
  new Loader(dataset, { batchSize: 2, transforms: TRANSFORMS.filter((step) => step.type !== 'randomFlip') });

/** Trains until it throws. */
async function failure(model: MultiTaskModel, loader: Loader): Promise<unknown> {
  using optimizer = tinyOptimizer(model);
  try {
    for await (const _ of new Trainer({ model, optimizer, loader, epochs: 1 }));
  } catch (error) {
    return error;
  } finally {
    model.zeroGrad();
  }
  return null;
}

const fill = (tensor: Tensor, value: number) => noGrad(() => scope(() => void tensor.fill_(value)));
const weightsOf = (model: MultiTaskModel) =>
  scope(() => model.parameters().map((parameter) => parameter.sum().item()));

for (const [kind, [task, head]] of Object.entries(HEADS)) {
  const scenes = tinyScenes(4);
  const [first, second, third] = scenes.names as [string, string, string];

  test(`${kind}: weights that are not finite`, async (t) => {
    using model = makeModel(task, head);
    const [path, parameter] = model.heads.get(task)!.namedParameters().at(-1)!;
    fill(parameter, Number.NaN);
    const before = weightsOf(model);
    const error = (await failure(model, load(scenes))) as DivergenceError;
    t.true(error instanceof DivergenceError, String(error));
    t.like(error, { step: 1, source: 'weights', frame: null, frames: [first, second] });
    t.true(error.message.includes(`heads.${task}.${path}`), error.message);
    t.true(error.message.includes(first) && error.message.includes(task) && error.message.includes('step 1'));
    t.deepEqual(weightsOf(model), before);
  });

  test(`${kind}: an input image that is not finite`, async (t) => {
    using model = makeModel(task, head);
    const backward = model.backward.bind(model);
    model.backward = (images, ...rest) => {
      fill(images.select(0, 1).narrow(1, 3, 1), Number.NaN);
      return backward(images, ...rest);
    };
    const error = (await failure(model, load(scenes))) as DivergenceError;
    t.true(error instanceof DivergenceError, String(error));
    t.like(error, { step: 1, source: 'image', frame: second });
    t.regex(error.message, new RegExp(`The input image of frame ${second} is not finite`));
  });

  test(`${kind}: numbers that grow too large although all that goes in is finite`, async (t) => {
    using model = makeModel(task, head);
    for (const parameter of model.neck.parameters()) fill(parameter, 1e38);
    const error = (await failure(model, load(scenes))) as DivergenceError;
    t.true(error instanceof DivergenceError, String(error));
    t.like(error, { step: 1, source: 'loss', task, frames: [first, second] });
    t.regex(error.message, /Images, targets and weights are finite: training has diverged/);
  });

  if (task === 'det')
    test(`${kind}: boxes that are not finite, and others that cannot be learned from, in the second step`, async (t) => {
      const withBox = (change: (box: BoxRow) => object) =>
        load(
          changed(scenes, third, (sample) => {
            const { det } = sample.labels;
            const [own] = rowsOf(det);
            const value = fromRows([{ ...own!, ...change(own!) }]);
            return { ...sample, labels: { ...sample.labels, det: { state: 'present', value } } };
          }),
        );
      using model = makeModel(task, head);
      const error = (await failure(
        model,
        withBox(({ edges: [x1, y1, , y2] }) => ({ edges: [x1, y1, Number.NaN, y2] })),
      )) as DivergenceError;
      t.true(error instanceof DivergenceError, String(error));
      t.like(error, { step: 2, source: 'targets', task: 'det', frame: third });
      t.regex(error.message, new RegExp(`targets of frame ${third} for the task det are not finite`));
      const data = (await failure(
        model,
        withBox(() => ({ class: 10 })),
      )) as DataError;
      t.true(data instanceof DataError, String(data));
      t.is(data.sample, third);
      t.regex(data.message, /step 2: frame \S+: det: .*box 0 has the class id 10, expected 0 to 9/);
    });
}

test('the frame is that of the batch, where the head has seen some of its images only', async (t) => {
  const scenes = tinyScenes(2);
  const [first, second] = scenes.names as [string, string];
  const one = changed(scenes, first, (s) => ({ ...s, labels: { ...s.labels, det: { state: 'absent' } } }));
  const both = changed(one, second, (s) => ({
    ...s,
    labels: {
      ...s.labels,
      det: {
        state: 'present',
        value: fromRows([{ class: 99, edges: [1, 1, 10, 10] }]),
      },
    },
  }));
  using model = makeModel(...HEADS.sparseRcnn!);
  const error = (await failure(model, load(both))) as DataError;
  t.true(error instanceof DataError, String(error));
  t.is(error.sample, second);
});

test('gradients that are not finite, of a loss that is: which task, and which parts', async (t) => {
  using model = tinyModel();
  const head = model.heads.get('drivable') as unknown as SemanticFpnHead;
  const losses = head.losses.bind(head);
  head.losses = (logits, targets) =>
    scope(() => {
      const { loss_sem_seg } = losses(logits, targets);
      const { bias } = head.predictor;
      // 0, whose gradient is 0 / 0.
      const steep = bias!.sub(bias!.detach()).abs().sqrt().sum();
      return { loss_sem_seg: loss_sem_seg.add(steep) };
    });
  const before = weightsOf(model);
  const error = (await failure(model, load(tinyScenes(2)))) as DivergenceError;
  t.true(error instanceof DivergenceError, String(error));
  t.like(error, { step: 1, source: 'gradients' });
  t.regex(error.message, /the gradients' norm is NaN .*in heads\.drivable \(predictor\.bias\)/);
  t.false(error.message.includes('heads.sem_seg'), error.message);
  t.deepEqual(weightsOf(model), before);
  t.true(
    model.parameters().every(({ grad }) => !grad),
    'no gradient is left',
  );
});
