import { type ResizedArgmaxOptions, resizedArgmax } from '@cotrain/ops';
import { getNumThreads, setNumThreads, type Tensor, torch, withPlainOperators } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';

type Size = [number, number];

/** The official steps one by one: logits at the size of the output, [K, H, W]. */
function resized(
  logits: Tensor,
  { padded, valid, output }: Record<'padded' | 'valid' | 'output', Size>,
): Tensor {
  const resize = (x: Tensor, size: Size) => torch.upsampleBilinear2d(x.unsqueeze(0), size, false).squeeze(0);
  return resize(resize(logits, padded).narrow(1, 0, valid[0]).narrow(2, 0, valid[1]), output);
}

const side = (max: number) => fc.integer({ min: 1, max });
const cases = fc.record({
  classes: fc.constantFrom(1, 3, 19, 300),
  map: fc.tuple(side(9), side(12)),
  valid: fc.tuple(side(20), side(70)),
  extra: fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })),
  output: fc.option(fc.tuple(side(30), side(90)), { nil: undefined }),
  dtype: fc.constantFrom('float32' as const, 'float64' as const),
  seed: fc.integer(),
});

for (const [what, run] of Object.entries({
  'the kernel': resizedArgmax,
  "LibTorch's operators": (logits: Tensor, options: ResizedArgmaxOptions) =>
    withPlainOperators(() => resizedArgmax(logits, options)),
}))
  test(
    `${what}: labels and scores equal the official steps, for any sizes`,
    clean((t) => {
      fc.assert(
        fc.property(cases, ({ classes, map, valid, extra, output = valid, dtype, seed }) => {
          seedDraws(seed);
          const sizes = { padded: [valid[0] + extra[0], valid[1] + extra[1]] as Size, valid, output };
          const logits = torch.randn([classes, ...map], { dtype }).mul(4);
          const expected = resized(logits, sizes);
          const close = dtype === 'float64' ? { rtol: 1e-10, atol: 1e-12 } : { rtol: 1e-4, atol: 1e-5 };
          const { labels, scores } = run(logits, { ...sizes, scores: true });
          t.deepEqual([labels.shape, scores.shape], [output, output]);
          t.is(labels.dtype, classes <= 255 ? 'uint8' : 'int64');
          t.true(torch.allclose(scores, expected.softmax(0).amax({ dim: [0] }), close));
          // If two classes are equally good, either may be chosen.
          const taken = expected.gather(0, labels.to('int64').unsqueeze(0)).squeeze(0);
          t.true(torch.allclose(taken, expected.amax({ dim: [0] }), close));
          t.deepEqual(run(logits, sizes).scores.shape, [0]);
        }),
        { numRuns: 60 },
      );
    }),
  );

test(
  'far logits and NaN',
  clean((t) => {
    const logits = torch.tensor([-1e4, 1e4, 3, -2]).view([4, 1, 1]);
    const one = resizedArgmax(logits, { padded: [1, 1], scores: true });
    t.deepEqual([one.labels.item(), one.scores.item()], [1, 1]);
    const unknown = torch.tensor([1, Number.NaN]).view([2, 1, 1]);
    t.is(resizedArgmax(unknown, { padded: [1, 1], scores: true }).scores.item(), Number.NaN);
  }),
);

test.serial(
  'the number of threads changes nothing, bit for bit',
  clean((t) => {
    const before = getNumThreads();
    const logits = torch.randn([19, 23, 40]);
    const all = [1, 2, 3].map((threads) => {
      setNumThreads(threads);
      return resizedArgmax(logits, { padded: [92, 160], valid: [90, 151], output: [180, 300], scores: true });
    });
    setNumThreads(before);
    for (const { labels, scores } of all) {
      t.true(labels.equal(all[0]!.labels));
      t.true(scores.equal(all[0]!.scores));
    }
  }),
);

test(
  'any strides; shapes on the meta device; what does not fit is refused',
  clean((t) => {
    const logits = torch.randn([1, 5, 6, 7]).contiguous({ memoryFormat: 'channels_last' }).at(0);
    const sizes = { padded: [24, 28] as Size };
    t.true(resizedArgmax(logits, sizes).labels.equal(resizedArgmax(logits.contiguous(), sizes).labels));
    const shaped = torch.ops.cotrain!.resized_argmax!(torch.empty([300, 2, 3], { device: 'meta' }), {
      ...{ padded: [8, 12], valid: [7, 11], output: [3, 4], scores: true },
    }) as [Tensor, Tensor];
    t.deepEqual(
      shaped.map(({ shape, dtype }) => [shape, dtype]),
      [
        [[3, 4], 'int64'],
        [[3, 4], 'float32'],
      ],
    );
    for (const [shape, options, message] of [
      [[5, 6], sizes, /logits must be \[K, h, w\]/],
      [[0, 6, 7], sizes, /at least one class/],
      [[5, 0, 7], sizes, /have no pixels/],
      [[5, 6, 7], { ...sizes, valid: [25, 28] }, /must be within the padded size/],
      [[5, 6, 7], { ...sizes, output: [0, 4] }, /must be positive/],
    ] as const)
      t.throws(() => resizedArgmax(torch.zeros([...shape]), options as ResizedArgmaxOptions), { message });
    t.throws(() => resizedArgmax(torch.zeros([5, 6, 7], { dtype: 'int64' }), sizes));
  }),
);
