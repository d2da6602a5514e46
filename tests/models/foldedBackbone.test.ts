import { type BackboneConfig, type HeadConfig, MultiTaskModel } from '@cotrain/models';
import { StagedOptimizer } from '@cotrain/optim';
import { memory, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { seedDraws } from '../seed.js';

const heads: Record<string, HeadConfig> = { sem_seg: { kind: 'semanticFpn', numClasses: 3, convsDim: 32 } };
const backbones: Record<string, BackboneConfig> = {
  resnet: { kind: 'resnet', depth: 18, res2Channels: 8, stemChannels: 8 },
  clip: { kind: 'clip', layers: [1, 1, 2, 1], width: 8, heads: 2, embedDim: 8, inputResolution: 64 },
  mobilenetV2: { kind: 'mobilenetV2', widthMultiplier: 0.25, padding: 'same', numClasses: 3 },
};
/** Layer to watch with a hook in each backbone. */
const HOOKED: Record<string, string> = { resnet: 'layer1', clip: 'layer1', mobilenetV2: 'features.0' };
const first = (model: MultiTaskModel) => model.backbone.parameters()[0]!;
const STAGES = [
  { name: 'adapt', steps: 2, lr: 1e-2, train: ['neck'] },
  { name: 'finetune', steps: 2, lr: 1e-2, train: 'all' as const },
];
const difference = (a: Tensor, b: Tensor): number => scope(() => Number(a.sub(b).abs().max().item()));

for (const [kind, backbone] of Object.entries(backbones)) {
  test(`${kind}: a frozen backbone's maps come from a copy that lives as long as its weights and its stage`, (t) => {
    seedDraws(0);
    const before = memory();
    const model = new MultiTaskModel({ backbone, neck: { outChannels: 8 }, heads });
    scope(() => {
      // Statistics as after training, so that folding them matters. The last norms of CLIP's blocks are
      // initially zero.
      for (const tensor of [...model.backbone.buffers(), ...model.backbone.parameters()])
        if (tensor.ndim === 1) noGrad(() => tensor.uniform_({ from: 0.5, to: 1.5 }));
      const images = torch.randn([2, 3, 64, 96]);
      const targets = { sem_seg: [0, 1].map(() => torch.randint(0, 3, [64, 96], { dtype: 'uint8' })) };
      const plain = () => noGrad(() => model.eval().features(images));
      const tensors = () => scope(() => memory().tensors);
      const optimizer = new StagedOptimizer(model, STAGES);
      optimizer.train();
      const values = model.backbone.parameters().map((parameter) => parameter.clone());
      const started = tensors();

      const same = (what: string) => {
        const frozen = scope(() => Object.values(model.features(images)));
        const maps = Object.values(plain());
        for (const [i, map] of frozen.entries()) {
          const size = Number(maps[i]!.abs().max().item());
          t.true(difference(map, maps[i]!) < 1e-4 * size, what);
          t.true(map.requiresGrad, 'the neck learns from them');
        }
        optimizer.train();
      };
      scope(() => void model.features(images));
      t.true(tensors() > started + 10, 'a copy is kept');
      const kept = tensors();
      scope(() => void model.features(images));
      t.is(tensors(), kept, 'and used again');
      same('as they were');
      noGrad(() => first(model).mul_(2));
      scope(() => void model.features(images));
      same('after a change of weights');
      noGrad(() => first(model).mul_(0.5));

      model.backward(images, targets);
      optimizer.step();
      optimizer.zeroGrad();
      for (const [i, parameter] of model.backbone.parameters().entries())
        t.true(parameter.equal(values[i]!), 'frozen weights stay bit for bit');

      scope(() => void model.features(images));
      const withCopy = tensors();
      let calls = 0;
      const hook = new Map(model.backbone.namedModules())
        .get(HOOKED[kind]!)!
        .registerForwardHook(() => void calls++);
      scope(() => void model.features(images));
      hook.remove();
      t.is(calls, 1, 'a hook sees its layer run');
      scope(() => void model.features(images));
      optimizer.setStep(2);
      scope(() => void model.features(images));
      t.true(tensors() < withCopy - 10, 'the next stage frees it');
      model.backward(images, targets);
      t.true(Number(first(model).grad!.abs().sum().item()) > 0);

      optimizer.setStep(0);
      const again = tensors();
      scope(() => void model.features(images));
      t.true(tensors() > again + 10, 'kept again');
      optimizer.dispose();
    });
    model.dispose();
    t.deepEqual(memory(), before, 'and goes with the model');
  });
}
