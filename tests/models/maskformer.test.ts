import { readFileSync } from 'node:fs';
import {
  ClassIndexError,
  type MaskFormerCriterion as Criterion,
  MaskFormerCriterion,
  MaskFormerHead,
  type MaskFormerHeadOptions,
  MaskProduct,
  type MaskTarget,
  masksOf,
  maskTarget,
  NonFiniteOutputError,
} from '@cotrain/models';
import { functional, OptionError, ShapeError, type StateDict } from '@cotrain/nn';
import { AdamW } from '@cotrain/optim';
import { memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { relativeError } from '../parity/compare.js';
import { hashTensor } from '../parity/hashUniform.js';
import { seedDraws } from '../seed.js';

// Equality with the official code is tested in tests/parity/maskformer.test.ts.

const SPECS = {
  p2: { channels: 8, stride: 4 },
  p3: { channels: 8, stride: 8 },
  p4: { channels: 8, stride: 16 },
  p5: { channels: 8, stride: 32 },
};
const TINY: MaskFormerHeadOptions = {
  numClasses: 3,
  convsDim: 32,
  maskDim: 8,
  numQueries: 5,
  hiddenDim: 8,
  numHeads: 2,
  dimFeedforward: 16,
  decLayers: 2,
};
const SIZE = { height: 64, width: 96 };
const BATCH = { padded: SIZE, sizes: [SIZE, SIZE], outputs: [SIZE, SIZE] };

const makeMaps = (): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(SPECS).map(([name, { channels, stride }]) => [
      name,
      torch.randn([2, channels, SIZE.height / stride, SIZE.width / stride]),
    ]),
  );

/** Class 0 at the top, class 2 at the bottom left, and pixels without a label. */
function makeMap(): Tensor {
  const map = torch.full([SIZE.height, SIZE.width], 255, { dtype: 'uint8' });
  map.setAt([`0:${SIZE.height / 2}`], 0);
  map.setAt([`${SIZE.height / 2}:`, '0:30'], 2);
  return map;
}

const sum = (losses: Record<string, Tensor>): Tensor => torch.stack(Object.values(losses)).sum();

test('pre-norm, encoder layers and an enforced projection equal the reference', (t) => {
  // tests/golden/models/make_maskformer_prenorm.py
  const golden: {
    shapes: Record<string, number[]>;
    logits: number[];
    masks: number[];
    grads: Record<string, number[]>;
    gradP4: number[];
  } = JSON.parse(readFileSync(new URL('../golden/models/maskformer_prenorm.json', import.meta.url), 'utf8'));
  scope(() => {
    const specs = {
      p2: { channels: 6, stride: 4 },
      p3: { channels: 6, stride: 8 },
      p4: { channels: 8, stride: 16 },
    };
    using head = new MaskFormerHead(specs, {
      numClasses: 3,
      inFeatures: ['p2', 'p3', 'p4'],
      convsDim: 32,
      maskDim: 6,
      numQueries: 4,
      hiddenDim: 8,
      numHeads: 2,
      dimFeedforward: 12,
      encLayers: 1,
      decLayers: 2,
      preNorm: true,
      enforceInputProj: true,
      dropout: 0,
    });
    const state: StateDict = Object.fromEntries(
      Object.entries(golden.shapes).map(([key, shape]) => {
        const values = hashTensor(key, shape);
        const fanIn = shape.slice(1).reduce((product, size) => product * size, 1);
        if (key.includes('query_embed')) return [key, values];
        if (shape.length > 1) return [key, values.mul(Math.sqrt(3 / fanIn))];
        return [
          key,
          key.includes('norm') && key.endsWith('weight') ? values.mul(0.1).add(1) : values.mul(0.1),
        ];
      }),
    );
    head.loadStateDict(state);
    const maps = {
      p2: hashTensor('in.p2', [2, 6, 8, 12]),
      p3: hashTensor('in.p3', [2, 6, 4, 6]),
      p4: hashTensor('in.p4', [2, 8, 2, 3]).requiresGrad_(),
    };
    const { logits, masks } = head.forward(maps);
    assertClose(t, logits, golden.logits, { relative: 1e-5 });
    const last = torch.stack([masksOf(masks, -1, 0), masksOf(masks, -1, 1)]);
    assertClose(t, last, golden.masks, { relative: 1e-5 });
    const all = [0, 1].flatMap((layer) => [0, 1].map((image) => masksOf(masks, layer, image)));
    torch.stack(all).square().sum().add(logits.square().sum()).backward();
    const parameters = Object.fromEntries(head.namedParameters());
    for (const [key, grad] of Object.entries(golden.grads))
      assertClose(t, parameters[key]!.grad!, grad, { relative: 1e-4 }, key);
    assertClose(t, maps.p4.grad!, golden.gradP4, { relative: 1e-4 });
  });
});

interface Written {
  focal: Tensor;
  dice: Tensor;
}

/**
 * The mask losses of one image and layer by their definition, unweighted and not divided by the number of
 * objects.
 */
function writtenOut(logits: Tensor, target: MaskTarget, objects: Tensor, stride: number): Written {
  const every = `::${stride}`;
  const truth = target.masks.at(':', every, every).at(objects).to({ dtype: 'float64' });
  const size = truth.shape.slice(1);
  const x = functional.interpolate(logits.unsqueeze(1), { size, mode: 'bilinear' }).squeeze(1);
  const valid = target.valid?.at(every, every).to({ dtype: 'bool' }).flatten();
  const flat = (maps: Tensor) =>
    valid ? maps.flatten({ startDim: 1 }).at(':', valid) : maps.flatten({ startDim: 1 });
  const focal = functional.sigmoidFocalLoss(flat(x), flat(truth)).mean([1]).sum();
  return { focal, dice: functional.diceLoss(flat(x), flat(truth), { reduction: 'sum' }) };
}

const variants: {
  title: string;
  options: Partial<ConstructorParameters<typeof Criterion>[0]>;
  size: number;
}[] = [
  { title: 'by default', options: {}, size: 64 },
  { title: 'at half the resolution', options: { maskLossStride: 2 }, size: 64 },
  { title: 'at the resolution of the predictions', options: { maskLossStride: 4 }, size: 64 },
  { title: 'without pixels that have no label', options: { excludeIgnored: true }, size: 64 },
];
for (const { title, options, size } of variants) {
  test(`mask losses and their gradients are as defined: ${title}`, (t) => {
    scope(() => {
      seedDraws(0);
      using criterion = new MaskFormerCriterion({ numClasses: 3, ...options });
      const map = torch.randint(4, [size, size]).to({ dtype: 'uint8' });
      map.setAt([map.eq(3)], 255);
      const target = maskTarget(map, 3, 255, 'map');
      const logits = torch.randn([2, 1, 4, 4], { dtype: 'float64' });
      const masks = torch
        .randn([2, 1, 4, size / 4, size / 4], { dtype: 'float64' })
        .mul(3)
        .requiresGrad_();
      const predictions = { logits, masks };
      const matches = criterion.match(predictions, [target]);
      const losses = criterion.forward(predictions, [target], matches);
      const counted = options?.excludeIgnored ? target : { ...target, valid: null };
      const written = matches
        .map(([match]) => match!)
        .map(({ queries, objects }, layer) => {
          return writtenOut(masks.at(layer, 0, queries), counted, objects, options?.maskLossStride ?? 1);
        });
      for (const [layer, suffix] of ['_0', ''].entries()) {
        const { focal, dice } = written[layer]!;
        assertClose(t, losses[`loss_mask${suffix}`]!, focal.mul(20 / 3), { relative: 1e-12 });
        assertClose(t, losses[`loss_dice${suffix}`]!, dice.div(3), { relative: 1e-12 });
      }
      const [actual] = torch.autograd.grad(sum(losses), [masks]) as [Tensor];
      const total = written.map(({ focal, dice }) => focal.mul(20).add(dice)).reduce((a, b) => a.add(b));
      const [expected] = torch.autograd.grad(total.div(3), [masks]) as [Tensor];
      assertClose(t, actual, expected, { relative: 1e-12 });
    });
  });
}

test('masks as a product cost the same as the masks themselves, gradients too', (t) => {
  scope(() => {
    using criterion = new MaskFormerCriterion({ numClasses: 3 });
    const targets = [0, 1].map(() => maskTarget(makeMap(), 3, 255, 'map'));
    const logits = torch.randn([2, 2, 5, 4]);
    const embeddings = torch.randn([2, 2, 5, 8]).requiresGrad_();
    const features = torch.randn([2, 8, 16, 24]).requiresGrad_();
    const run = (masks: Tensor | MaskProduct) => {
      const loss = sum(criterion.forward({ logits, masks }, targets));
      return [loss, ...torch.autograd.grad(loss, [embeddings, features])] as Tensor[];
    };
    const product = run(new MaskProduct(embeddings, features));
    const dense = run(torch.einsum('lbqc,bchw->lbqhw', [embeddings, features]));
    for (const [i, value] of product.entries()) assertClose(t, value, dense[i]!, { relative: 1e-5 });
  });
});

test('a class map becomes a mask for each class that occurs', (t) => {
  scope(() => {
    const { classes, masks, valid } = maskTarget(makeMap(), 3, 255, 'map');
    t.deepEqual(classes.toArray(), [0, 2]);
    t.deepEqual(masks.to({ dtype: 'float32' }).sum([1, 2]).toArray(), [32 * 96, 32 * 30]);
    t.is(valid!.to({ dtype: 'float32' }).sum().item(), 32 * 126);
    const nothing = maskTarget(torch.full([4, 6], 255, { dtype: 'uint8' }), 3, 255, 'map');
    t.deepEqual(nothing.masks.shape, [0, 4, 6]);
    // Another label may be the one that is ignored.
    t.deepEqual(maskTarget(torch.zeros([4, 6], { dtype: 'uint8' }), 3, 0, 'map').classes.shape, [0]);
  });
});

test('more objects than queries: each query has one, and the rest counts in the division only', (t) => {
  scope(() => {
    using criterion = new MaskFormerCriterion({ numClasses: 3 });
    const map = torch.arange(3).view([3, 1]).expand([3, 4]).to({ dtype: 'uint8' });
    const target = maskTarget(map, 3, 255, 'map');
    const predictions = { logits: torch.randn([1, 1, 2, 4]), masks: torch.randn([1, 1, 2, 3, 4]) };
    const { queries, objects } = criterion.match(predictions, [target])[0]![0]!;
    t.deepEqual(queries.toArray(), [0, 1]);
    t.is(new Set(objects.toArray() as number[]).size, 2);
    const losses = criterion.forward(predictions, [target]);
    const { dice } = writtenOut(
      predictions.masks.at(0, 0).to({ dtype: 'float64' }),
      { ...target, valid: null },
      objects,
      1,
    );
    assertClose(t, losses.loss_dice!, dice.div(3), { relative: 1e-5 });
  });
});

test('labels that are nowhere cost nothing in the masks, whatever is left out', (t) => {
  scope(() => {
    using head = new MaskFormerHead(SPECS, { ...TINY, excludeIgnored: true });
    const nothing = torch.full([SIZE.height, SIZE.width], 255, { dtype: 'uint8' });
    const losses = head.losses(head.forward(makeMaps()), [nothing, nothing], BATCH);
    t.is(losses.loss_mask!.item(), 0);
    t.is(losses.loss_dice_0!.item(), 0);
    sum(losses).backward();
    const grad = head.pixelDecoder.maskFeatures.weight.grad!;
    t.is(grad.abs().max().item(), 0);

    // An object that vanishes in the reduced targets is still matched and learned.
    const one = nothing.clone().setAt([1, 1], 1);
    t.true(Number(head.losses(head.forward(makeMaps()), [one, nothing], BATCH).loss_mask!.item()) > 0);
  });
});

test('weights scale losses, and the names follow the layers', (t) => {
  scope(() => {
    seedDraws(1);
    const predictions = { logits: torch.randn([3, 1, 5, 4]), masks: torch.randn([3, 1, 5, 16, 24]) };
    const targets = [maskTarget(makeMap(), 3, 255, 'map')];
    using plain = new MaskFormerCriterion({ numClasses: 3 });
    using halved = new MaskFormerCriterion({
      numClasses: 3,
      classWeight: 0.5,
      maskWeight: 10,
      diceWeight: 0.5,
    });
    const losses = plain.forward(predictions, targets);
    const names = ['', '_0', '_1'].flatMap((suffix) =>
      ['ce', 'mask', 'dice'].map((name) => `loss_${name}${suffix}`),
    );
    t.deepEqual(Object.keys(losses), names);
    for (const [name, loss] of Object.entries(halved.forward(predictions, targets)))
      assertClose(t, loss.mul(2), losses[name]!, { relative: 1e-6 }, name);
    t.deepEqual(Object.keys(plain.stateDict()), ['empty_weight']);
    const weight = plain.emptyWeight.toArray() as number[];
    t.deepEqual(
      weight.map((value) => Number(value.toFixed(6))),
      [1, 1, 1, 0.1],
    );
  });
});

test('initial values are the official ones', (t) => {
  scope(() => {
    seedDraws(0);
    using head = new MaskFormerHead(SPECS, { ...TINY, convsDim: 64, hiddenDim: 64, numQueries: 50 });
    const state = head.stateDict();
    const std = (key: string) => Number(state[key]!.std().item());
    const near = (key: string, expected: number) =>
      assertClose(t, std(key) / expected, 1, { absolute: 0.1 }, `${key}: ${std(key)}, expected ${expected}`);
    const decoder = 'predictor.transformer.decoder.layers.1';
    near(`${decoder}.self_attn.in_proj_weight`, Math.sqrt(2 / (64 + 3 * 64))); // Xavier
    near(`${decoder}.linear1.weight`, Math.sqrt(2 / (64 + 16)));
    near('pixel_decoder.layer_1.weight', Math.sqrt(1 / (64 * 9))); // Caffe2's Xavier: fan in only
    near('predictor.input_proj.weight', Math.sqrt(1 / 8));
    near('predictor.query_embed.weight', 1);
    near('predictor.class_embed.weight', Math.sqrt(1 / 3 / 64)); // PyTorch's default
    t.is(state[`${decoder}.self_attn.out_proj.bias`]!.abs().max().item(), 0);
    t.is(state['pixel_decoder.mask_features.bias']!.abs().max().item(), 0);
  });
});

test('a head learns, and its clone is its own', (t) => {
  scope(() => {
    seedDraws(0);
    using head = new MaskFormerHead(SPECS, { ...TINY, maskLossStride: 2, dropout: 0 });
    using copy = head.clone();
    const optimizer = new AdamW(head.parameters(), { lr: 3e-3 });
    const maps = makeMaps();
    const targets = [makeMap(), makeMap()];
    const step = (): number =>
      scope(() => {
        optimizer.zeroGrad();
        const loss = sum(head.losses(head.forward(maps), targets, BATCH));
        loss.backward();
        optimizer.step();
        return Number(loss.item());
      });
    const first = step();
    for (let i = 0; i < 15; i++) step();
    t.true(step() < 0.7 * first);
    const untouched = Number(sum(copy.losses(copy.forward(maps), targets, BATCH)).item());
    assertClose(t, untouched / first, 1, { absolute: 1e-5 });
    optimizer.dispose?.();
  });
});

test('without deep supervision there is one layer, and dropout works in training only', (t) => {
  scope(() => {
    using head = new MaskFormerHead(SPECS, { ...TINY, deepSupervision: false, dropout: 0.5 });
    const maps = makeMaps();
    const { logits } = head.forward(maps);
    t.deepEqual(logits.shape, [1, 2, 5, 4]);
    t.deepEqual(Object.keys(head.losses(head.forward(maps), [makeMap(), makeMap()], BATCH)), [
      'loss_ce',
      'loss_mask',
      'loss_dice',
    ]);
    t.true(relativeError(head.forward(maps).logits, logits) > 1e-3);
    head.eval();
    t.true(relativeError(head.forward(maps).logits, head.forward(maps).logits) === 0);
  });
});

test('memory returns to the baseline', (t) => {
  const baseline = memory();
  for (const options of [TINY, { ...TINY, pixelDecoder: 'transformer' as const, pixelDecoderLayers: 1 }]) {
    const head = new MaskFormerHead(SPECS, options);
    const loaded = memory();
    scope(() => {
      const outputs = head.forward(makeMaps());
      sum(head.losses(outputs, [makeMap(), makeMap()], BATCH)).backward();
      head.match(outputs, [makeMap(), makeMap()], BATCH);
      head.predictScored(outputs, BATCH);
    });
    head.zeroGrad();
    t.deepEqual(memory(), loaded);
    t.throws(() => scope(() => head.losses(head.forward(makeMaps()), [makeMap()], BATCH)));
    t.deepEqual(memory(), loaded);
    head.dispose();
  }
  t.deepEqual(memory(), baseline);
});

test('what does not fit is refused', (t) => {
  scope(() => {
    using head = new MaskFormerHead(SPECS, TINY);
    const outputs = head.forward(makeMaps());
    const bad = makeMap().setAt([3, '0:7'], 9);
    t.throws(() => head.losses(outputs, [makeMap(), bad], BATCH), {
      instanceOf: ClassIndexError,
      message:
        'MaskFormerHead(3 classes): target of image 1: class 9 in 7 pixels, but there are 3 classes (0 to 2; 255 is ignored)',
    });
    t.throws(() => head.losses(outputs, [makeMap(), torch.zeros([60, 96], { dtype: 'uint8' })], BATCH), {
      instanceOf: ShapeError,
      message: 'MaskFormerHead(3 classes): target of image 1: expected [64, 96], got [60, 96]',
    });
    t.throws(() => head.losses(outputs, [makeMap(), torch.zeros([64, 96])], BATCH), {
      message: /image 1: expected a uint8 class map, got a float32 one/,
    });
    t.throws(() => head.losses(outputs, [makeMap()], BATCH), {
      message: /expected a target for each of 2 images, got 1/,
    });
    const { features } = outputs.masks;
    const diverged = {
      ...outputs,
      masks: new MaskProduct(outputs.masks.embeddings.mul(Number.NaN), features),
    };
    t.throws(() => head.losses(diverged, [makeMap(), makeMap()], BATCH), {
      instanceOf: NonFiniteOutputError,
      message: /image 0 of the batch: outputs are not finite/,
    });
    t.throws(() => head.forward({ p2: torch.zeros([1, 8, 4, 4]) }), {
      message: /no feature map 'p5'; there are p2/,
    });
    t.throws(() => new MaskFormerHead(SPECS, {} as never), {
      instanceOf: OptionError,
      message: /numClasses must be a whole number above 0, but it is missing/,
    });
    t.throws(() => new MaskFormerHead(SPECS, { ...TINY, numQueries: 0 }), {
      message: /numQueries must be a whole number above 0, got 0/,
    });
    t.throws(() => new MaskFormerHead(SPECS, { ...TINY, decLayers: 0 }), {
      message: /decLayers must be a whole number above 0, got 0/,
    });
    t.throws(() => new MaskFormerHead(SPECS, { ...TINY, hiddenDim: 6, numHeads: 1 }), {
      message: /multiple of 4, got 6/,
    });
    t.throws(() => new MaskFormerHead(SPECS, { ...TINY, transformerInFeature: 'res5' }), {
      message: /no feature 'res5'/,
    });
    t.throws(() => new MaskFormerHead(SPECS, { ...TINY, pixelDecoder: 'none' as 'fpn' }), {
      message: /must be fpn or transformer, got 'none'/,
    });
    t.throws(() => new MaskFormerHead(SPECS, { ...TINY, numQuerys: 3 } as never), {
      message: /'numQueries'/,
    });
    t.throws(() => new MaskFormerCriterion({ numClasses: 3, maskLossStride: 1.5 }), {
      message: /maskLossStride must be a whole number above 0, got 1.5/,
    });
  });
});
