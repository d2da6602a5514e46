// Heads whose insides are computed again in the backward pass.
import { type MultiTaskConfig, MultiTaskModel } from '@cotrain/models';
import { mapValues, OptionError } from '@cotrain/nn';
import { manualSeed, memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';

const TRANSFORMER = { numHeads: 2, dimFeedforward: 16 };
const CONFIG: MultiTaskConfig = {
  backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
  neck: { outChannels: 16, lastLevelMaxPool: true },
  heads: {
    det: {
      ...{ kind: 'sparseRcnn', numClasses: 3, numProposals: 5, numStages: 2, dropout: 0.2 },
      ...{ ...TRANSFORMER, dimDynamic: 4 },
    },
    // Batch norms, whose statistics must change once.
    sem: { kind: 'maskFormer', numClasses: 3, numQueries: 4, decLayers: 1, norm: 'batch', ...TRANSFORMER },
    lanes: { kind: 'semanticFpn', numClasses: 3, convsDim: 32, norm: 'batch' },
    boxes: { kind: 'fasterRcnn', numClasses: 3, fcDim: 16 },
  },
};
const HEADS = ['heads.det', 'heads.sem', 'heads.lanes', 'heads.boxes'];

const boxes = () => ({
  boxes: torch.tensor([[4, 4, 40, 30]]),
  classes: torch.tensor([1], { dtype: 'int64' }),
});

const targets = () => ({
  det: [boxes()],
  sem: [torch.ones([64, 64], { dtype: 'uint8' })],
  lanes: [torch.ones([64, 64], { dtype: 'uint8' })],
  boxes: [boxes()],
});

const numbersOf = (tensor: Tensor): number[] =>
  tensor.flatten().to({ dtype: 'float64' }).toArray() as number[];

/** Names of modules in the order in which they are run. */
function watch(model: MultiTaskModel, path: RegExp): string[] {
  const order: string[] = [];
  for (const [name, module] of model.namedModules()) {
    if (!path.test(name)) continue;
    const forward = module.forward.bind(module);
    const value = (...args: never[]) => {
      order.push(name);
      return forward(...args);
    };
    Object.defineProperty(module, 'forward', { value });
  }
  return order;
}

/** What a backward pass leaves: gradients and buffers by key. */
function learned(parts: readonly string[], prepare: (model: MultiTaskModel) => void = () => {}) {
  return scope(() => {
    manualSeed(3);
    using model = new MultiTaskModel(CONFIG);
    model.recomputeParts(parts);
    prepare(model);
    const order = watch(
      model,
      /^heads\.(det\.head\.head_series\.\d|sem\.pixel_decoder\.layer_\d|lanes\.p\d|boxes\..*rpn_head)$/,
    );
    model.backward(torch.randn([1, 3, 64, 64]), targets());
    const gradients = model.namedParameters().flatMap(([name, { grad }]) => (grad ? [[name, grad]] : []));
    const tensors = Object.fromEntries([...gradients, ...model.namedBuffers()]) as Record<string, Tensor>;
    return { order, values: mapValues(tensors, numbersOf) };
  });
}

test.serial('heads computed again have the same gradients, statistics and random numbers', (t) => {
  const before = memory().tensors;
  const plain = learned([]);
  const again = learned(HEADS);
  t.deepEqual(Object.keys(again.values), Object.keys(plain.values));
  for (const [key, value] of Object.entries(plain.values))
    assertClose(t, again.values[key]!, value, { relative: 1e-4 }, key);
  const stages = ['heads.det.head.head_series.0', 'heads.det.head.head_series.1'];
  const levels = [3, 2, 1].map((level) => `heads.sem.pixel_decoder.layer_${level}`);
  const coarsest = 'heads.sem.pixel_decoder.layer_4';
  const maps = [2, 3, 4, 5].map((level) => `heads.lanes.p${level}`);
  const rpn = Array.from({ length: 5 }, () => 'heads.boxes.proposal_generator.rpn_head');
  t.deepEqual(plain.order, [...stages, coarsest, ...levels, ...maps, ...rpn]);
  t.deepEqual(again.order, [
    ...[...stages, ...stages.toReversed()],
    ...[coarsest, ...levels, ...levels.toReversed()],
    ...[...maps, ...maps.toReversed()],
    ...[...rpn, ...rpn],
  ]);
  t.is(memory().tensors, before);
});

test.serial('a frozen head passes its gradients on, and is not computed again if nothing learns', (t) => {
  const before = memory().tensors;
  const freeze = (path: RegExp) => (model: MultiTaskModel) => {
    for (const [name, parameter] of model.namedParameters())
      if (path.test(name)) parameter.requiresGrad_(false);
  };
  const plain = learned([], freeze(/^heads/));
  const again = learned(HEADS, freeze(/^heads/));
  for (const [key, value] of Object.entries(plain.values))
    assertClose(t, again.values[key]!, value, { relative: 1e-4 }, key);
  const onlyQueries = learned(['heads.sem'], freeze(/^(?!heads\.sem\.predictor)/));
  t.deepEqual(
    onlyQueries.order.filter((name) => name.endsWith('layer_1')),
    ['heads.sem.pixel_decoder.layer_1'],
  );
  t.is(memory().tensors, before);
});

test('what cannot be computed again is refused, with what can', (t) => {
  using model = new MultiTaskModel(CONFIG);
  t.throws(() => model.recomputeParts(['heads.none']), {
    instanceOf: OptionError,
    message: /'heads\.none' cannot be recomputed; possible are backbone, neck, heads\.det, heads\.sem/,
  });
  model.recomputeParts(['heads.det']);
  model.recomputeParts([]);
  t.deepEqual(model.recomputed, []);
});
