import { readFileSync } from 'node:fs';
import {
  Fpn,
  type ImageSize,
  MaskFormerCriterion,
  MaskFormerHead,
  type MaskFormerHeadOptions,
  type Matches,
  mapKeys,
  masksOf,
  officialMaskFormer,
  ResNet,
} from '@cotrain/models';
import type { StateDict } from '@cotrain/nn';
import { loadFile, scope, type Tensor, torch } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { assertClose } from '../assertClose.js';
import { relativeError } from './compare.js';
import { goldenState } from './hashFill.js';

// Cases of facebookresearch/MaskFormer (tests/golden/models/README.md). Batch norms are frozen, dropout is 0.

const file = (name: string) => new URL(`../golden/models/${name}`, import.meta.url).pathname;
const golden = (name: string) => loadFile(file(`${name}.safetensors`));
const notes = (name: string) => JSON.parse(readFileSync(file(`${name}.json`), 'utf8'));
const strip = (tensors: StateDict, prefix: string) => mapKeys(tensors, [['*', '*']], { prefix }).state;
const shapes = (state: StateDict) =>
  Object.fromEntries(Object.entries(state).map(([key, tensor]) => [key, tensor.shape]));

const ONE = torch.ones([1]);
const CHANNELS = 32;
const STRIDES = { p2: 4, p3: 8, p4: 16, p5: 32 };
const specs = (channels: number) =>
  Object.fromEntries(Object.entries(STRIDES).map(([name, stride]) => [name, { channels, stride }]));

const TINY: MaskFormerHeadOptions = {
  numClasses: 5,
  convsDim: 64,
  maskDim: 24,
  numQueries: 10,
  hiddenDim: 32,
  numHeads: 4,
  dimFeedforward: 64,
  dropout: 0,
  decLayers: 3,
};
const CASES: Record<string, MaskFormerHeadOptions> = {
  maskformer_tiny_base: TINY,
  maskformer_tiny_transenc: { ...TINY, pixelDecoder: 'transformer', pixelDecoderLayers: 2 },
};

const PADDED = { height: 64, width: 96 };
const SIZES = [PADDED, { height: 60, width: 80 }];
const OUTPUTS = [
  { height: 128, width: 192 },
  { height: 120, width: 160 },
];
const BATCH = { padded: PADDED, sizes: SIZES, outputs: OUTPUTS };

function padded(map: Tensor, { height, width }: ImageSize): Tensor {
  return torch.constantPadNd(map, [0, width - map.size(1), 0, height - map.size(0)], { value: 255 });
}

/** Official names: `final` for the last layer, `aux0`, ... for the previous ones. */
function named(matches: Matches): Record<string, number[][][]> {
  const names = [...matches.slice(1).map((_, i) => `aux${i}`), 'final'];
  return Object.fromEntries(
    matches.map((layer, i) => [
      names[i],
      layer.map((pair) => [pair.queries, pair.objects].map((side) => side.toArray() as number[])),
    ]),
  );
}

function compare(
  t: ExecutionContext,
  what: string,
  tolerance: number,
  pairs: [string, Tensor, Tensor][],
): void {
  const errors = pairs.map(([key, actual, expected]) => ({ key, error: relativeError(actual, expected) }));
  const worst = errors.reduce((a, b) => (b.error > a.error ? b : a));
  t.log(`${what}: ${worst.key} ${worst.error.toExponential(1)}`);
  t.true(worst.error <= tolerance, `${what}: ${worst.key} ${worst.error}`);
}

/**
 * The true gradient of the queries and keys of the first self-attention is 0, because its input is zero. The
 * values are rounding errors and compared as such.
 */
function gradientPairs(actual: StateDict, expected: StateDict): [string, Tensor, Tensor][] {
  return Object.entries(expected).map(([key, grad]) => {
    if (!/decoder\.layers\.0\.self_attn\.in_proj/.test(key)) return [key, actual[key]!, grad];
    return [key, torch.cat([actual[key]!.flatten(), ONE]), torch.cat([grad.flatten(), ONE])];
  });
}

function lossPairs(actual: StateDict, expected: StateDict): [string, Tensor, Tensor][] {
  return Object.entries(expected).map(([key, loss]) => [key, actual[key]!, loss]);
}

function loadedHead(name: string): { head: MaskFormerHead; tensors: StateDict } {
  const tensors = golden(name);
  const head = new MaskFormerHead(specs(CHANNELS), CASES[name]!);
  head.loadStateDict(strip(goldenState(name, strip(tensors, 'sd.')), 'sem_seg_head.'));
  return { head, tensors };
}

for (const name of Object.keys(CASES)) {
  test(`${name}: outputs, matches, losses, gradients and class maps`, (t) => {
    scope(() => {
      const { head, tensors } = loadedHead(name);
      const maps = Object.fromEntries(
        Object.keys(STRIDES).map((level) => [level, tensors[`mid.feat.${level}`]!.requiresGrad_()]),
      );
      const outputs = head.forward(maps);

      const layers = ['mid.aux0', 'mid.aux1', 'mid'];
      compare(t, 'outputs', 1e-5, [
        ['mask_features', outputs.masks.features, tensors['mid.mask_features']!],
        ...layers.flatMap((layer, l): [string, Tensor, Tensor][] => [
          [`${layer}.logits`, outputs.logits.at(l), tensors[`${layer}.pred_logits`]!],
          ...[0, 1].map((i): [string, Tensor, Tensor] => [
            `${layer}.masks of image ${i}`,
            masksOf(outputs.masks, l, i),
            tensors[`${layer}.pred_masks`]!.at(i),
          ]),
        ]),
      ]);

      const targets = [0, 1].map((i) => padded(tensors[`in.sem${i}`]!, PADDED));
      t.deepEqual(named(head.match(outputs, targets, BATCH)), notes(name).matches);
      const losses = head.losses(outputs, targets, BATCH);
      const { total: expectedTotal, ...expected } = strip(tensors, 'loss.');
      t.deepEqual(Object.keys(losses).sort(), Object.keys(expected).sort());
      const total = torch.stack(Object.values(losses)).sum();
      compare(t, 'losses', 1e-5, [...lossPairs(losses, expected), ['total', total, expectedTotal!]]);

      total.backward();
      const grads = Object.fromEntries(head.namedParameters().map(([key, { grad }]) => [key, grad!]));
      const expectedGrads = strip(tensors, 'grad.sem_seg_head.');
      t.true(Object.keys(expectedGrads).length > 70);
      compare(t, 'gradients', 1e-4, [
        ...gradientPairs(grads, expectedGrads),
        ...Object.entries(maps).map(([level, map]): [string, Tensor, Tensor] => [
          level,
          map.grad!,
          tensors[`grad.mid.feat.${level}`]!,
        ]),
      ]);

      const scored = head.eval().predictScored(outputs, BATCH);
      for (const [i, { labels, scores }] of scored.entries()) {
        t.is(labels.dtype, 'uint8');
        t.true(labels.equal(tensors[`out.argmax${i}`]!), `class map ${i}`);
        const [best] = tensors[`out.sem_seg${i}`]!.max(0) as [Tensor, Tensor];
        assertClose(t, scores.at('::4', '::4'), best, { relative: 1e-5 });
        t.true(head.predict(outputs, BATCH)[i]!.equal(labels));
      }
      head.dispose();
    });
  });
}

for (const [name, expected] of Object.entries<Record<string, number>>(notes('maskformer_tiny_ignored'))) {
  test(`maskformer_tiny_${name}: losses of images of which no pixel has a label`, (t) => {
    scope(() => {
      const { head, tensors } = loadedHead('maskformer_tiny_base');
      const maps = strip(tensors, 'mid.feat.');
      const nothing = torch.full([PADDED.height, PADDED.width], 255, { dtype: 'uint8' });
      const targets = [nothing, name === 'allignored' ? nothing : padded(tensors['in.sem1']!, PADDED)];
      const losses = head.losses(head.forward(maps), targets, BATCH);
      for (const [key, loss] of Object.entries(expected))
        assertClose(
          t,
          losses[key]!,
          [loss],
          { relative: 1e-5 },
          `${key}: ${losses[key]!.item()} is not ${loss}`,
        );
      torch.stack(Object.values(losses)).sum().backward();
      for (const [key, parameter] of head.namedParameters())
        t.true(parameter.grad === null || parameter.grad.isfinite().all().item() === true, key);
      head.dispose();
    });
  });
}

test('maskformer_unit_criterion: matches, losses and gradients', (t) => {
  scope(() => {
    const tensors = golden('maskformer_unit_criterion');
    const criterion = new MaskFormerCriterion({ numClasses: 19 });
    const logits = tensors.pred_logits!.requiresGrad_();
    const masks = tensors.pred_masks!.requiresGrad_();
    const predictions = { logits: logits.unsqueeze(0), masks: masks.unsqueeze(0) };
    const targets = [0, 1].map((i) => ({
      classes: tensors[`labels${i}`]!,
      masks: tensors[`masks${i}`]!,
      valid: null,
    }));
    const [matches] = criterion.match(predictions, targets);
    for (const [i, { queries, objects }] of matches!.entries()) {
      t.true(queries.equal(tensors[`src${i}`]!));
      t.true(objects.equal(tensors[`tgt${i}`]!));
    }
    const losses = criterion.forward(predictions, targets);
    compare(t, 'losses', 1e-5, [
      ['loss_ce', losses.loss_ce!, tensors.loss_ce!],
      ['loss_mask', losses.loss_mask!.div(20), tensors.loss_mask!],
      ['loss_dice', losses.loss_dice!, tensors.loss_dice!],
    ]);
    torch.stack(Object.values(losses)).sum().backward();
    compare(t, 'gradients', 1e-4, [
      ['logits', logits.grad!, tensors.grad_logits!],
      ['masks', masks.grad!, tensors.grad_masks!],
    ]);
    criterion.dispose();
  });
});

test('maskformer_tiny_base: the whole model loads by its official keys and learns down to the stem', (t) => {
  scope(() => {
    const tensors = golden('maskformer_tiny_base');
    const official = goldenState('maskformer_tiny_base', strip(tensors, 'sd.'));
    const { state, skipped } = mapKeys(official, officialMaskFormer());
    t.deepEqual(skipped, ['criterion.empty_weight']);
    const backbone = new ResNet({
      depth: 50,
      stemChannels: 8,
      res2Channels: 32,
      widthPerGroup: 8,
      norm: 'frozen',
    });
    const neck = new Fpn(backbone.outputs, { outChannels: CHANNELS });
    const head = new MaskFormerHead(neck.outputs, TINY);
    const parts = { 'backbone.': backbone, 'neck.': neck, 'heads.sem_seg.': head };
    for (const [prefix, part] of Object.entries(parts)) part.loadStateDict(strip(state, prefix));
    const weights = strip(tensors, 'sd.criterion.').empty_weight!;
    t.true(relativeError(head.criterion.emptyWeight, weights) === 0);

    const maps = neck.forward(backbone.forward(tensors['mid.padded_image']!));
    const targets = [0, 1].map((i) => padded(tensors[`in.sem${i}`]!, PADDED));
    const losses = head.losses(head.forward(maps), targets, BATCH);
    compare(
      t,
      'losses',
      1e-5,
      lossPairs({ ...losses, total: torch.stack(Object.values(losses)).sum() }, strip(tensors, 'loss.')),
    );
    torch.stack(Object.values(losses)).sum().backward();

    const grads = Object.fromEntries(
      Object.entries(parts).flatMap(([prefix, part]) =>
        part.namedParameters().map(([key, parameter]) => [prefix + key, parameter.grad!]),
      ),
    );
    const officialGrads = mapKeys(grads, officialMaskFormer(), { inverse: true }).state;
    const { state: expected } = mapKeys(strip(tensors, 'grad.'), [
      ['backbone.*', 'backbone.*'],
      ['sem_seg_head.*', 'sem_seg_head.*'],
    ]);
    compare(t, 'gradients', 1e-4, gradientPairs(officialGrads, expected));
    const norm = Math.hypot(...Object.values(grads).map((grad) => Number(grad.norm().item())));
    assertClose(
      t,
      norm / notes('maskformer_tiny_base').total_grad_norm,
      1,
      { absolute: 1e-5 },
      `norm ${norm}`,
    );
    for (const part of Object.values(parts)) part.dispose();
  });
});

const FULL: Record<string, MaskFormerHeadOptions> = {
  base_19: { numClasses: 19 },
  base_3: { numClasses: 3 },
  transenc_19: { numClasses: 19, pixelDecoder: 'transformer' },
};

for (const [name, { shapes: expected, head_params: count }] of Object.entries<{
  shapes: Record<string, number[]>;
  head_params: number;
}>(notes('maskformer_full_keys'))) {
  test(`maskformer_full_${name}: keys, shapes and order`, (t) => {
    const head = new MaskFormerHead(specs(256), FULL[name]!);
    const state = shapes(head.stateDict());
    const prefix = 'sem_seg_head.';
    const official = Object.entries(expected).flatMap(([key, shape]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), shape] as const] : [],
    );
    t.deepEqual(state, Object.fromEntries(official));
    t.is(
      head.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0),
      count,
    );
    // Optimizer states in checkpoints depend on this order.
    t.deepEqual(
      head.namedParameters().map(([key]) => key),
      official.map(([key]) => key),
    );
    head.dispose();
  });
}

test('every key of the full model is mapped, both ways', (t) => {
  const keys = Object.keys(notes('maskformer_full_keys').base_19.shapes);
  const one = torch.zeros([1]);
  const state = Object.fromEntries(keys.map((key) => [key, one]));
  const mapped = mapKeys(state, officialMaskFormer('drivable'));
  t.deepEqual(mapped.skipped, ['criterion.empty_weight']);
  t.true(Object.keys(mapped.state).every((key) => /^(backbone|neck|heads\.drivable)\./.test(key)));
  const back = mapKeys(mapped.state, officialMaskFormer('drivable'), { inverse: true });
  t.deepEqual([...Object.keys(back.state), 'criterion.empty_weight'].sort(), keys.sort());

  const withoutFpn = { 'backbone.stem.conv1.weight': one, 'sem_seg_head.adapter_1.weight': one };
  t.deepEqual(Object.keys(mapKeys(withoutFpn, officialMaskFormer()).state), [
    'backbone.conv1.weight',
    'heads.sem_seg.pixel_decoder.adapter_1.weight',
  ]);
  one.dispose();
});
