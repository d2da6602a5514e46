import { LanguageToVision, type LanguageToVisionOptions } from '@cotrain/models';
import { loadFile, scope } from '@cotrain/torch';
import test from 'ava';
import { relativeError } from './compare.js';
import { hashFill } from './hashFill.js';
import { hashTensor } from './hashUniform.js';

// lv_decoder_candidates: four readings of the paper's Eq. 5, computed with MaskFormer's decoder layers
// (post_*, pre_*) and with torch.nn.TransformerDecoder (torchnn_post). Their loss is the sum of the output
// times hash_tensor('lv.g').

const SIZES = { channels: 32, textDim: 48, layers: 3, heads: 4, dimFeedforward: 64 };

const READINGS: Record<string, LanguageToVisionOptions> = {
  post_pos: {},
  post_nopos: { positions: 'none' },
  pre_nopos: { positions: 'none', preNorm: true },
  torchnn_post: { positions: 'none', finalNorm: false },
};

for (const [name, reading] of Object.entries(READINGS)) {
  test(`${name}: output and gradients equal the official layers'`, (t) => {
    scope(() => {
      const golden = loadFile(
        new URL('../golden/models/lv_decoder_candidates.safetensors', import.meta.url).pathname,
      );
      using adapter = new LanguageToVision({ ...SIZES, ...reading }).eval();
      const prefix = name === 'torchnn_post' ? 'lv.nn.' : 'lv.dec.';
      hashFill(adapter.stateDict(), (key) => (key.startsWith('dec.') ? prefix + key.slice(4) : `lv.${key}`));
      const z5 = hashTensor('lv.z5', [2, 32, 6, 10]).requiresGrad_();
      const text = golden['in.text']!.requiresGrad_();
      const adapted = adapter.forward(z5, text);
      adapted.mul(hashTensor('lv.g', adapted.shape)).sum().backward();
      const errors = {
        out: relativeError(adapted, golden[`${name}.out`]!),
        z5: relativeError(z5.grad!, golden[`${name}.grad_z5`]!),
        text: relativeError(text.grad!, golden[`${name}.grad_text`]!),
      };
      t.log(
        Object.entries(errors)
          .map(([key, error]) => `${key} ${error.toExponential(1)}`)
          .join(', '),
      );
      t.true(errors.out <= 1e-5, `out: ${errors.out}`);
      t.true(errors.z5 <= 1e-4, `gradient of z5: ${errors.z5}`);
      t.true(errors.text <= 1e-4, `gradient of the text: ${errors.text}`);
    });
  });
}

test('keys are those of the golden state dict', (t) => {
  using adapter = new LanguageToVision({ ...SIZES, layers: 1 });
  const layer = [
    ...['self_attn', 'multihead_attn'].flatMap((attention) =>
      ['in_proj_weight', 'in_proj_bias', 'out_proj.weight', 'out_proj.bias'].map(
        (key) => `${attention}.${key}`,
      ),
    ),
    ...['linear1', 'linear2', 'norm1', 'norm2', 'norm3'].flatMap((key) => [`${key}.weight`, `${key}.bias`]),
  ];
  const expected = ['fc.weight', 'fc.bias', 'dec.norm.weight', 'dec.norm.bias'];
  t.deepEqual(
    Object.keys(adapter.stateDict()).sort(),
    [...expected, ...layer.map((key) => `dec.layers.0.${key}`)].sort(),
  );
});
