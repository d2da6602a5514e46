import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clip, loadClip } from '@cotrain/models';
import { type StateDict, StateDictError } from '@cotrain/nn';
import {
  FileFormatError,
  loadFile,
  memory,
  saveFile,
  saveObject,
  scope,
  type Tensor,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { relativeError } from '../parity/compare.js';
import { hashTensor } from '../parity/hashUniform.js';

// clip_archive.pt is a narrow CLIP in the format of OpenAI's archives: TorchScript, most weights in float16.
const ARCHIVE = new URL('../golden/models/clip_archive.pt', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'cotrain-clip-'));
test.after.always(() => rmSync(folder, { recursive: true }));

const weightsOf = (change: (state: Record<string, Tensor>) => StateDict = (state) => state): StateDict => {
  const { input_resolution, context_length, vocab_size, ...state } = loadFile(ARCHIVE);
  return change(state);
};
const written = (name: string, state: StateDict): string => {
  const file = join(folder, name);
  saveFile(file, state);
  return file;
};
const withPrefix = (state: StateDict, prefix: string): StateDict =>
  Object.fromEntries(Object.entries(state).map(([key, tensor]) => [prefix + key, tensor]));

test("OpenAI's archive: the architecture is read from the shapes, weights become float32", (t) => {
  const before = memory();
  scope(() => {
    const clip = loadClip(ARCHIVE);
    t.false(clip.training);
    const { layers, width, heads, embedDim, inputResolution } = clip.visual.options;
    t.deepEqual(
      { layers, width, heads, embedDim, inputResolution },
      {
        layers: [1, 2, 1, 1],
        width: 4,
        heads: 2,
        embedDim: 16,
        inputResolution: 64,
      },
    );
    t.deepEqual(clip.text.options, {
      vocabSize: 40,
      contextLength: 12,
      width: 64,
      heads: 1,
      layers: 1,
      embedDim: 16,
    });
    t.true(clip.parameters().every(({ dtype }) => dtype === 'float32'));
    // A float16 and a float32 number, generated from their names.
    const { conv1, bn1 } = clip.visual;
    const expected = hashTensor('visual.conv1.weight', conv1.weight.shape).mul(Math.sqrt(3 / 27));
    assertClose(t, conv1.weight, expected, { relative: 1e-3 });
    t.is(relativeError(conv1.weight, expected.to({ dtype: 'float16' })), 0);
    const scales = bn1.stateDict().running_var!;
    assertClose(t, scales, hashTensor('visual.bn1.running_var', [2]).mul(0.25).add(1), { relative: 1e-6 });
    clip.dispose();
  });
  t.deepEqual(memory(), before);
});

test('the same weights from a state dict, plain or nested, in each format', (t) => {
  scope(() => {
    using clip = loadClip(ARCHIVE);
    const images = torch.randn([1, 3, 64, 64]);
    const tokens = torch.tensor([[5n, 9n, 39n, 0n]]);
    const { logitsPerImage } = clip.forward(images, tokens);
    const nested = join(folder, 'nested.pt');
    saveObject(nested, {
      epoch: 3,
      state_dict: withPrefix(weightsOf(), 'module.'),
      optimizer: [torch.ones([2])],
    });
    const float32 = weightsOf((state) =>
      Object.fromEntries(
        Object.entries(state).map(([key, tensor]) => [key, tensor.to({ dtype: 'float32' })]),
      ),
    );
    const renamed = join(folder, 'archive.pth');
    copyFileSync(ARCHIVE, renamed);
    const files = [
      written('plain.pt', weightsOf()),
      written('plain.pth', float32),
      written('plain.safetensors', weightsOf()),
      nested,
      renamed,
    ];
    for (const file of files) {
      using other = loadClip(file);
      t.is(relativeError(other.forward(images, tokens).logitsPerImage, logitsPerImage), 0, file);
    }
  });
});

test('what shapes do not tell is an option', (t) => {
  using clip = loadClip(ARCHIVE, {
    dtype: 'float16',
    visual: { heads: 4, freezeAt: 2, outFeatures: ['res4', 'res5'], attentionPool: false },
    text: { heads: 2 },
  });
  t.is(clip.text.options.heads, 2);
  t.is(clip.visual.options.heads, 4);
  t.deepEqual(Object.keys(clip.visual.outputs), ['res4', 'res5']);
  t.is(clip.visual.conv1.weight.dtype, 'float16');
  t.false(clip.visual.conv1.weight.requiresGrad);
  t.throws(() => loadClip(ARCHIVE, { visual: { width: 8 } } as never), { message: /unknown option 'width'/ });
});

test('a Vision Transformer, another model and a damaged one get different errors', (t) => {
  const before = memory();
  scope(() => {
    const transformer = written('vit.pt', {
      'visual.conv1.weight': torch.zeros([8, 3, 4, 4]),
      'visual.class_embedding': torch.zeros([8]),
      'visual.proj': torch.zeros([8, 16]),
    });
    t.throws(() => loadClip(transformer), {
      instanceOf: FileFormatError,
      message: /Vision Transformer \(visual\.class_embedding, visual\.proj.*RN50/,
    });
    const resnet = written('resnet.pt', { 'conv1.weight': torch.zeros([8, 3, 7, 7]) });
    t.throws(() => loadClip(resnet), {
      instanceOf: FileFormatError,
      message: /not a CLIP model.*conv1\.weight.*visual\.conv1\.weight/,
    });
    const halved = written(
      'visual.pt',
      weightsOf(({ text_projection, ...state }) => state),
    );
    t.throws(() => loadClip(halved), { instanceOf: FileFormatError, message: /text_projection.*missing/ });
    const lacking = written(
      'lacking.pt',
      weightsOf(({ 'visual.bn1.weight': _, ...state }) => state),
    );
    const error = t.throws(() => loadClip(lacking), { instanceOf: StateDictError });
    t.deepEqual(error.missing, ['visual.bn1.weight']);
    const misshaped = written('misshaped.pt', {
      ...weightsOf(),
      'visual.layer3.0.conv2.weight': torch.zeros([16, 16, 1, 1]),
    });
    t.throws(() => loadClip(misshaped), { message: /visual\.layer3\.0\.conv2\.weight is \[16, 16, 1, 1\]/ });
    t.throws(() => loadClip(join(folder, 'none.pt')), { code: 'ENOENT' });
  });
  t.deepEqual(memory(), before, 'a model that was begun is freed');
});

test('what this package writes loads again', (t) => {
  scope(() => {
    using clip = loadClip(ARCHIVE);
    using again: Clip = loadClip(written('own.safetensors', clip.stateDict()));
    t.deepEqual(Object.keys(again.stateDict()), Object.keys(clip.stateDict()));
    t.is(relativeError(again.text.textProjection, clip.text.textProjection), 0);
  });
});

test('a file that has CLIP twice asks which, and prefix says it', (t) => {
  scope(() => {
    const student = weightsOf();
    const teacher = weightsOf((state) => ({
      ...state,
      'visual.conv1.weight': state['visual.conv1.weight']!.mul(2),
    }));
    const both = { ...withPrefix(student, 'student._orig_mod.'), ...withPrefix(teacher, 'teacher.module.') };
    const file = written('twice.safetensors', both);
    t.throws(() => loadClip(file), {
      instanceOf: FileFormatError,
      message:
        /CLIP 2 times, with the prefixes '(student\._orig_mod|teacher\.module)\.', .*: choose one with prefix/,
    });
    const weight = (prefix: string) => loadClip(file, { prefix }).visual.conv1.weight;
    t.true(weight('teacher.module').equal(weight('student._orig_mod.').mul(2)));
    t.throws(() => loadClip(file, { prefix: 'techer.' }), { message: /after 'techer\.'/ });
  });
});
