import {
  ConvAdapter,
  Fpn,
  type LanguageAdapterConfig,
  LanguageToVision,
  makeConvAdapters,
  makeLanguageAdapter,
  PromptMaps,
  VisionToLanguage,
} from '@cotrain/models';
import { functional, OptionError, ShapeError } from '@cotrain/nn';
import { noGrad, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { relativeError } from '../parity/compare.js';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';

// Equality with the official code is tested in tests/parity/{languageToVision,denseclip}.test.ts.

const SIZES = { channels: 16, textDim: 12, numClasses: 5 };
const L2V = { channels: 16, textDim: 12, layers: 2, heads: 2, dimFeedforward: 32 };
const CONFIGS: LanguageAdapterConfig[] = [
  { kind: 'l2v', layers: 2, heads: 2, dimFeedforward: 32 },
  { kind: 'prompt' },
  { kind: 'v2l', layers: 1, width: 8, heads: 2, gamma: 0.1 },
];

const normalized = (x: Tensor, dim: number) => functional.normalize(x, { dim });
const inputs = () => ({
  z5: torch.randn([2, 16, 3, 4]).requiresGrad_(),
  text: normalized(torch.randn([5, 12]), 1).requiresGrad_(),
  visual: { pooled: torch.randn([2, 12]), spatial: torch.randn([2, 12, 3, 4]) },
});
/** A map [B, C, H, W] with its pixels in reverse order. */
const turned = (map: Tensor) => map.flip([2, 3]);

for (const config of CONFIGS) {
  test(
    `${config.kind}: the map keeps its shape, and gradients reach the map, the text and every parameter`,
    clean((t) => {
      seedDraws(3);
      const { z5, text, visual } = inputs();
      using adapter = makeLanguageAdapter(config, SIZES);
      const adapted = adapter.forward(z5, text, visual);
      t.deepEqual(adapted.shape, z5.shape);
      t.is(adapter.needsVisual, config.kind === 'v2l');
      adapted.square().sum().mul(torch.randn([])).backward();
      for (const [name, { grad }] of [
        ['z5', z5] as const,
        ['text', text] as const,
        ...adapter.namedParameters(),
      ])
        t.true(grad !== null && Number(grad.abs().sum().item()) > 0, name);
    }),
  );
}

test(
  'LanguageToVision by default is three standard layers with sine positions and norms after them',
  clean((t) => {
    using adapter = new LanguageToVision();
    t.deepEqual(adapter.options, {
      channels: 256,
      textDim: 1024,
      layers: 3,
      heads: 8,
      dimFeedforward: 2048,
      dropout: 0.1,
      preNorm: false,
      finalNorm: true,
      positions: 'sine',
      selfAttention: true,
    });
    t.is(
      adapter.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0),
      4_999_168,
    );
    const z5 = torch.randn([1, 256, 2, 2]);
    const adapted = adapter.eval().forward(z5, torch.randn([3, 1024]));
    // The affine values of the last norm are initially 1 and 0.
    assertClose(t, adapted.mean([1]), torch.zeros([1, 2, 2]), { relative: 1e-5 });
  }),
);

test(
  'without positions a pixel is what it holds, with sines also where it lies; the order of the classes is nothing',
  clean((t) => {
    seedDraws(4);
    const { z5, text } = inputs();
    using blind = new LanguageToVision({ ...L2V, positions: 'none' }).eval();
    using placed = new LanguageToVision(L2V).eval();
    placed.loadStateDict(blind.stateDict());
    const difference = (adapter: LanguageToVision) =>
      relativeError(adapter.forward(turned(z5), text), turned(adapter.forward(z5, text)));
    t.true(difference(blind) < 1e-5);
    t.true(difference(placed) > 1e-3);
    assertClose(t, placed.forward(z5, text.flip([0])), placed.forward(z5, text), { relative: 1e-5 });
  }),
);

test(
  'without self-attention pixels do not see each other, and its weights are not there',
  clean((t) => {
    seedDraws(5);
    const { z5, text } = inputs();
    using alone = new LanguageToVision({ ...L2V, selfAttention: false }).eval();
    using together = new LanguageToVision(L2V).eval();
    const other = z5.detach().clone();
    other.at(0, ':', 0, 0).add_(1);
    const far = (adapter: LanguageToVision) =>
      relativeError(
        adapter.forward(other, text).at(0, ':', 2, 3),
        adapter.forward(z5, text).at(0, ':', 2, 3),
      );
    t.true(far(alone) < 1e-6);
    t.true(far(together) > 1e-4);
    const keys = Object.keys(alone.stateDict());
    t.false(keys.some((key) => /self_attn|norm1/.test(key)));
    t.true(keys.includes('dec.layers.1.multihead_attn.in_proj_weight'));
  }),
);

test(
  'an image is adapted by itself, in evaluation always alike, in training with dropout',
  clean((t) => {
    seedDraws(6);
    const { z5, text } = inputs();
    using adapter = new LanguageToVision({ ...L2V, dropout: 0.5 });
    t.true(relativeError(adapter.forward(z5, text), adapter.forward(z5, text)) > 1e-3);
    adapter.eval();
    const both = adapter.forward(z5, text);
    t.true(torch.equal(adapter.forward(z5, text), both));
    assertClose(t, adapter.forward(z5.at('1:'), text), both.at('1:'), { relative: 1e-5 });
  }),
);

test(
  'PromptMaps puts cosines of pixels and projected text behind the map',
  clean((t) => {
    seedDraws(7);
    const { z5, text } = inputs();
    using adapter = new PromptMaps(SIZES);
    // A projection that exposes the maps: the first five channels are the class maps, the others the input
    // map.
    noGrad(() => {
      adapter.proj.weight.zero_();
      for (let i = 0; i < 16; i++) adapter.proj.weight.at(i, i < 5 ? 16 + i : i).fill_(1);
    });
    const adapted = adapter.forward(z5, text);
    const classes = normalized(text.matmul(adapter.fc.weight.t()).add(adapter.fc.bias!), 1); // [5, 16]
    const pixels = normalized(z5, 1).permute([0, 2, 3, 1]); // [2, 3, 4, 16]
    const expected = pixels.matmul(classes.t()).permute([0, 3, 1, 2]); // [2, 5, 3, 4]
    assertClose(t, adapted.at(':', ':5'), expected, { relative: 1e-5 });
    assertClose(t, adapted.at(':', '5:'), z5.at(':', '5:'), { relative: 1e-6 });
    t.true(Number(expected.abs().max().item()) <= 1);
  }),
);

test(
  'VisionToLanguage starts a ten-thousandth away from the text, and without it compares the text itself',
  clean((t) => {
    seedDraws(8);
    const { text, visual } = inputs();
    using adapter = new VisionToLanguage({ ...SIZES, width: 8, heads: 2 }).eval();
    assertClose(t, adapter.gamma, torch.full([12], 1e-4), { relative: 1e-6 });
    const refined = adapter.refine(text, visual);
    t.deepEqual(refined.shape, [2, 5, 12]);
    const moved = relativeError(refined, text.unsqueeze(0).expand([2, 5, 12]));
    t.true(moved > 0 && moved < 1e-3, String(moved));

    noGrad(() => adapter.gamma.zero_());
    const cosines = normalized(text, 1).matmul(normalized(visual.spatial, 1).flatten({ startDim: 2 }));
    assertClose(t, adapter.scoreMaps(text, visual), cosines, { relative: 1e-5 });
  }),
);

test(
  'VisionToLanguage looks at the whole image and at its places',
  clean((t) => {
    seedDraws(9);
    const { text, visual } = inputs();
    using adapter = new VisionToLanguage({ ...SIZES, width: 8, heads: 2, gamma: 1 }).eval();
    noGrad(() => {
      for (const parameter of adapter.contextDecoder.parameters())
        if (parameter.ndim > 1) parameter.copy_(torch.randn(parameter.shape));
    });
    const before = adapter.refine(text, visual);
    const differs = (other: typeof visual) => relativeError(adapter.refine(text, other), before) > 1e-4;
    t.true(differs({ ...visual, pooled: torch.randn([2, 12]) }));
    t.true(differs({ ...visual, spatial: torch.randn([2, 12, 3, 4]) }));
  }),
);

const SPECS = { res4: { channels: 8, stride: 16 }, res5: { channels: 16, stride: 32 } };
const maps = () => ({ res4: torch.randn([1, 8, 5, 7]), res5: torch.randn([1, 16, 3, 4]) });

test(
  "ConvAdapter is two convolutions on each map, which a neck takes as the backbone's",
  clean((t) => {
    using adapter = new ConvAdapter(SPECS, { kernelSize: 3 });
    using neck = new Fpn(adapter.outputs, { outChannels: 8 });
    t.deepEqual(
      Object.entries(adapter.stateDict()).map(([key, { shape }]) => `${key} ${shape}`),
      [
        ...['maps.res4.conv1.weight 2,8,3,3', 'maps.res4.conv1.bias 2'],
        ...['maps.res4.conv2.weight 8,2,3,3', 'maps.res4.conv2.bias 8'],
        ...['maps.res5.conv1.weight 4,16,3,3', 'maps.res5.conv1.bias 4'],
        ...['maps.res5.conv2.weight 16,4,3,3', 'maps.res5.conv2.bias 16'],
      ],
    );
    t.deepEqual(neck.forward(adapter.forward(maps())).p4!.shape, [1, 8, 5, 7]);
  }),
);

for (const residual of ['scalar', 'vector'] as const) {
  test(
    `ConvAdapter with a ${residual} begins a thousandth away from its input, and learns how far to go`,
    clean((t) => {
      seedDraws(10);
      using plain = new ConvAdapter(SPECS);
      using adapter = new ConvAdapter(SPECS, { residual });
      adapter.loadStateDict(plain.stateDict(), { strict: false });
      const given = maps();
      const [adapted, added] = [adapter.forward(given), plain.forward(given)];
      for (const name of ['res4', 'res5'] as const)
        assertClose(t, adapted[name]!, given[name].add(added[name]!.mul(0.001)), { relative: 1e-6 });
      adapted.res5!.square().sum().backward();
      const scale = adapter.stateDict()['maps.res5.scale']!;
      t.deepEqual(scale.shape, residual === 'vector' ? [16, 1, 1] : [1]);
      const learned = adapter.namedParameters().find(([key]) => key === 'maps.res5.scale')![1];
      t.true(learned.grad!.ne(0).all().item() as boolean);
    }),
  );
}

test(
  "the rows of Table 9 are the configuration's kinds",
  clean((t) => {
    const neck = { p4: { channels: 8, stride: 16 } };
    const made = (['none', 'pre', 'post', 'pre-scalar', 'pre-vector'] as const).map((kind) => {
      const { pre, post } = makeConvAdapters({ kind }, SPECS, neck);
      const told = [pre, post].map(
        (adapter) => adapter && `${adapter.describe()} ${(adapter as ConvAdapter).options.residual}`,
      );
      pre?.dispose();
      post?.dispose();
      return told;
    });
    t.deepEqual(made, [
      [null, null],
      ['ConvAdapter(res4, res5) none', null],
      [null, 'ConvAdapter(p4) none'],
      ['ConvAdapter(res4, res5) scalar', null],
      ['ConvAdapter(res4, res5) vector', null],
    ]);
  }),
);

test(
  'what does not fit is refused',
  clean((t) => {
    const { z5, text, visual } = inputs();
    const refuses = (make: () => unknown, message: RegExp) =>
      t.throws(make, { instanceOf: OptionError, message });
    refuses(
      () => new LanguageToVision({ ...L2V, heads: 3 }),
      /LanguageToVision: 16 channels are not divisible into 3 heads/,
    );
    refuses(
      () => new LanguageToVision({ ...L2V, layers: 0 }),
      /layers must be a whole number above 0, got 0/,
    );
    refuses(() => new LanguageToVision({ positions: 'learned' as 'sine' }), /sine or none, got 'learned'/);
    refuses(() => new LanguageToVision({ layer: 3 } as object), /unknown option 'layer'.*'layers'/);
    refuses(
      () => new PromptMaps({ channels: 16 } as never),
      /numClasses must be a whole number above 0, but it is missing/,
    );
    refuses(
      () => new VisionToLanguage({ ...SIZES, heads: 3 }),
      /256 features are not divisible into 3 heads/,
    );
    refuses(() => new VisionToLanguage({ ...SIZES, layers: 0 }), /VisionToLanguage: layers must be/);
    refuses(
      () => new ConvAdapter(SPECS, { kernelSize: 2 }),
      /kernelSize must be an odd number above 0, got 2/,
    );
    refuses(() => new ConvAdapter(SPECS, { reduction: 0 }), /reduction must be above 0/);
    refuses(() => new ConvAdapter(SPECS, { residual: 'sum' as 'none' }), /none, scalar or vector, got 'sum'/);
    refuses(() => makeLanguageAdapter({ kind: 'lv' as 'l2v' }, SIZES), /l2v, prompt, v2l, got 'lv'/);
    refuses(() => makeConvAdapters({ kind: 'pre-sum' as 'pre' }, SPECS, {}), /pre-vector, got 'pre-sum'/);

    using l2v = makeLanguageAdapter(CONFIGS[0]!, SIZES);
    using prompt = makeLanguageAdapter(CONFIGS[1]!, SIZES);
    using v2l = makeLanguageAdapter(CONFIGS[2]!, SIZES);
    using conv = new ConvAdapter(SPECS);
    refuses(() => v2l.forward(z5, text), /pass the image embedding, which ClipVisual with attentionPool/);
    const misshaped = (run: () => unknown, message: RegExp) =>
      t.throws(run, { instanceOf: ShapeError, message });
    misshaped(() => l2v.forward(z5.at(0), text), /expected \[B, 16, H, W\], got \[16, 3, 4\]/);
    misshaped(() => l2v.forward(z5, text.at(':', ':8')), /text: expected \[N, 12\], got \[5, 8\]/);
    misshaped(() => prompt.forward(z5, text.at(':3')), /text: expected \[5, 12\], got \[3, 12\]/);
    misshaped(
      () => v2l.forward(z5.at(':', ':', ':2'), text, visual),
      /visual.spatial: expected \[2, 12, 2, 4\], got \[2, 12, 3, 4\]/,
    );
    misshaped(
      () => v2l.forward(z5, text, { ...visual, pooled: torch.randn([2, 16]) }),
      /visual.pooled: expected \[B, 12\], got \[2, 16\]/,
    );
    misshaped(
      () => conv.forward({ ...maps(), res5: torch.randn([1, 8, 3, 4]) }),
      /ConvAdapter\(res4, res5\): res5: expected \[B, 16, H, W\]/,
    );
    t.throws(() => conv.forward({ res4: maps().res4 }), {
      message: "ConvAdapter(res4, res5): no feature map 'res5'; there are res4",
    });
  }),
);
