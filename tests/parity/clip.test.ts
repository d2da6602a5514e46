import { readFileSync } from 'node:fs';
import { Clip } from '@cotrain/models';
import { type DType, loadFile, noGrad, scope, type Tensor } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { relativeError } from './compare.js';
import { hashFill } from './hashFill.js';
import { hashTensor } from './hashUniform.js';

// clip_tiny: OpenAI's CLIP with a narrow ResNet, in evaluation mode. The loss is the sum of the image
// features times hash_tensor('g.img').

const path = (name: string) => new URL(`../golden/models/${name}`, import.meta.url).pathname;

function tinyClip(golden: Record<string, Tensor>): Clip {
  const clip = new Clip({
    embedDim: 48,
    visual: { layers: [1, 2, 1, 1], width: 8, inputResolution: 64 },
    text: { width: 64, heads: 4, layers: 3 },
  });
  const { 'token_embedding.weight': table, logit_scale: _, ...rest } = clip.stateDict();
  hashFill(rest);
  noGrad(() => table!.indexCopy_(0, golden.token_ids_used!, golden.token_rows_used!));
  return clip.eval();
}

const cases: { dtype: DType; forward: number; backward: number }[] = [
  { dtype: 'float32', forward: 2e-6, backward: 1e-5 },
  { dtype: 'float64', forward: 2e-6, backward: 1e-5 },
];

for (const { dtype, forward, backward } of cases) {
  test(`clip_tiny: maps, features, logits and gradients equal CLIP's (${dtype})`, (t) => {
    scope(() => {
      const golden = loadFile(path('clip_tiny.safetensors'));
      using clip = tinyClip(golden).to({ dtype });
      const images = golden['in.x']!.to({ dtype }).requiresGrad_();
      const tokens = golden['in.tokens']!; // int32 [3, 77]
      const maps = clip.visual.forward(images);
      const { logitsPerImage, logitsPerText } = clip.forward(images, tokens);
      const features = clip.encodeImage(images);
      features.mul(hashTensor('g.img', features.shape)).sum().backward();

      const embedded = clip.visual.embed(maps.res5!);
      t.deepEqual(embedded.spatial.shape, [2, 48, 2, 2]);
      const outputs: Record<string, Tensor> = {
        'mid.layer1': maps.res2!,
        'mid.layer2': maps.res3!,
        'mid.layer3': maps.res4!,
        'mid.layer4': maps.res5!,
        'out.image': features,
        'out.text': clip.encodeText(tokens),
        'out.logits_per_image': logitsPerImage,
      };
      for (const [name, tensor] of Object.entries(outputs)) {
        const error = relativeError(tensor, golden[name]!);
        t.true(error <= forward, `${name}: ${error}`);
      }
      assertClose(t, embedded.pooled, golden['out.image']!, { relative: forward });
      assertClose(t, logitsPerText.t(), golden['out.logits_per_image']!, { relative: forward });

      const parameters = Object.fromEntries(clip.namedParameters());
      const gradients = Object.keys(golden).filter((name) => name.startsWith('grad.'));
      t.is(gradients.length, 5);
      for (const name of gradients) {
        const key = name.slice('grad.'.length);
        const error = relativeError((key === 'x' ? images : parameters[key]!).grad!, golden[name]!);
        t.true(error <= backward, `${name}: ${error}`);
      }
    });
  });
}

test('clip_full_rn50: the default model has the official keys, in their order, and shapes', (t) => {
  const { n_params, visual, attnpool, state_dict } = JSON.parse(
    readFileSync(path('clip_full_rn50.json'), 'utf8'),
  ) as { n_params: number; visual: number; attnpool: number; state_dict: Record<string, number[]> };
  using clip = new Clip();
  const shapes = Object.entries(clip.stateDict()).map(([key, tensor]) => [key, tensor.shape]);
  t.deepEqual(shapes, Object.entries(state_dict));
  const count = (module: { parameters(): Tensor[] }) =>
    module.parameters().reduce((sum, tensor) => sum + tensor.numel(), 0);
  t.is(count(clip), n_params);
  t.is(count(clip.visual), visual);
  t.is(count(clip.visual.attnpool!), attnpool);
});
