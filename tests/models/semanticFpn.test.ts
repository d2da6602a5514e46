import { readFileSync } from 'node:fs';
import { type ClassMap, SemanticFpnHead } from '@cotrain/models';
import { ShapeError, type StateDict } from '@cotrain/nn';
import { memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { hashTensor, hashUniform } from '../parity/hashUniform.js';

// The head written with PyTorch's functions: tests/golden/models/make_semantic_fpn.py.

const golden: {
  channels: number;
  convs: number;
  classes: number;
  height: number;
  width: number;
  shapes: Record<string, number[]>;
  logits: number[];
  loss: number;
  grads: Record<string, number[]>;
  gradP5: number[];
  prediction: number[];
} = JSON.parse(readFileSync(new URL('../golden/models/semantic_fpn.json', import.meta.url), 'utf8'));

const { channels, convs, classes, height, width } = golden;
const STRIDES = { p2: 4, p3: 8, p4: 16, p5: 32 };
const SPECS = Object.fromEntries(
  Object.entries(STRIDES).map(([name, stride]) => [name, { channels, stride }]),
);

function goldenWeights(): StateDict {
  return Object.fromEntries(
    Object.entries(golden.shapes).map(([key, shape]) => {
      const values = hashTensor(key, shape);
      if (shape.length === 4) return [key, values.mul(Math.sqrt(3 / (shape[1]! * shape[2]! * shape[3]!)))];
      return [key, key.endsWith('weight') ? values.mul(0.1).add(1) : values.mul(0.1)];
    }),
  );
}

function goldenMaps(): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(STRIDES).map(([name, stride]) => {
      return [name, hashTensor(`in.${name}`, [2, channels, height / stride, width / stride]).requiresGrad_()];
    }),
  );
}

function goldenTarget(): Tensor {
  const labels = hashUniform('target', 2 * height * width).map((u) =>
    Math.floor((u * 0.5 + 0.5) * (classes + 1)),
  );
  return torch.tensor(
    Uint8Array.from(labels, (label) => (label === classes ? 255 : label)),
    { shape: [2, height, width] },
  );
}

const makeHead = () => new SemanticFpnHead(SPECS, { numClasses: classes, convsDim: convs });

test('keys, logits, loss, gradients and class maps equal the reference', (t) => {
  scope(() => {
    using head = makeHead();
    head.loadStateDict(goldenWeights());
    const maps = goldenMaps();
    const logits = head.forward(maps);
    t.deepEqual(logits.shape, [2, classes, height / 4, width / 4]);
    assertClose(t, logits, golden.logits, { relative: 1e-5 });
    const { loss_sem_seg: loss } = head.losses(logits, goldenTarget().unbind());
    assertClose(t, loss, [golden.loss], { relative: 1e-5 });
    loss.backward();
    const parameters = Object.fromEntries(head.namedParameters());
    for (const [key, grad] of Object.entries(golden.grads)) {
      assertClose(t, parameters[key]!.grad!, grad, { relative: 1e-4 }, key);
    }
    assertClose(t, maps.p5!.grad!, golden.gradP5, { relative: 1e-4 });
    const sizes = [
      { height: 60, width: 90 },
      { height, width },
    ];
    const outputs = [
      { height: 30, width: 45 },
      { height, width },
    ];
    const batch = { padded: { height, width }, sizes, outputs };
    const [first, second] = head.predict(logits, batch);
    t.is(first!.dtype, 'uint8');
    t.deepEqual(first!.shape, [30, 45]);
    t.deepEqual(second!.shape, [height, width]);
    t.deepEqual((first!.toArray() as number[][]).flat(), golden.prediction);
    const [scored] = head.predictScored(logits, batch);
    t.true(scored!.labels.equal(first!));
    t.deepEqual(scored!.scores.shape, [30, 45]);
    const number = (tensor: Tensor) => tensor.item() as number;
    t.true(number(scored!.scores.max()) <= 1 && number(scored!.scores.min()) >= 1 / classes);
  });
});

test('the score of a pixel is the probability of its class', (t) => {
  scope(() => {
    using head = makeHead();
    const logits = torch.full([1, classes, 1, 1], 0);
    logits.at(0, 1, 0, 0).fill_(Math.log(3));
    const size = { height: 4, width: 4 };
    const [{ labels, scores }] = head.predictScored(logits, {
      padded: size,
      sizes: [size],
      outputs: [size],
    }) as [ClassMap];
    t.true(labels.eq(1).all().item() as boolean);
    const off = scores
      .sub(3 / (classes + 2))
      .abs()
      .max();
    t.true((off.item() as number) < 1e-6);
  });
});

test('ignored pixels cost nothing, and a batch of nothing else costs 0 with gradients of 0', (t) => {
  scope(() => {
    using head = makeHead();
    const logits = torch.randn([1, classes, 8, 8]).requiresGrad_();
    const target = torch.full([32, 32], 255, { dtype: 'uint8' });
    const { loss_sem_seg: loss } = head.losses(logits, [target]);
    t.is(loss.item(), 0);
    loss.backward();
    t.is(logits.grad!.abs().max().item(), 0);
  });
});

test('the loss weight scales the loss', (t) => {
  scope(() => {
    using head = new SemanticFpnHead(SPECS, { numClasses: classes, convsDim: convs, lossWeight: 0.7 });
    using plain = makeHead();
    const logits = torch.randn([1, classes, 8, 8]);
    const target = torch.zeros([32, 32], { dtype: 'int64' });
    const weighted = Number(head.losses(logits, [target]).loss_sem_seg.item());
    assertClose(t, weighted / Number(plain.losses(logits, [target]).loss_sem_seg.item()), 0.7, {
      absolute: 1e-6,
    });
  });
});

test('memory returns to the baseline', (t) => {
  const baseline = memory();
  const head = makeHead();
  scope(() => head.losses(head.forward(goldenMaps()), goldenTarget().unbind()).loss_sem_seg.backward());
  scope(() => {
    const logits = torch.zeros([1, classes, 2, 2]);
    const size = { height: 8, width: 8 };
    const before = memory().tensors;
    head.predict(logits, { padded: size, sizes: [size], outputs: [size] });
    t.is(memory().tensors, before + 1, 'the class map and nothing else');
  });
  head.dispose();
  t.deepEqual(memory(), baseline);
});

test('what does not fit is refused', (t) => {
  scope(() => {
    using head = makeHead();
    const logits = torch.zeros([2, classes, 16, 24]);
    t.throws(() => head.losses(logits, torch.zeros([2, 60, 96]).unbind()), {
      instanceOf: ShapeError,
      message: 'SemanticFpnHead(5 classes): expected [2, 64, 96], got [2, 60, 96]',
    });
    t.throws(() => head.losses(torch.zeros([2, 3, 16, 24]), torch.zeros([2, 64, 96]).unbind()), {
      instanceOf: ShapeError,
    });
    t.throws(() => head.forward({ p2: torch.zeros([1, 6, 4, 4]) }), {
      message: /no feature map 'p3'; there are p2/,
    });
    t.throws(() => new SemanticFpnHead(SPECS, {} as never), {
      message: /numClasses must be a whole number above 0, but it is missing/,
    });
    t.throws(() => new SemanticFpnHead(SPECS, { numClasses: 2, convDims: 8 } as never), {
      message: /'convsDim'/,
    });
  });
});
