// MobileNetV2 and Swin compared with plain PyTorch: tests/golden/models/make_backbones.py.
import { existsSync, readFileSync } from 'node:fs';
import { type Backbone, MobileNetV2, type MobileNetV2Options, SwinTransformer } from '@cotrain/models';
import { Dropout } from '@cotrain/nn';
import { loadFile, memory, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { hashUniform } from './hashUniform.js';

interface Case {
  size: [height: number, width: number];
  training: boolean;
  padding?: 'torch' | 'same';
  shapes: Record<string, number[]>;
  outputs: Record<string, number[]>;
  imageGrad: number[];
  grads: Record<string, number[]>;
  statistics: Record<string, number[]>;
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../golden/models/${name}.json`, import.meta.url), 'utf8'));
const golden: Record<'mobilenetV2' | 'swin', { keys: Record<string, number[]>; cases: Case[] }> =
  read('backbones');

const SAMPLES = 16;

/** The part of a tensor that `sample` of make_backbones.py stores. */
function sample(tensor: Tensor): number[] {
  return scope(() => {
    const flat = tensor.detach().to('float64').flatten();
    const step = Math.max(1, Math.floor(flat.numel() / SAMPLES));
    const some = flat.at(`::${step}`).toArray() as number[];
    return [Number(flat.sum().item()), Number(flat.abs().mean().item()), ...some.slice(0, SAMPLES)];
  });
}

/**
 * Largest difference relative to the tensor's own size. For the sum, relative to a sum of the same length.
 */
function difference(tensor: Tensor, [sum, mean, ...values]: number[]): number {
  const [ownSum, ownMean, ...own] = sample(tensor);
  // The gradient of a bias before a batch norm consists of rounding only, about 1e-15 here, and differs
  // between processors.
  const scale = Math.max(mean!, 1e-8);
  const differences = [
    (ownSum! - sum!) / tensor.numel(),
    ownMean! - mean!,
    ...values.map((x, i) => x - own[i]!),
  ];
  return (
    Math.max(...differences.map((x) => (Number.isNaN(x) ? Number.POSITIVE_INFINITY : Math.abs(x)))) / scale
  );
}

/** Cached, because many cases fill the same tensors. */
const hashed = new Map<string, Float32Array>();

function hashTensor(name: string, shape: number[]): Tensor {
  const key = `${name} ${shape}`;
  if (!hashed.has(key))
    hashed.set(
      key,
      hashUniform(
        name,
        shape.reduce((a, b) => a * b, 1),
      ),
    );
  return torch.tensor(hashed.get(key)!, { shape });
}

/** Fills every weight and statistic as make_backbones.py does. */
function fill(model: Backbone): void {
  for (const [key, tensor] of Object.entries(model.stateDict())) {
    if (!tensor.isFloatingPoint()) continue;
    const values = hashTensor(key, tensor.shape).to('float64');
    const isScale = key.includes('running_var') || (key.endsWith('weight') && tensor.ndim === 1);
    if (tensor.ndim > 1 && !key.endsWith('table')) {
      values.mul_(Math.sqrt(3 / tensor.shape.slice(1).reduce((a, b) => a * b, 1)));
    } else values.mul_(isScale ? 0.5 : 0.1).add_(isScale ? 1 : 0);
    noGrad(() => tensor.copy_(values));
  }
}

function check(
  t: ExecutionContext,
  model: Backbone,
  own: Case,
  logitsOf: (maps: Record<string, Tensor>, images: Tensor) => Tensor,
) {
  model.to({ dtype: 'float64' }).train(own.training);
  for (const module of model.modules()) if (module instanceof Dropout) module.eval();
  fill(model);
  const images = hashTensor('images', [2, 3, ...own.size])
    .to('float64')
    .requiresGrad_();
  const maps = model.forward(images);
  t.deepEqual(Object.fromEntries(Object.entries(maps).map(([name, map]) => [name, map.shape])), own.shapes);
  for (const [i, { channels, stride }] of Object.values(model.outputs).entries())
    t.deepEqual(Object.values(own.shapes)[i], [2, channels, ...own.size.map((n) => Math.ceil(n / stride))]);
  const outputs: Record<string, Tensor> = { ...maps, logits: logitsOf(maps, images) };
  const terms = Object.entries(outputs).map(([name, x]) =>
    x
      .mul(hashTensor(`g.${name}`, x.shape).to('float64'))
      .sum()
      .div(x.numel()),
  );
  torch.stack(terms).sum().backward();
  const close = (what: string, tensor: Tensor, expected: number[], tolerance: number) => {
    const off = difference(tensor, expected);
    t.true(off < tolerance, `${what}: ${off}`);
  };
  for (const [name, expected] of Object.entries(own.outputs)) close(name, outputs[name]!, expected, 1e-7);
  close('images', images.grad!, own.imageGrad, 1e-5);
  const parameters = model.namedParameters();
  t.deepEqual(parameters.map(([key]) => key).sort(), Object.keys(own.grads).sort());
  for (const [key, { grad }] of parameters) close(key, grad!, own.grads[key]!, 1e-5);
  const state = model.stateDict();
  for (const [key, expected] of Object.entries(own.statistics)) close(key, state[key]!, expected, 1e-7);
}

for (const own of golden.mobilenetV2.cases)
  test(`MobileNetV2, padding ${own.padding}, ${own.size.join('x')}, ${own.training ? 'training' : 'evaluation'}`, (t) => {
    const before = memory();
    scope(() => {
      const options: MobileNetV2Options = { widthMultiplier: 0.25, padding: own.padding!, numClasses: 5 };
      using model = new MobileNetV2(options);
      check(t, model, own, (maps) => model.classify(maps.res5!));
    });
    t.deepEqual(memory(), before);
  });

for (const own of golden.swin.cases)
  test(`Swin, ${own.size.join('x')}`, (t) => {
    const before = memory();
    scope(() => {
      const sizes = { embedDim: 8, depths: [2, 2, 2, 1], heads: [1, 2, 2, 4], windowSize: 4, mlpRatio: 2 };
      using model = new SwinTransformer({ ...sizes, numClasses: 5 });
      check(t, model, own, (_, images) => model.classify(images));
      // Without random dropping, training computes the same.
      using sure = new SwinTransformer({ ...sizes, dropPath: 0, numClasses: 5 });
      check(t, sure, { ...own, training: true }, (_, images) => sure.classify(images));
    });
    t.deepEqual(memory(), before);
  });

test('keys and shapes are the official ones', (t) => {
  for (const [kind, make] of Object.entries({
    mobilenetV2: () => new MobileNetV2({ numClasses: 1000 }),
    swin: () => new SwinTransformer({ numClasses: 1000 }),
  })) {
    using model = make();
    const shapes = Object.entries(model.stateDict()).map(([key, { shape }]) => [key, shape]);
    t.deepEqual(shapes, Object.entries(golden[kind as 'swin'].keys));
  }
});

const REAL = '../shared/weights/mobilenet_v2_imagenet.safetensors';

(existsSync(REAL) ? test : test.skip)("Google's weights give what they give in PyTorch", (t) => {
  const expected: { classes: number; top: number[]; outputs: Record<string, number[]> } =
    read('mobilenet_v2_imagenet');
  scope(() => {
    using model = new MobileNetV2({ padding: 'same', numClasses: expected.classes }).eval();
    model.loadStateDict(loadFile(REAL));
    const maps = noGrad(() => model.forward(hashTensor('images', [2, 3, 96, 128])));
    const logits = noGrad(() => model.classify(maps.res5!));
    t.deepEqual((logits.argmax({ dim: 1 }).toArray() as bigint[]).map(Number), expected.top);
    for (const [name, values] of Object.entries(expected.outputs))
      t.true(difference({ ...maps, logits }[name]!, values) < 1e-3, name);
  });
});
