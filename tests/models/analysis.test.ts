import { type ModelCost, MultiTaskModel, modelCost, tiny } from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import { memory } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';

const part = ({ parts }: ModelCost, name: string) => parts.find((one) => one.name === name)!;

/** One convolution for each level, so that everything can be counted by hand. */
const small = () =>
  new MultiTaskModel({
    backbone: { depth: 18 },
    neck: { outChannels: 32, inFeatures: ['res5'] },
    heads: {
      sem_seg: { kind: 'semanticFpn', numClasses: 7, inFeatures: ['p5'], convsDim: 32, commonStride: 32 },
    },
  });

test('convolutions are counted by hand, the padding included', (t) => {
  using model = small();
  const cost = modelCost(model, { height: 50, width: 64 }); // padded to 64x64: p5 is 2x2
  t.deepEqual(cost.size, { height: 64, width: 64 });
  const pixels = 2 * 2;
  t.is(part(cost, 'neck').flops, 2 * pixels * (512 * 32 + 9 * 32 * 32));
  t.is(part(cost, 'heads.sem_seg').flops, 2 * pixels * (9 * 32 * 32 + 32 * 7));
  t.is(part(cost, 'neck').parameters, 512 * 32 + 32 + 9 * 32 * 32 + 32);
  // Inputs of the two convolutions of the neck.
  t.is(part(cost, 'neck').activations, 4 * pixels * (512 + 32));
  t.is(
    cost.flops,
    cost.parts.reduce((sum, { flops }) => sum + flops, 0),
  );
  assertClose(
    t,
    cost.parts.reduce((sum, { share }) => sum + share, 0),
    1,
    { absolute: 1e-9 },
  );
});

test('ResNet-18 at 224x224 has the 1.8 billion multiplications that its paper counts', (t) => {
  using model = small();
  const { flops } = part(modelCost(model, { height: 224, width: 224 }), 'backbone');
  assertClose(t, flops / 2 / 1.81e9, 1, { absolute: 0.01 }, `${flops}`); // He et al., 2015, Table 1
});

test('attention, dynamic filters and masks are counted; frozen parts keep nothing', (t) => {
  using model = new MultiTaskModel(tiny());
  const before = memory();
  const learning = modelCost(model, { height: 64, width: 96 });
  t.deepEqual(memory(), before);
  t.true(model.training, 'the mode is as it was');
  const [C, D, Q, stages] = [128, 32, 60, 3];
  const dynamic = 2 * Q * C * (2 * C * D) + 4 * Q * 49 * C * D; // filters generated, filters applied
  const attention = 2 * 3 * Q * C * C + 4 * Q * Q * C;
  const linear = 2 * Q * C * (49 * C + C + 2 * 512 + 4 * C + 10 + 4); // output layers, feed-forward, both branches
  t.is(part(learning, 'heads.det').flops, stages * (dynamic + attention + linear));
  model.backbone.requiresGrad_(false);
  const frozen = modelCost(model, { height: 64, width: 96 });
  t.is(part(frozen, 'backbone').activations, 0);
  const backbone = 4 * part(learning, 'backbone').parameters;
  t.is(frozen.memory.gradients, learning.memory.gradients - backbone);
  t.is(frozen.memory.optimizer, 2 * frozen.memory.gradients);
});

test('a size of nothing is refused', (t) => {
  using model = small();
  t.throws(() => modelCost(model, { height: 0, width: 64 }), { instanceOf: OptionError });
});
