import {
  generateSquareSubsequentMask,
  LayerNorm,
  MultiheadAttention,
  OptionError,
  ShapeError,
  TransformerDecoderLayer,
  TransformerEncoder,
  TransformerEncoderLayer,
} from '@cotrain/nn';
import { scope, torch } from '@cotrain/torch';
import test from 'ava';

test('isCausal means the causal mask, with and without weights', (t) => {
  scope(() => {
    using attention = new MultiheadAttention(4, 2, { batchFirst: true });
    const x = torch.randn([2, 3, 4]);
    const attnMask = generateSquareSubsequentMask(3);
    for (const needWeights of [true, false]) {
      const [masked] = attention.forward(x, x, x, { attnMask, needWeights });
      const [causal] = attention.forward(x, x, x, { isCausal: true, needWeights });
      t.true(torch.allclose(masked, causal, { atol: 1e-6 }));
    }
    const [, weights] = attention.forward(x, x, x, { isCausal: true });
    t.is(weights!.at(0, 0, 1).item(), 0);
  });
});

test('wrong shapes, masks and options say what was expected', (t) => {
  scope(() => {
    t.throws(() => new MultiheadAttention(6, 4), {
      instanceOf: OptionError,
      message: /6 features .* 4 heads/,
    });
    using attention = new MultiheadAttention(4, 2);
    const x = torch.zeros([3, 2, 4]);
    const refused: [() => unknown, RegExp][] = [
      [() => attention.forward(x.unsqueeze(0), x, x), /expected \[L, B, 4\], got \[1, 3, 2, 4\]$/],
      [() => attention.forward(x.at(0), x, x), /expected \[S, 4\], got \[3, 2, 4\]$/],
      [() => attention.forward(x.at(0), x.at(0), x.at(':', 0)), /expected \[2, 4\], got \[3, 4\]$/],
      [
        () => attention.forward(x.at(0), x.at(0), x.at(0), { keyPaddingMask: torch.zeros([1, 2]) }),
        /expected \[2\], got \[1, 2\]$/,
      ],
      [() => attention.forward(x, torch.zeros([5, 3, 4]), x), /expected \[S, 2, 4\], got \[5, 3, 4\]$/],
      [() => attention.forward(x, x, torch.zeros([5, 2, 4])), /expected \[3, 2, 4\], got \[5, 2, 4\]$/],
      [
        () => attention.forward(x, x, x, { attnMask: torch.zeros([3, 2]) }),
        /expected \[3, 3\], got \[3, 2\]$/,
      ],
      [
        () => attention.forward(x, x, x, { keyPaddingMask: torch.zeros([3, 2]) }),
        /expected \[2, 3\], got \[3, 2\]$/,
      ],
    ];
    for (const [call, message] of refused) t.throws(call, { instanceOf: ShapeError, message });
    t.throws(() => attention.forward(x, x, x, { attnMask: torch.zeros([3, 3], { dtype: 'int64' }) }), {
      instanceOf: OptionError,
      message: /boolean or floating-point, got int64/,
    });
    t.throws(() => attention.forward(x, x, x, { attentionMask: null } as object), {
      message: /unknown option/,
    });
    t.throws(() => new TransformerEncoderLayer(4, 2, { activation: 'selu' as 'relu' }), {
      message: /got 'selu'/,
    });
    t.throws(() => new TransformerDecoderLayer(4, 2, { dropouts: 1 } as object), { message: /'dropout'/ });
  });
});

test('a stack takes its layer over once; its layers start alike and learn apart', (t) => {
  scope(() => {
    const layer = new TransformerEncoderLayer(4, 2, { dimFeedforward: 3, dropout: 0 });
    using encoder = new TransformerEncoder(layer, 3, { norm: new LayerNorm(4) });
    t.is(encoder.layers.at(0), layer);
    t.deepEqual(encoder.layers.at(2).linear1.weight.toArray(), layer.linear1.weight.toArray());
    t.throws(() => new TransformerEncoder(layer, 2), { instanceOf: OptionError, message: /another stack/ });
    t.throws(() => new TransformerEncoder(layer.clone(), 0), { message: /numLayers/ });
    encoder
      .forward(torch.randn([3, 1, 4]))
      .mul(torch.arange(4))
      .sum()
      .backward();
    const [first, last] = [0, 2].map((i) => encoder.layers.at(i).linear1.weight.grad!);
    t.false(torch.allclose(first!, last!));
  });
});
