import { type MaskLosses, maskLosses } from '@cotrain/ops';
import { getNumThreads, gradcheck, noGrad, setNumThreads, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { assertClose } from '../assertClose.js';
import { relativeError } from '../parity/compare.js';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';
import { allNaN, deviceKernels } from './deviceKernels.js';

// MaskFormerCriterion's tests compare the losses with the official code.

type Options = Parameters<typeof maskLosses>[3];

/** The losses step by step. */
function composed(logits: Tensor, masks: Tensor, objects: Tensor, options: Options = {}): MaskLosses {
  const { valid, alpha = 0.25, gamma = 2 } = options;
  const [h, w] = logits.shape.slice(1);
  const [height, width] = masks.shape.slice(1) as [number, number];
  const enlarged =
    h === height && w === width
      ? logits
      : torch.upsampleBilinear2d(logits.unsqueeze(1), [height, width], false).squeeze(1);
  const counted = valid ? valid.flatten().ne(0).nonzero().squeeze(1) : null; // [P]
  const flat = (maps: Tensor) => {
    const all = maps.flatten({ startDim: 1 });
    return counted ? all.indexSelect(1, counted) : all;
  };
  const x = flat(enlarged); // [N, P]
  const t = flat(masks).ne(0).to({ dtype: logits.dtype }).indexSelect(0, objects);
  const pixels = Math.max(1, x.size(1));
  const p = x.sigmoid();
  const entropy = torch.binaryCrossEntropyWithLogits(x, t, { reduction: 0 });
  const wrong = p.mul(torch.rsub(t, 1)).add(torch.rsub(p, 1).mul(t));
  const weight = alpha < 0 ? torch.onesLike(t) : t.mul(2 * alpha - 1).add(1 - alpha);
  const focal = entropy.mul(wrong.pow(gamma)).mul(weight).sum([1]).div(pixels);
  const common = p.mul(t).sum([1]).mul(2).add(1);
  return {
    focal,
    dice: torch.rsub(
      common.div(
        p
          .sum([1])
          .add(t.sum([1]))
          .add(1),
      ),
      1,
    ),
  };
}

/** Losses [N] and [N], and the gradient of a weighted sum of them. */
function withGradient(
  losses: typeof maskLosses,
  ...[logits, masks, objects, options]: Parameters<typeof maskLosses>
) {
  const leaf = logits.detach().clone().requiresGrad_();
  const { focal, dice } = losses(leaf, masks, objects, options);
  const weights = torch.arange(1, logits.size(0) + 1).to({ dtype: logits.dtype });
  const [gradient] = torch.autograd.grad(focal.mul(weights).mul(20).add(dice.div(weights)).sum(), [leaf]);
  return { focal: focal.detach(), dice: dice.detach(), gradient: gradient! };
}

const side = (max: number) => fc.integer({ min: 1, max });
const cases = fc.record({
  count: side(5),
  objects: side(4),
  small: fc.tuple(side(9), side(40)),
  // Upsampling by whole and fractional factors, no resizing, and downsampling.
  large: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.tuple(side(40), side(90))),
  valid: fc.constantFrom(0, 0.7, null),
  options: fc.constantFrom({}, { alpha: -1 }, { alpha: 0.6, gamma: 1.5 }, { gamma: 0 }),
  seed: fc.integer(),
});

test(
  'losses and gradients are those of the steps one by one, for any sizes',
  clean((t) => {
    fc.assert(
      fc.property(cases, ({ count, objects: wanted, small, large, valid: share, options, seed }) => {
        seedDraws(seed);
        const size = typeof large === 'number' ? small.map((n) => n * large) : large;
        const logits = torch.randn([count, ...small], { dtype: 'float64' }).mul(4);
        const masks = torch.rand([wanted, ...size]).gt(0.6);
        const objects = torch.randint(wanted, [count]).to('int64');
        const valid = share === null ? null : torch.rand(size).lt(share).to('uint8');
        const given = { ...options, valid };
        for (const dtype of ['float64', 'float32'] as const) {
          // In the same precision: in float32 the places between which a resized pixel lies round visibly.
          const expected = withGradient(composed, logits.to(dtype), masks, objects, given);
          const actual = withGradient(maskLosses, logits.to(dtype), masks, objects, given);
          const tolerance = dtype === 'float64' ? 1e-12 : 1e-5;
          assertClose(t, actual.focal, expected.focal, { relative: tolerance }, `focal, ${dtype}`);
          assertClose(t, actual.dice, expected.dice, { relative: tolerance }, `dice, ${dtype}`);
          assertClose(t, actual.gradient, expected.gradient, { relative: tolerance }, `gradient, ${dtype}`);
          const { focal, dice } = noGrad(() => maskLosses(logits.to(dtype), masks, objects, given));
          t.true(relativeError(focal, actual.focal) < 1e-6 && relativeError(dice, actual.dice) < 1e-6);
        }
      }),
      { numRuns: 60 },
    );
  }),
);

test(
  'gradcheck',
  clean((t) => {
    seedDraws(1);
    const logits = torch.randn([3, 2, 3], { dtype: 'float64' }).mul(2).requiresGrad_();
    const masks = torch.rand([2, 7, 9]).gt(0.5);
    const [objects, valid] = [torch.tensor([1n, 0n, 1n]), torch.rand([7, 9]).gt(0.2)];
    for (const options of [{}, { valid }, { gamma: 0.5, valid }, { alpha: -1, gamma: 3 }]) {
      for (const loss of ['focal', 'dice'] as const)
        t.true(
          gradcheck((x) => maskLosses(x, masks, objects, options)[loss], [logits]),
          loss,
        );
    }
  }),
);

test(
  'one of the losses alone has its own gradient, and there is no second derivative',
  clean((t) => {
    seedDraws(2);
    const logits = torch.randn([2, 3, 4], { dtype: 'float64' }).requiresGrad_();
    const [masks, objects] = [torch.rand([2, 12, 16]).gt(0.5), torch.tensor([1n, 0n])];
    for (const loss of ['focal', 'dice'] as const) {
      const [actual, expected] = [maskLosses, composed].map((losses) => {
        return torch.autograd.grad(losses(logits, masks, objects)[loss].sum(), [logits])[0]!;
      });
      assertClose(t, actual!, expected!, { relative: 1e-12 });
    }
    const { dice } = maskLosses(logits, masks, objects);
    t.throws(() => torch.autograd.grad(dice.sum(), [logits], { createGraph: true }), {
      message: /second derivatives are not implemented/,
    });
  }),
);

test(
  'far logits: finite losses and gradients, as in float64',
  clean((t) => {
    seedDraws(3);
    const [masks, objects] = [torch.rand([2, 24, 40]).gt(0.5), torch.tensor([0n, 1n, 1n])];
    for (const scale of [1, 30, 300, 1e30]) {
      const logits = torch.randn([3, 6, 10]).mul(scale);
      const actual = withGradient(maskLosses, logits, masks, objects);
      const expected = withGradient(composed, logits.to('float64'), masks, objects);
      for (const key of ['focal', 'dice', 'gradient'] as const)
        assertClose(t, actual[key], expected[key], { relative: 2e-5 }, `${key} at ${scale}`);
    }
  }),
);

test(
  'a logit that is not finite shows in its own losses, and only where it counts',
  clean((t) => {
    const logits = torch.zeros([3, 4, 4]);
    logits.setAt([0, 0, 0], Number.NaN);
    logits.setAt([2, 1, 1], Number.NEGATIVE_INFINITY);
    const [masks, objects] = [torch.ones([1, 4, 4]).to('uint8'), torch.tensor([0n, 0n, 0n])];
    const { focal, dice } = maskLosses(logits, masks, objects);
    t.deepEqual(dice.isnan().toArray(), [true, false, false]);
    t.deepEqual(focal.isfinite().toArray(), [false, true, false]);
    const valid = torch.ones([4, 4]).to('uint8');
    valid.setAt([0, 0], 0);
    t.deepEqual(maskLosses(logits, masks, objects, { valid }).focal.isnan().toArray(), [false, false, false]);
  }),
);

test(
  'the number of threads changes no bit',
  clean((t) => {
    seedDraws(4);
    const logits = torch.randn([7, 15, 33]).mul(3);
    const [masks, objects] = [torch.rand([5, 60, 132]).gt(0.5), torch.randint(5, [7]).to('int64')];
    const threads = getNumThreads();
    const [one, two, four] = [1, 2, 4].map((count) => {
      setNumThreads(count);
      return withGradient(maskLosses, logits, masks, objects);
    });
    setNumThreads(threads);
    for (const key of ['focal', 'dice', 'gradient'] as const) {
      t.true(torch.equal(one![key], two![key]), key);
      t.true(torch.equal(one![key], four![key]), key);
    }
  }),
);

test(
  'any strides; float16 and bfloat16 computed in float32; shapes on the meta device',
  clean((t) => {
    seedDraws(5);
    const logits = torch.randn([4, 9, 3]).permute([2, 0, 1]); // [3, 4, 9]
    const masks = torch.rand([2, 16, 36]).gt(0.5).to('uint8');
    const half = masks.at(':', '::2', '::2'); // [2, 8, 18]
    const objects = torch.tensor([1n, 7n, 0n, 7n, 1n]).at('::2');
    const expected = withGradient(composed, logits, half, objects);
    for (const dtype of ['float32', 'float16', 'bfloat16'] as const) {
      const actual = withGradient(maskLosses, logits.to(dtype), half, objects);
      const tolerance = { float32: 1e-5, float16: 3e-3, bfloat16: 3e-2 }[dtype];
      for (const key of ['focal', 'dice', 'gradient'] as const) {
        t.is(actual[key].dtype, dtype);
        assertClose(t, actual[key], expected[key], { relative: tolerance }, `${key}, ${dtype}`);
      }
    }
    const meta = (shape: number[], dtype: 'float32' | 'uint8' | 'int64') =>
      torch.empty(shape, { device: 'meta', dtype });
    const leaf = meta([3, 4, 9], 'float32').requiresGrad_();
    const { focal, dice } = maskLosses(leaf, meta([2, 8, 18], 'uint8'), meta([3], 'int64'));
    t.deepEqual([focal.shape, dice.shape], [[3], [3]]);
    t.deepEqual(torch.autograd.grad(focal.sum(), [leaf])[0]!.shape, [3, 4, 9]);
  }),
);

test(
  'no masks to be matched, and none at all',
  clean((t) => {
    const logits = torch.zeros([0, 4, 6], { requiresGrad: true });
    for (const masks of [0, 3]) {
      const none = torch.zeros([masks, 16, 24]).to('uint8');
      const { focal, dice } = maskLosses(logits, none, torch.zeros([0]).to('int64'));
      t.deepEqual([focal.shape, dice.shape], [[0], [0]]);
      logits.grad = null;
      focal.sum().add(dice.sum()).backward();
      t.deepEqual(logits.grad!.shape, [0, 4, 6]);
    }
  }),
);

test(
  'what does not fit is refused',
  clean((t) => {
    const [logits, masks] = [torch.zeros([2, 3, 4]), torch.zeros([3, 6, 8]).to('uint8')];
    const objects = torch.tensor([2n, 0n]);
    const refused = (
      message: RegExp,
      { l = logits, m = masks, o = objects }: { l?: Tensor; m?: Tensor; o?: Tensor },
      options?: Options,
    ) => t.throws(() => maskLosses(l, m, o, options), { message });
    refused(/logits must be \[N, h, w\].*not \[3, 4\]/, { l: logits.at(0) });
    refused(/logits must be of floating point, not Int/, { l: logits.to('int32') });
    refused(/masks must be \[T, H, W\], uint8 or bool, not \[3, 6, 8\] of Float/, { m: masks.to('float32') });
    refused(/have no pixels/, { l: torch.zeros([2, 0, 4]) });
    refused(/have no pixels/, { m: torch.zeros([3, 6, 0]).to('uint8') });
    refused(/one for each of the 2 logit maps, not \[1\]/, { o: objects.at('0:1') });
    refused(/objects must be int64.*of Int/, { o: objects.to('int32') });
    if (deviceKernels) {
      const { focal, dice } = maskLosses(logits, masks, torch.tensor([3n, -1n]));
      t.true(allNaN(focal) && allNaN(dice));
    } else {
      refused(/objects\[0\] is 2, but there are 2 masks/, { m: masks.at('0:2') });
      refused(/objects\[1\] is -1, but there are 3 masks/, { o: torch.tensor([0n, -1n]) });
    }
    refused(/valid must be \[H, W\] of the masks \[3, 6, 8\]/, {}, { valid: masks.at(0, '0:5') });
    refused(/valid must be.*of Float/, {}, { valid: torch.ones([6, 8]) });
    refused(/gamma must not be negative/, {}, { gamma: -1 });
    refused(/one device/, { l: torch.empty([2, 3, 4], { device: 'meta' }) });
  }),
);
