import { readFileSync } from 'node:fs';
import { AttentionPool2d, ClipText, ContextDecoder, VisionToLanguage } from '@cotrain/models';
import type { StateDict } from '@cotrain/nn';
import { loadFile, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { relativeError } from './compare.js';
import { hashFill } from './hashFill.js';
import { hashTensor } from './hashUniform.js';

// denseclip_tiny_segmentation: DenseCLIP's attention pooling, context-aware text encoder, context decoder and
// score maps, starting from the image's last map and tokens. The loss is the sum of the score maps times
// hash_tensor('dc.g').

const path = (name: string) => new URL(`../golden/models/${name}`, import.meta.url).pathname;

/** DenseCLIP puts the learned contexts between the start token and the rest (`CLIPTextContextEncoder`). */
function textFeatures(text: ClipText, tokens: Tensor, context: Tensor): Tensor {
  const embedded = text.embed(tokens); // [N, L, W]
  const [count, length, width] = embedded.shape as [number, number, number];
  const contexts = context.expand([count, context.size(1), width]);
  const rest = embedded.narrow(1, 1, length - 1);
  const whole = torch.cat([embedded.narrow(1, 0, 1), contexts, rest], { dim: 1 });
  return text.encodeEmbeddings(whole, tokens.argmax({ dim: -1 }).add(context.size(1)));
}

function runCase() {
  const golden = loadFile(path('denseclip_tiny_segmentation.safetensors'));
  const pool = new AttentionPool2d({
    gridSize: 4,
    channels: 512,
    heads: 32,
    outputDim: 48,
    positions: 'interpolate',
  });
  hashFill(pool.stateDict(), (key) => `attnpool.${key}`);
  const text = new ClipText({ contextLength: 13, width: 64, heads: 4, layers: 2, embedDim: 48 });
  const { 'token_embedding.weight': table, ...rest } = text.stateDict();
  hashFill(rest);
  noGrad(() => table!.indexCopy_(0, golden.token_ids_used!, golden.token_rows_used!));
  const adapter = new VisionToLanguage({
    channels: 16,
    textDim: 48,
    numClasses: 10,
    width: 32,
    heads: 4,
    layers: 3,
    gamma: 0.1,
  }).eval();
  hashFill(adapter.contextDecoder.stateDict());
  return { golden, pool, text, adapter };
}

test('denseclip_tiny_segmentation: embeddings, refined text, score maps and gradients equal DenseCLIP', (t) => {
  scope(() => {
    const { golden, pool, text, adapter } = runCase();
    const context = golden['in.ctx']!.requiresGrad_();
    const embedded = pool.forward(golden['mid.layer4']!);
    const visual = { pooled: embedded.pooled, spatial: embedded.spatial.detach().requiresGrad_() };
    const features = textFeatures(text, golden['in.tokens']!, context);
    const refined = adapter.refine(features, visual);
    const scores = adapter.scoreMaps(features, visual);
    scores.mul(hashTensor('dc.g', scores.shape)).sum().backward();

    const outputs: StateDict = {
      global: embedded.pooled,
      local: embedded.spatial,
      text: features,
      diff: refined.sub(features).div(adapter.gamma),
      text2: refined,
      score: scores,
    };
    const weights = Object.fromEntries(adapter.contextDecoder.namedParameters());
    const gradients: StateDict = {
      ctx: context.grad!,
      gamma: adapter.gamma.grad!,
      local: visual.spatial.grad!,
      'cd.memory_proj.1.weight': weights['memory_proj.1.weight']!.grad!,
    };
    const compare = (kind: string, tensors: StateDict, limit: number) => {
      const errors = Object.entries(tensors).map(
        ([name, tensor]) => [`${kind}.${name}`, relativeError(tensor, golden[`${kind}.${name}`]!)] as const,
      );
      t.log(errors.map(([name, error]) => `${name} ${error.toExponential(1)}`).join(', '));
      for (const [name, error] of errors) t.true(error <= limit, `${name}: ${error}`);
    };
    compare('out', outputs, 1e-5);
    compare('grad', gradients, 1e-4);
    for (const module of [pool, text, adapter]) module.dispose();
  });
});

test("the context decoder's keys and shapes are the full model's", (t) => {
  const { n_params, shapes } = JSON.parse(readFileSync(path('denseclip_full_keys.json'), 'utf8'));
  using decoder = new ContextDecoder();
  const state = decoder.stateDict();
  const ours = Object.fromEntries(Object.entries(state).map(([key, tensor]) => [key, tensor.shape]));
  t.deepEqual(ours, shapes);
  t.is(
    decoder.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0),
    n_params,
  );
});

test('the context decoder starts as the official one: small matrices, biases of zero', (t) => {
  scope(() => {
    using decoder = new ContextDecoder({ visualDim: 64, transformerWidth: 64 });
    for (const [key, parameter] of decoder.namedParameters()) {
      const std = Number(parameter.std().item());
      if (parameter.ndim > 1) assertClose(t, std, 0.02, { absolute: 0.002 }, `${key}: ${std}`);
      else
        t.true(
          parameter
            .eq(key.endsWith('weight') ? 1 : 0)
            .all()
            .item() as boolean,
          key,
        );
    }
  });
});
