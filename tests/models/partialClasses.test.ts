import {
  type BoxTarget,
  BoxTargetError,
  FasterRcnnHead,
  type MapTarget,
  MaskFormerCriterion,
  MaskFormerHead,
  type MaskTarget,
  MultiTaskModel,
  maskTarget,
  SemanticFpnHead,
  SparseRcnnCriterion,
} from '@cotrain/models';
import { ShapeError } from '@cotrain/nn';
import { AdamW } from '@cotrain/optim';
import { memory, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';

const CLASSES = 3;
const flags = (...known: boolean[]) => torch.tensor(known);
const ints = (...values: number[]) => torch.tensor(BigInt64Array.from(values, BigInt));
const truth = (boxes: number[][], labels: number[], annotated?: Tensor): BoxTarget => ({
  boxes: torch.tensor(boxes.flat(), { shape: [boxes.length, 4] }),
  classes: ints(...labels),
  ...(annotated && { annotated }),
});
const total = (losses: Record<string, Tensor>) => torch.stack(Object.values(losses)).sum();
const isZero = (x: Tensor) => x.eq(0).all().item() as boolean;
const values = (losses: Record<string, Tensor>) =>
  Object.entries(losses).map(([name, loss]) => [name, loss.item()]);

const SIZE = { height: 100, width: 100 };
const OBJECTS = [
  [0, 0, 30, 30],
  [40, 0, 70, 30],
  [0, 40, 30, 70],
  [60, 60, 100, 100],
];

/** Proposals at the positions of the objects. */
const proposals = (images: number) =>
  torch.tensor(OBJECTS.flat(), { shape: [1, 1, 4, 4] }).expand([1, images, 4, 4]);

test('focal loss: classes that were not annotated have no gradient in that image', (t) => {
  const before = memory().tensors;
  scope(() => {
    seedDraws(0);
    using criterion = new SparseRcnnCriterion(CLASSES);
    const logits = torch.randn([1, 2, 4, CLASSES]).requiresGrad_();
    const boxes = proposals(2);
    const loss = (...targets: BoxTarget[]) => criterion.forward({ logits, boxes }, targets, [SIZE, SIZE]);
    const [first, second] = [OBJECTS[0]!, OBJECTS[1]!];
    const plain = [truth([first], [0]), truth([second], [1])] as const;
    const all = flags(true, true, true);
    t.deepEqual(
      values(loss(truth([first], [0], all), truth([second], [1], all))),
      values(loss(...plain)),
      'all annotated is the plain loss',
    );

    total(loss(plain[0], truth([second], [1], flags(false, true, false)))).backward();
    const partial = logits.grad!.clone();
    t.true(isZero(partial.at('...', 1, ':', 0)) && isZero(partial.at('...', 1, ':', 2)));
    t.false(isZero(partial.at('...', 1, ':', 1)));
    logits.grad!.zero_();
    total(loss(...plain)).backward();
    t.deepEqual(
      partial.at(':', 0).toArray(),
      logits.grad!.at(':', 0).toArray(),
      'the other image is as ever',
    );
    t.deepEqual(partial.at('...', 1, ':', 1).toArray(), logits.grad!.at('...', 1, ':', 1).toArray());
  });
  t.is(memory().tensors, before);
});

test('cross-entropy over queries: unannotated classes stand still, "no object" is none of the others', (t) => {
  const before = memory().tensors;
  scope(() => {
    using criterion = new MaskFormerCriterion({ numClasses: CLASSES, noObjectWeight: 1 });
    const logits = torch
      .tensor([
        [2, 0, 1, 0.5],
        [0, 0, 3, 1],
      ])
      .view([1, 1, 2, CLASSES + 1])
      .requiresGrad_();
    const masks = torch.full([1, 1, 2, 4, 4], -5);
    masks.setAt([0, 0, 0], 5);
    const target: MaskTarget = {
      classes: ints(0),
      masks: torch.ones([1, 4, 4], { dtype: 'uint8' }),
      valid: null,
      annotated: flags(true, true, false),
    };
    const loss = criterion.forward({ logits, masks }, [target]).loss_ce!;
    // The first query is matched with class 0. The second should predict "no object", or class 2, which was
    // not annotated.
    const sum = (row: number[]) => row.reduce((all, x) => all + Math.exp(x), 0);
    const matched = -2 + Math.log(sum([2, 0, 1, 0.5]));
    const unmatched = -Math.log(sum([3, 1])) + Math.log(sum([0, 0, 3, 1]));
    assertClose(t, loss.item() as number, (matched + unmatched) / 2, { absolute: 1e-5 });
    loss.backward();
    const gradient = logits.grad!.at(0, 0).toArray() as number[][];
    t.deepEqual(
      gradient.map((row) => row[2]),
      [0, 0],
    );
    t.true(gradient[0]![0]! < 0 && gradient[0]![1]! > 0 && gradient[0]![3]! > 0);
    t.true(gradient[1]![0]! > 0 && gradient[1]![1]! > 0 && gradient[1]![3]! < 0);

    const all = { ...target, annotated: flags(true, true, true) };
    const { annotated: _, ...plain } = target;
    const [given, expected] = [all, plain].map((own) => criterion.forward({ logits, masks }, [own]).loss_ce!);
    assertClose(t, given!.item() as number, expected!.item() as number, { absolute: 1e-6 });
    t.throws(() => criterion.forward({ logits, masks }, [{ ...target, annotated: flags(true) }]), {
      instanceOf: ShapeError,
      message: /target of image 0: annotated classes/,
    });
  });
  t.is(memory().tensors, before);
});

test('mask losses of classes that were not annotated do not occur', (t) => {
  scope(() => {
    const map = torch.tensor(Uint8Array.of(0, 0, 1, 2, 255, 2), { shape: [2, 3] });
    const target = maskTarget({ map, annotated: flags(true, false, true) }, CLASSES, 255, 'image 0');
    t.deepEqual(target.classes.toArray(), [0, 2]);
    t.deepEqual(target.valid!.toArray(), [
      [1, 1, 0],
      [1, 0, 1],
    ]);
    t.throws(() => maskTarget({ map, annotated: flags(true, false) }, CLASSES, 255, 'image 0'), {
      instanceOf: ShapeError,
      message: /image 0: annotated classes/,
    });
    t.throws(() => maskTarget({ map, annotated: torch.ones([3]) }, CLASSES, 255, 'image 0'), {
      instanceOf: ShapeError,
      message: /bool/,
    });
  });
});

const SPECS = { p2: { channels: 4, stride: 4 } };

test('cross-entropy over pixels: unannotated classes stand still', (t) => {
  const before = memory().tensors;
  scope(() => {
    seedDraws(0);
    using head = new SemanticFpnHead(SPECS, { numClasses: CLASSES, inFeatures: ['p2'], convsDim: 32 });
    const maps = { p2: torch.randn([2, 4, 2, 2]) };
    const [whole, part] = [torch.zeros([8, 8], { dtype: 'uint8' }), torch.ones([8, 8], { dtype: 'uint8' })];
    part.setAt([0], 2); // of a class that was not annotated: ignored
    const gradient = (...targets: MapTarget[]) => {
      head.zeroGrad();
      const { loss_sem_seg: loss } = head.losses(head.forward(maps), targets);
      loss.backward();
      return { loss: loss.item() as number, bias: head.predictor.bias!.grad!.toArray() as number[] };
    };
    const all = flags(true, true, true);
    t.deepEqual(gradient({ map: whole, annotated: all }, part), gradient(whole, part));
    const partial = { map: part, annotated: flags(true, true, false) };
    const { bias } = gradient(partial, partial);
    t.is(bias[2], 0);
    t.true(bias[0]! > 0 && bias[1]! < 0);
    const ignored = part.clone();
    ignored.setAt([0], 255);
    t.is(gradient(partial, partial).loss, gradient({ ...partial, map: ignored }, partial).loss);
    t.is(
      gradient(
        { map: part, annotated: flags(true, false, false) },
        { map: part, annotated: flags(true, false, false) },
      ).loss,
      0,
    );
  });
  t.is(memory().tensors, before);
});

test('Faster R-CNN: classes that were not annotated have no gradient', (t) => {
  const before = memory().tensors;
  scope(() => {
    seedDraws(0);
    const specs = Object.fromEntries(
      [4, 8, 16, 32, 64].map((stride, i) => [`p${i + 2}`, { channels: 8, stride }]),
    );
    using head = new FasterRcnnHead(specs, { numClasses: CLASSES, fcDim: 16, roiSize: 3 });
    const maps = Object.fromEntries(
      Object.entries(specs).map(([name, { stride }]) => [
        name,
        torch.randn([2, 8, 128 / stride, 128 / stride]),
      ]),
    );
    const size = { height: 128, width: 128 };
    const batch = { padded: size, sizes: [size, size], outputs: [size, size] };
    const learn = (...targets: BoxTarget[]) => {
      total(head.losses(head.forward(maps, batch), targets, batch)).backward();
      return head.roiHeads.boxPredictor.clsScore.weight.grad!;
    };
    const box = [10, 10, 70, 60];
    const some = flags(true, false, true);
    const grad = learn(truth([box], [0], some), truth([], [], some));
    t.true(isZero(grad.at(1)));
    for (const row of [0, 2, 3]) t.false(isZero(grad.at(row)), `row ${row}`);
    t.throws(() => learn(truth([box], [1], some), truth([], [])), {
      instanceOf: BoxTargetError,
      message: /image 0 of the batch: box 0 has the class id 1, which was not annotated/,
    });
  });
  t.is(memory().tensors, before);
});

test('the multi-task model takes partial targets of all kinds', (t) => {
  scope(() => {
    seedDraws(0);
    using model = new MultiTaskModel({
      backbone: { depth: 18, norm: 'frozen' },
      neck: { outChannels: 32 },
      heads: { drivable: { kind: 'semanticFpn', numClasses: CLASSES, convsDim: 32 } },
    });
    const annotated = flags(true, false, true);
    const map = torch.zeros([64, 64], { dtype: 'uint8' });
    model.train();
    const { losses } = model.backward(torch.randn([2, 3, 64, 64]), { drivable: [{ map, annotated }, null] });
    t.true(Number.isFinite(losses.drivable!.loss_sem_seg!.item()));
    const head = model.heads.get('drivable') as unknown as SemanticFpnHead;
    t.deepEqual(
      (head.predictor.bias!.grad!.toArray() as number[]).map((value) => value !== 0),
      [true, false, true],
    );
  });
});

// Two data sets with the same scenes: one has labels of classes 0 and 1, the other of class 2.

const FEATURES = torch.eye(4); // an object of each class, and something else
const FIRST = [true, true, false] as const;
const SECOND = [false, false, true] as const;

/** Scores of a linear classifier with the logits [4, outputs] after training with `loss`. */
function learn(outputs: number, loss: (logits: Tensor) => Tensor, activation: (logits: Tensor) => Tensor) {
  return scope(() => {
    seedDraws(0);
    const weight = torch.randn([4, outputs]).mul(0.01).requiresGrad_();
    const optimizer = new AdamW([weight], { lr: 0.1, weightDecay: 0 });
    for (let step = 0; step < 120; step++) {
      scope(() => loss(FEATURES.matmul(weight)).backward());
      optimizer.step();
      optimizer.zeroGrad();
    }
    optimizer.dispose();
    return noGrad(() => activation(FEATURES.matmul(weight)).toArray()) as number[][];
  });
}

test('a class annotated in one data set only is learned from there: Sparse R-CNN', (t) => {
  const boxes = OBJECTS.slice(0, 3);
  const scores = (partial: boolean) =>
    learn(
      CLASSES,
      (logits) => {
        using criterion = new SparseRcnnCriterion(CLASSES);
        const known = (flagged: readonly boolean[]) => (partial ? flags(...flagged) : undefined);
        const targets = [
          truth(boxes.slice(0, 2), [0, 1], known(FIRST)),
          truth(boxes.slice(2), [2], known(SECOND)),
        ];
        const outputs = {
          logits: logits.view([1, 1, 4, CLASSES]).expand([1, 2, 4, CLASSES]),
          boxes: proposals(2),
        };
        return criterion.forward(outputs, targets, [SIZE, SIZE]).loss_ce!;
      },
      (logits) => logits.sigmoid(),
    );
  const [partial, naive] = [scores(true), scores(false)];
  for (let id = 0; id < CLASSES; id++) {
    t.true(partial[id]![id]! > 0.8, `class ${id}: ${partial[id]}`);
    t.true(naive[id]![id]! < 0.6, `unlearned without partial labels: class ${id}: ${naive[id]}`);
    for (let other = 0; other < 4; other++)
      if (other !== id) t.true(partial[other]![id]! < 0.2, `class ${id} at object ${other}`);
  }
});

test('a class annotated in one data set only is learned from there: MaskFormer', (t) => {
  const masks = torch.full([4, 2, 2], -8);
  for (let query = 0; query < 4; query++) masks.setAt([query, query >> 1, query & 1], 8);
  const scores = (partial: boolean) =>
    learn(
      CLASSES + 1,
      (logits) => {
        using criterion = new MaskFormerCriterion({ numClasses: CLASSES, noObjectWeight: 1 });
        const target = (map: number[], known: readonly boolean[]) => {
          const tensor = torch.tensor(Uint8Array.from(map), { shape: [2, 2] });
          return maskTarget(partial ? { map: tensor, annotated: flags(...known) } : tensor, CLASSES, 255, '');
        };
        const targets = [target([0, 1, 255, 255], FIRST), target([255, 255, 2, 255], SECOND)];
        const outputs = {
          logits: logits.view([1, 1, 4, CLASSES + 1]).expand([1, 2, 4, CLASSES + 1]),
          masks: masks.expand([1, 2, 4, 2, 2]),
        };
        return criterion.forward(outputs, targets).loss_ce!;
      },
      (logits) => logits.softmax(-1),
    );
  const [partial, naive] = [scores(true), scores(false)];
  for (let id = 0; id < 4; id++) t.true(partial[id]![id]! > 0.8, `class ${id}: ${partial[id]}`);
  for (let id = 0; id < CLASSES; id++) t.true(naive[id]![id]! < 0.6, `class ${id}: ${naive[id]}`);
});

test('a class annotated in one data set only is learned from there: semantic FPN', (t) => {
  scope(() => {
    seedDraws(0);
    using head = new SemanticFpnHead(SPECS, { numClasses: CLASSES, inFeatures: ['p2'], convsDim: 32 });
    // Stripes of the classes, wide enough that their middles are not affected by their neighbours.
    const stripe = (column: number) => Math.floor(column / 6);
    const pixels = Array.from({ length: 18 }, (_, column) => stripe(column));
    const one = Array.from({ length: 4 }, (_, channel) => pixels.map((id) => (id === channel ? 1 : 0)));
    const p2 = torch.tensor(one).view([1, 4, 1, 18]).expand([2, 4, 4, 18]);
    const target = (known: readonly boolean[]): MapTarget => {
      const row = Uint8Array.from({ length: 72 }, (_, x) => (known[stripe(x >> 2)] ? stripe(x >> 2) : 255));
      return { map: torch.tensor(row).expand([16, 72]).contiguous(), annotated: flags(...known) };
    };
    const targets = [target(FIRST), target(SECOND)];
    const optimizer = new AdamW(head.parameters(), { lr: 0.02, weightDecay: 0 });
    for (let step = 0; step < 40; step++) {
      scope(() => head.losses(head.forward({ p2 }), targets).loss_sem_seg.backward());
      optimizer.step();
      optimizer.zeroGrad();
    }
    optimizer.dispose();
    const best = noGrad(() => head.forward({ p2 }).argmax({ dim: 1 }))
      .at(0, 2)
      .toArray() as number[];
    t.deepEqual(
      [2, 3, 8, 9, 14, 15].map((column) => best[column]),
      [0, 0, 1, 1, 2, 2],
    );
  });
});

test('MaskFormer takes partial class maps', (t) => {
  scope(() => {
    seedDraws(0);
    const specs = Object.fromEntries(
      [4, 8, 16, 32].map((stride, i) => [`p${i + 2}`, { channels: 8, stride }]),
    );
    using head = new MaskFormerHead(specs, {
      ...{ numClasses: CLASSES, convsDim: 32, maskDim: 8, numQueries: 4, hiddenDim: 8, numHeads: 2 },
      ...{ dimFeedforward: 16, decLayers: 1 },
    });
    const size = { height: 64, width: 64 };
    const maps = Object.fromEntries(
      Object.entries(specs).map(([name, { stride }]) => [
        name,
        torch.randn([1, 8, 64 / stride, 64 / stride]),
      ]),
    );
    const batch = { padded: size, sizes: [size], outputs: [size] };
    const map = torch.ones([64, 64], { dtype: 'uint8' });
    const partial = { map, annotated: flags(true, true, false) };
    total(head.losses(head.forward(maps), [partial], batch)).backward();
    const rows = head.predictor.classEmbed!.bias!.grad!.toArray() as number[];
    t.deepEqual(
      rows.map((value) => value !== 0),
      [true, true, false, true],
    );
    t.throws(() => head.losses(head.forward(maps), [{ ...partial, map: map.at('1:') }], batch), {
      instanceOf: ShapeError,
    });
  });
});
