import { fileURLToPath } from 'node:url';
import { type SemanticInferenceOptions, semanticInference } from '@cotrain/ops';
import { getNumThreads, loadFile, setNumThreads, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';

type Size = [number, number];

const resize = (x: Tensor, size: Size): Tensor =>
  torch.upsampleBilinear2d(x.unsqueeze(0), size, false).squeeze(0);

/** The official steps one by one: scores [K, H, W]. */
function naive(classes: Tensor, masks: Tensor, { padded, valid, output }: Record<string, Size>): Tensor {
  const k = classes.shape[1]! - 1;
  const probabilities = classes.softmax(-1).narrow(1, 0, k); // [Q, K]
  const upsampled = resize(masks, padded!).sigmoid(); // [Q, H, W]
  const scores = torch
    .matmul(probabilities.t(), upsampled.flatten({ startDim: 1 }))
    .reshape([k, ...padded!])
    .narrow(1, 0, valid![0])
    .narrow(2, 0, valid![1]);
  return resize(scores, output!);
}

const side = (max: number) => fc.integer({ min: 1, max });
const cases = fc.record({
  queries: fc.integer({ min: 1, max: 12 }),
  classes: fc.constantFrom(1, 3, 19, 300),
  mask: fc.tuple(side(9), side(12)),
  valid: fc.tuple(side(20), side(50)),
  extra: fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })),
  output: fc.option(fc.tuple(side(30), side(70)), { nil: undefined }),
  seed: fc.integer(),
});

test(
  'labels and scores equal the official steps, for any sizes',
  clean((t) => {
    fc.assert(
      fc.property(cases, ({ queries, classes, mask, valid, extra, output = valid, seed }) => {
        seedDraws(seed);
        const padded: Size = [valid[0] + extra[0], valid[1] + extra[1]];
        const sizes = { padded, valid, output };
        const logits = torch.randn([queries, classes + 1], { dtype: 'float64' });
        const masks = torch.randn([queries, ...mask], { dtype: 'float64' }).mul(4);
        const expected = naive(logits, masks, sizes);
        const { labels, scores } = semanticInference(logits, masks, { ...sizes, scores: true });
        t.deepEqual(labels.shape, output);
        t.is(labels.dtype, classes <= 255 ? 'uint8' : 'int64');
        t.true(torch.allclose(scores, expected.amax({ dim: [0] }), { rtol: 1e-10, atol: 1e-12 }));
        // If two classes are equally good, either may be chosen.
        const taken = expected.gather(0, labels.to('int64').unsqueeze(0)).squeeze(0);
        t.true(torch.allclose(taken, scores, { rtol: 1e-10, atol: 1e-12 }));
      }),
      { numRuns: 60 },
    );
  }),
);

test(
  'float32 to a few units in the last place, far logits too',
  clean((t) => {
    seedDraws(1);
    const sizes = { padded: [32, 48] as Size, valid: [32, 48] as Size, output: [32, 48] as Size };
    for (const scale of [1, 30, 1000]) {
      const logits = torch.randn([20, 6]);
      const masks = torch.randn([20, 8, 12]).mul(scale);
      const { scores } = semanticInference(logits, masks, { ...sizes, scores: true });
      const expected = naive(logits.to('float64'), masks.to('float64'), sizes).amax({ dim: [0] });
      t.true(
        torch.allclose(scores.to('float64'), expected, { rtol: 2e-5 * Math.max(1, scale / 10) }),
        `${scale}`,
      );
    }
  }),
);

test(
  "the official model's scores, an image as large as the batch and a smaller one",
  clean((t) => {
    const path = fileURLToPath(new URL('../golden/models/maskformer_tiny_base.safetensors', import.meta.url));
    const golden = loadFile(path) as Record<string, Tensor>;
    const [valid, output]: Size[][] = [
      [
        [64, 96],
        [60, 80],
      ],
      [
        [128, 192],
        [120, 160],
      ],
    ];
    for (const image of [0, 1]) {
      const expected = golden[`out.sem_seg${image}`]!; // every fourth pixel, [5, h, w]
      const { labels, scores } = semanticInference(
        golden['mid.pred_logits']!.select(0, image),
        golden['mid.pred_masks']!.select(0, image),
        { padded: [64, 96], valid: valid![image]!, output: output![image]!, scores: true },
      );
      const sparse = (x: Tensor) => x.slice({ dim: 0, step: 4 }).slice({ dim: 1, step: 4 });
      const best = expected.amax({ dim: [0] });
      t.true(torch.allclose(sparse(scores), best, { rtol: 0, atol: 1e-5 }));
      const taken = expected.gather(0, sparse(labels).to('int64').unsqueeze(0)).squeeze(0);
      t.true(torch.allclose(taken, best, { rtol: 0, atol: 1e-5 }));
    }
  }),
);

test(
  'the number of threads changes nothing, bit for bit',
  clean((t) => {
    seedDraws(2);
    const [logits, masks] = [torch.randn([9, 8]), torch.randn([9, 12, 20]).mul(3)];
    const options: SemanticInferenceOptions = {
      padded: [48, 80],
      valid: [45, 77],
      output: [90, 60],
      scores: true,
    };
    const threads = getNumThreads();
    const [one, three] = [1, 3].map((count) => {
      setNumThreads(count);
      return semanticInference(logits, masks, options);
    });
    setNumThreads(threads);
    t.true(torch.equal(one!.labels, three!.labels));
    t.true(torch.equal(one!.scores, three!.scores));
  }),
);

test(
  'NaN gives class 0 and a score of NaN, only where it reaches',
  clean((t) => {
    seedDraws(3);
    const masks = torch.randn([4, 6, 6]);
    masks.select(0, 1).select(0, 0).select(0, 0).fill_(Number.NaN);
    const options: SemanticInferenceOptions = { padded: [6, 6], scores: true };
    const { labels, scores } = semanticInference(torch.randn([4, 5]), masks, options);
    t.is(Number(labels.select(0, 0).select(0, 0).item()), 0);
    t.is(Number(scores.isnan().sum().item()), 1);
  }),
);

test(
  'any strides; no queries; scores only when asked for; shapes on the meta device',
  clean((t) => {
    seedDraws(4);
    const [logits, masks] = [torch.randn([5, 4]), torch.randn([6, 7, 5]).permute([2, 0, 1])];
    const options: SemanticInferenceOptions = { padded: [12, 14] };
    const { labels, scores } = semanticInference(logits, masks, options);
    t.true(torch.equal(labels, semanticInference(logits, masks.contiguous(), options).labels));
    t.is(scores.numel(), 0);
    t.is(
      Number(
        semanticInference(torch.zeros([0, 4]), torch.zeros([0, 6, 7]), options)
          .labels.sum()
          .item(),
      ),
      0,
    );
    const meta = { device: 'meta' } as const;
    const shaped = semanticInference(torch.empty([5, 4], meta), torch.empty([5, 6, 7], meta), options);
    t.deepEqual(shaped.labels.shape, [12, 14]);
  }),
);

test(
  'what does not fit is refused',
  clean((t) => {
    const [logits, masks] = [torch.zeros([5, 4]), torch.zeros([5, 6, 7])];
    const refused = (
      message: RegExp,
      l: Tensor,
      m: Tensor,
      o: SemanticInferenceOptions = { padded: [6, 7] },
    ) => t.throws(() => semanticInference(l, m, o), { message });
    refused(/class_logits must be \[Q, K \+ 1\]/, torch.zeros([5, 1]), masks);
    refused(/mask_logits must be \[Q, h, w\].*not \[4, 6, 7\]/, logits, masks.narrow(0, 0, 4));
    refused(/one dtype/, logits.to('float64'), masks);
    refused(/have no pixels/, logits, torch.zeros([5, 0, 7]));
    refused(/valid size \[7, 7\] must be within/, logits, masks, { padded: [6, 7], valid: [7, 7] });
    refused(/output size \[0, 3\] must be positive/, logits, masks, { padded: [6, 7], output: [0, 3] });
  }),
);
