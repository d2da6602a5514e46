import { detectron2Fpn, detectron2ResNet, Fpn, mapKeys, ResNet } from '@cotrain/models';
import type { StateDict } from '@cotrain/nn';
import { type DType, loadFile, scope, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { relativeError } from './compare.js';
import { goldenState } from './hashFill.js';
import { hashTensor, hashUniform } from './hashUniform.js';

// fpn_tiny_BN_*: detectron2's bottleneck ResNet and FPN at narrow widths (the .json beside each file). Their
// loss is the sum over p2..p5 of the map times hash_tensor('g.' + name).

const golden = (name: string) =>
  loadFile(new URL(`../golden/models/${name}.safetensors`, import.meta.url).pathname);
const strip = (tensors: StateDict, prefix: string) => mapKeys(tensors, [['*', '*']], { prefix }).state;

function runCase(name: string, dtype: DType) {
  const tensors = golden(name);
  const backbone = new ResNet({ depth: 50, stemChannels: 8, res2Channels: 32, widthPerGroup: 8 });
  const neck = new Fpn(backbone.outputs, { outChannels: 32, lastLevelMaxPool: true });
  const state = goldenState('fpn_tiny_BN', strip(tensors, 'sd.'));
  backbone.loadStateDict(mapKeys(state, detectron2ResNet, { prefix: 'bottom_up.' }).state);
  neck.loadStateDict(mapKeys(state, detectron2Fpn).state);
  for (const module of [backbone, neck]) module.to({ dtype }).train(name.endsWith('train'));

  const x = tensors['in.x']!.to({ dtype }).requiresGrad_();
  const maps = neck.forward(backbone.forward(x));
  const terms = ['p2', 'p3', 'p4', 'p5'].map((level) => {
    return maps[level]!.mul(hashTensor(`g.${level}`, maps[level]!.shape).to({ dtype })).sum();
  });
  const loss = torch.stack(terms).sum();
  loss.backward();

  const prefix = { inverse: true, newPrefix: 'bottom_up.' };
  const gradsOf = (module: ResNet | Fpn): StateDict =>
    Object.fromEntries(module.namedParameters().map(([key, parameter]) => [key, parameter.grad!]));
  const grads: StateDict = {
    x: x.grad!,
    ...mapKeys(gradsOf(backbone), detectron2ResNet, prefix).state,
    ...mapKeys(gradsOf(neck), detectron2Fpn, { inverse: true }).state,
  };
  const after = mapKeys(backbone.stateDict(), detectron2ResNet, prefix).state;
  return { tensors, maps, loss, grads, after, modules: [backbone, neck] };
}

function worst(actual: StateDict, expected: StateDict): { key: string; error: number } {
  const errors = Object.entries(expected).map(([key, tensor]) => {
    return { key, error: actual[key] ? relativeError(actual[key], tensor) : Number.POSITIVE_INFINITY };
  });
  return errors.reduce((a, b) => (b.error > a.error ? b : a));
}

const cases = [
  { name: 'fpn_tiny_BN_eval', dtype: 'float32', forward: 1e-5, backward: 1e-4 },
  // Batch statistics over so few pixels are ill-conditioned: the official float32 values are accurate to 2e-3
  // (golden/README.md).
  { name: 'fpn_tiny_BN_train', dtype: 'float64', forward: 2e-3, backward: 2e-3 },
] as const;

for (const { name, dtype, forward, backward } of cases) {
  test(`${name}: outputs, loss, gradients and statistics equal detectron2's (${dtype})`, (t) => {
    scope(() => {
      const { tensors, maps, loss, grads, after, modules } = runCase(name, dtype);
      const outputs = strip(tensors, 'out.');
      const { loss: goldenLoss, ...goldenMaps } = outputs;
      t.deepEqual(Object.keys(maps), ['p2', 'p3', 'p4', 'p5', 'p6']);
      const statistics = strip(tensors, 'after.');
      const report = {
        maps: worst(maps, goldenMaps),
        loss: { key: 'loss', error: relativeError(loss, goldenLoss!) },
        grads: worst(grads, strip(tensors, 'grad.')),
        statistics: name.endsWith('train') ? worst(after, statistics) : { key: 'none', error: 0 },
      };
      t.log(
        Object.values(report)
          .map(({ key, error }) => `${key} ${error.toExponential(1)}`)
          .join(', '),
      );
      t.true(report.maps.error <= forward, `${report.maps.key}: ${report.maps.error}`);
      t.true(report.loss.error <= forward, `loss: ${report.loss.error}`);
      t.true(report.grads.error <= backward, `${report.grads.key}: ${report.grads.error}`);
      t.true(report.statistics.error <= forward, `${report.statistics.key}: ${report.statistics.error}`);
      for (const module of modules) module.dispose();
    });
  });
}

test('the detectron2 key table covers the whole state dict, both ways', (t) => {
  scope(() => {
    const state = goldenState('fpn_tiny_BN', strip(golden('fpn_tiny_BN_train'), 'sd.'));
    const backbone = mapKeys(state, detectron2ResNet, { prefix: 'bottom_up.' });
    const neck = mapKeys(state, detectron2Fpn);
    const back = {
      ...mapKeys(backbone.state, detectron2ResNet, { inverse: true, newPrefix: 'bottom_up.' }).state,
      ...mapKeys(neck.state, detectron2Fpn, { inverse: true }).state,
    };
    t.deepEqual(Object.keys(back).sort(), Object.keys(state).sort());
    t.true(Object.keys(state).every((key) => back[key] === state[key]));
  });
});

test('hashUniform gives the numbers of golden/README.md', (t) => {
  const expected = [0.600065, 0.5308774, 0.3213542, -0.3274083];
  for (const [i, value] of hashUniform('abc.weight', 4).entries())
    assertClose(t, value, expected[i]!, { absolute: 1e-7 });
});
