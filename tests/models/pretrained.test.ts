import { fileURLToPath } from 'node:url';
import {
  ClipVisual,
  type ClipVisualOptions,
  loadPretrained,
  MultiTaskModel,
  PretrainedError,
  type PretrainedSource,
  RELEASES,
  type Release,
  ResNet,
  type ResNetOptions,
} from '@cotrain/models';
import type { AnyModule, Module, StateDict } from '@cotrain/nn';
import {
  type CheckpointValue,
  FileFormatError,
  loadFile,
  memory,
  saveFile,
  saveObject,
  scope,
  type Tensor,
  torch,
} from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { hashUniform } from '../parity/hashUniform.js';
import { temporaryFolder } from '../torch/formats/temporary.js';

// The files of tests/golden/pretrained contain the values of hashUniform for torchvision's names, under each
// release's names.
const SMALL: ResNetOptions = { depth: 50, stemChannels: 4, res2Channels: 8, widthPerGroup: 2 };
const SMALL_CLIP: ClipVisualOptions = { layers: [1, 1, 1, 1], width: 4, embedDim: 6, inputResolution: 64 };
const { fresh } = temporaryFolder('pretrained');
const golden = (name: string) => fileURLToPath(new URL(`../golden/pretrained/${name}`, import.meta.url));

const values = new Map<string, Float32Array>();
/** The release's values for `tensor`. */
function expected(key: string, { shape }: Tensor): Tensor {
  const name = `${key} [${shape.join(', ')}]`;
  if (!values.has(name))
    values.set(
      name,
      hashUniform(
        key,
        shape.reduce((product, size) => product * size, 1),
      ),
    );
  return torch.tensor(values.get(name)!, { shape });
}

const isCount = (key: string) => key.endsWith('num_batches_tracked');

/** Whether every weight and statistic of the backbone equals the release's. */
function holds(
  t: ExecutionContext,
  backbone: AnyModule,
  except: (key: string) => boolean = () => false,
): void {
  for (const [key, tensor] of Object.entries(backbone.stateDict())) {
    if (isCount(key) || except(key)) continue;
    t.true(tensor.equal(expected(key, tensor)), key);
  }
}

/** The release's tensors with torchvision's names. */
function released(options: ResNetOptions = SMALL): StateDict {
  using model = new ResNet(options);
  return Object.fromEntries(
    Object.entries(model.stateDict()).map(([key, tensor]) => [
      key,
      isCount(key) ? torch.tensor(7) : expected(key, tensor),
    ]),
  );
}

const under = (prefix: string, state: StateDict): StateDict =>
  Object.fromEntries(Object.entries(state).map(([key, tensor]) => [prefix + key, tensor]));

const head = (name: string): StateDict => ({
  [`${name}.weight`]: torch.ones([2, 3]),
  [`${name}.bias`]: torch.ones([2]),
});

function written(value: { [key: string]: CheckpointValue }): string {
  const file = fresh();
  saveObject(file, value);
  return file;
}

/** detectron2's own spelling, from the file written by Python. */
const detectron2 = (): StateDict => loadFile(golden('torchvision_r50.pkl'), { key: 'model' });

type Spelling = (state: StateDict) => string;

const MM_META = { mmselfsup_version: '1.0.0rc1', epoch: 200 };
const MMSELFSUP: Record<string, Spelling> = {
  mmselfsup: (state) =>
    written({
      meta: MM_META,
      state_dict: {
        queue: torch.ones([2, 4]),
        ...under('backbone.', state),
        ...head('neck.mlp.0'),
        ...under('encoder_q.0.', state),
        ...head('encoder_k.1.mlp.0'),
      },
    }),
  'mmselfsup-backbone': (state) => written({ state_dict: state, author: 'MMSelfSup' }),
};
const VISSL: Spelling = (state) =>
  written({
    classy_state_dict: {
      base_model: { model: { trunk: under('_feature_blocks.', state), heads: head('0.clf.0') } },
    },
  });
const BACKBONE: Spelling = (state) => written(state);
const FOR_DETECTRON2: Spelling = () => golden('torchvision_r50.pkl');

/** Files in each spelling of each release. */
const FILES: Record<
  Exclude<PretrainedSource, 'clip' | 'mobilenet-v2-imagenet' | 'swin'>,
  Record<string, Spelling>
> = {
  torchvision: {
    official: () => golden('torchvision.pth'),
    checkpoint: (state) => written({ model: { ...state, ...head('fc') }, epoch: 3 }),
  },
  timm: {
    official: (state) => {
      const file = fresh('.safetensors');
      saveFile(file, { ...state, ...head('fc') });
      return file;
    },
    ema: (state) =>
      written({ arch: 'resnet50', state_dict: { 'conv1.bias': torch.ones([1]) }, state_dict_ema: state }),
    checkpoint: (state) => written({ arch: 'resnet50', state_dict: { ...state, ...head('fc') } }),
  },
  detectron2: {
    'for-detectron2': FOR_DETECTRON2,
    caffe2: () => golden('msra_r50.pkl'),
    'caffe2-blobs': () => written({ blobs: loadFile(golden('msra_r50.pkl')), cfg: 'MODEL:\n' }),
    model: () =>
      written({
        model: { ...under('backbone.bottom_up.', detectron2()), ...head('backbone.fpn_lateral2') },
        iteration: 9,
      }),
  },
  'moco-v1': {
    official: () => golden('moco_v1.pth.tar'),
    ...MMSELFSUP,
    'for-detectron2': FOR_DETECTRON2,
    vissl: VISSL,
    backbone: BACKBONE,
  },
  'moco-v2': {
    official: (state) =>
      written({
        arch: 'resnet50',
        state_dict: {
          ...under('module.encoder_q.', { ...state, ...head('fc.0'), ...head('fc.2') }),
          'module.encoder_k.conv1.weight': torch.zeros([4, 3, 7, 7]),
          'module.queue': torch.ones([2, 4]),
        },
      }),
    ...MMSELFSUP,
    'for-detectron2': FOR_DETECTRON2,
    vissl: VISSL,
    backbone: BACKBONE,
  },
  simclr: { ...MMSELFSUP, vissl: VISSL, backbone: BACKBONE },
  swav: {
    official: (state) =>
      written(under('module.', { ...state, ...head('projection_head.0'), ...head('prototypes') })),
    checkpoint: (state) =>
      written({ epoch: 4, state_dict: under('module.', { ...state, ...head('prototypes') }) }),
    ...MMSELFSUP,
    vissl: VISSL,
    backbone: BACKBONE,
  },
  byol: { ...MMSELFSUP, backbone: BACKBONE },
  detco: { ...MMSELFSUP, 'for-detectron2': FOR_DETECTRON2, backbone: BACKBONE },
  densecl: { ...MMSELFSUP, 'for-detectron2': FOR_DETECTRON2, backbone: BACKBONE },
  pixpro: {
    official: () => golden('pixpro.pth'),
    ...MMSELFSUP,
    'for-detectron2': FOR_DETECTRON2,
    backbone: BACKBONE,
  },
  cotrain: {
    run: (state) => {
      const file = fresh('.safetensors');
      saveFile(file, {
        ...under('model.backbone.', state),
        ...head('model.neck.fpn_output2'),
        'optimizer.0.step': torch.ones([1]),
      });
      return file;
    },
    model: (state) => written({ ...under('backbone.', state), ...head('neck.fpn_output2') }),
    backbone: BACKBONE,
  },
};

test('every spelling of every release has a file here', (t) => {
  for (const [from, { layouts }] of Object.entries<Release>(RELEASES)) {
    const isResNet = ({ backbone }: Release['layouts'][number]) => ['ResNet', 'any'].includes(backbone);
    const names = layouts.filter(isResNet).map(({ name }) => name);
    if (names.length > 0) t.deepEqual(Object.keys(FILES[from as keyof typeof FILES]), names, from);
  }
});

for (const [from, spellings] of Object.entries(FILES) as [PretrainedSource, Record<string, Spelling>][]) {
  for (const [layout, write] of Object.entries(spellings)) {
    test(`${from}: ${layout}`, (t) => {
      const isCaffe2 = layout.startsWith('caffe2');
      scope(() => {
        using model = new ResNet({ ...SMALL, strideIn1x1: isCaffe2 });
        const file = write(released());
        const before = memory().tensors;
        const report = loadPretrained(model, { from, file });
        t.is(memory().tensors, before);
        t.is(report.from, from);
        t.is(report.layout, layout);
        t.true(report.missing.every(isCount));
        t.deepEqual([...report.used, ...report.missing].sort(), Object.keys(model.stateDict()).sort());
        const used = report.used.length - (isCaffe2 ? 106 : 0); // 53 norms have no statistics in the file
        t.is(used + report.skipped.length, Object.keys(loadFile(file)).length);
        holds(t, model, (key) => isCaffe2 && /running_(mean|var)$/.test(key));
      });
    });
  }
}

test('the report tells what of a file was skipped, and which images the weights expect', (t) => {
  scope(() => {
    using model = new ResNet(SMALL);
    const supervised = loadPretrained(model, { from: 'torchvision', file: golden('torchvision.pth') });
    t.deepEqual(supervised.skipped, ['fc.weight', 'fc.bias']);
    t.is(supervised.missing.length, 53); // step counts, which files from before PyTorch 0.4.1 lack
    t.is(supervised.normalization, 'imagenet');
    const moco = loadPretrained(model, { from: 'moco-v1', file: golden('moco_v1.pth.tar') });
    t.true(moco.skipped.includes('state_dict.module.queue'));
    t.true(moco.skipped.includes('state_dict.module.encoder_k.layer4.2.conv3.weight'));
    t.true(moco.skipped.includes('optimizer.state.0.momentum_buffer'));
    t.deepEqual(moco.missing, []);
    t.is(model.stateDict()['bn1.num_batches_tracked']!.item(), 7);
  });
});

test("Caffe2's folded norms multiply and add exactly, and their stride is asked for", (t) => {
  scope(() => {
    using model = new ResNet({ ...SMALL, strideIn1x1: true, norm: 'frozen' });
    const report = loadPretrained(model, { from: 'detectron2', file: golden('msra_r50.pkl') });
    t.is(report.normalization, 'detectron2');
    t.deepEqual(report.skipped, ['conv1_b', 'fc1000_w', 'fc1000_b']);
    const x = torch.randn([2, 4, 3, 3]);
    const { 'bn1.weight': weight, 'bn1.bias': bias } = model.stateDict();
    const affine = x.mul(weight!.view([4, 1, 1])).add(bias!.view([4, 1, 1]));
    const normed = (model.bn1 as Module<[x: Tensor], Tensor>).forward(x);
    t.true(normed.allclose(affine, { rtol: 0, atol: 1e-6 }));
    using plain = new ResNet(SMALL);
    t.throws(() => loadPretrained(plain, { from: 'detectron2', file: golden('msra_r50.pkl') }), {
      instanceOf: PretrainedError,
      message: /stride in the 1x1 convolution: make the ResNet with strideIn1x1: true/,
    });
    t.throws(() => loadPretrained(model, { from: 'torchvision', file: golden('torchvision.pth') }), {
      message: /3x3 convolution.*strideIn1x1: false/,
    });
  });
});

test('frozen norms, a classifier, half precision: the model keeps its kinds and its classifier', (t) => {
  scope(() => {
    const file = written(
      Object.fromEntries(Object.entries(released()).map(([key, tensor]) => [key, tensor.to('float16')])),
    );
    using model = new ResNet({ ...SMALL, freezeAt: 2, numClasses: 3 });
    const classifier = model.fc!.weight.toArray();
    const { missing, skipped } = loadPretrained(model, { from: 'simclr', file });
    t.deepEqual(missing, ['fc.weight', 'fc.bias']);
    t.is(skipped.length, 11); // step counts of the frozen norms in the stem and res2
    t.deepEqual(model.fc!.weight.toArray(), classifier);
    const half = expected('conv1.weight', model.conv1.weight).to('float16').to('float32');
    t.is(model.conv1.weight.dtype, 'float32');
    t.true(model.conv1.weight.equal(half));
    t.false(model.conv1.weight.requiresGrad);
  });
});

test('a whole model takes its backbone and nothing else', (t) => {
  scope(() => {
    using model = new MultiTaskModel({
      backbone: SMALL,
      neck: { outChannels: 8 },
      heads: { sem_seg: { kind: 'semanticFpn', numClasses: 3 } },
    });
    const others = () =>
      Object.entries(model.stateDict()).flatMap(([key, tensor]) =>
        key.startsWith('backbone.') ? [] : [tensor.sum().item()],
      );
    const before = others();
    const { used } = loadPretrained(model, { from: 'moco-v1', file: golden('moco_v1.pth.tar') });
    t.true(used.includes('layer4.2.bn3.running_var'));
    holds(t, model.backbone);
    t.deepEqual(others(), before);
  });
});

test("CLIP's TorchScript archive goes into ClipVisual, with or without its attention pooling", (t) => {
  scope(() => {
    const file = golden('clip_rn50.pt');
    for (const attentionPool of [true, false]) {
      using model = new ClipVisual({ ...SMALL_CLIP, attentionPool });
      const report = loadPretrained(model, { from: 'clip', file });
      t.is(report.layout, 'official');
      t.is(report.normalization, 'clip');
      t.is(report.skipped.includes('visual.attnpool.q_proj.weight'), !attentionPool);
      t.true(report.skipped.includes('token_embedding.weight'));
      for (const [key, tensor] of Object.entries(model.stateDict())) {
        if (isCount(key)) continue;
        t.true(tensor.equal(expected(key, tensor).to('float16').to('float32')), key);
      }
    }
    const towers = loadFile(file);
    const visual = Object.fromEntries(
      Object.entries(towers).flatMap(([key, x]) => (key.startsWith('visual.') ? [[key.slice(7), x]] : [])),
    );
    for (const [layout, value] of Object.entries<{ [key: string]: CheckpointValue }>({
      openclip: { epoch: 1, state_dict: under('module.', towers) },
      checkpoint: { state_dict: towers },
      backbone: visual,
    })) {
      using model = new ClipVisual(SMALL_CLIP);
      t.is(loadPretrained(model, { from: 'clip', file: written(value) }).layout, layout);
      t.deepEqual(model.conv1.weight.toArray(), visual['conv1.weight']!.to('float32').toArray());
    }
  });
});

test('a backbone of another kind is an error that says which to make', (t) => {
  scope(() => {
    using resnet = new ResNet(SMALL);
    using clip = new ClipVisual(SMALL_CLIP);
    t.throws(() => loadPretrained(resnet, { from: 'clip', file: golden('clip_rn50.pt') }), {
      instanceOf: PretrainedError,
      message: /use a ClipVisual as the backbone/,
    });
    t.throws(() => loadPretrained(clip, { from: 'moco-v1', file: golden('moco_v1.pth.tar') }), {
      message:
        /'moco-v1' has weights of a ResNet, but the backbone is a ClipVisual: use a ResNet as the backbone, or load from clip or cotrain$/,
    });
    t.throws(() => loadPretrained(resnet, { from: 'moco-v3' as 'moco-v2', file: 'x.pth' }), {
      message: /unknown release 'moco-v3' \(did you mean 'moco-v1'\?\)/,
    });
  });
});

test('another release is told by its keys: the versions of MoCo, and what would fit', (t) => {
  scope(() => {
    using model = new ResNet(SMALL);
    const v1 = golden('moco_v1.pth.tar');
    t.throws(() => loadPretrained(model, { from: 'moco-v2', file: v1 }), {
      message: /is MoCo v1: give from: 'moco-v1'/,
    });
    t.throws(() => loadPretrained(model, { from: 'pixpro', file: v1 }), {
      message:
        /no key of the backbone .* 'pixpro' .*'model\.module\.encoder\.'.* it has state_dict\.module\.encoder_q\.conv1\.weight, .*It would match from: 'moco-v1', 'moco-v2'/,
    });
    const bytes = fresh();
    saveFile(bytes, { x: torch.ones([1]) });
    t.throws(() => loadPretrained(model, { from: 'swav', file: bytes }), { message: /it has x$/ });
    t.throws(() => loadPretrained(model, { from: 'swav', file: golden('make_pretrained.py') }), {
      instanceOf: FileFormatError,
    });
  });
});

test('nothing is loaded from a file that lacks a part, has more, or other shapes', (t) => {
  scope(() => {
    using model = new ResNet(SMALL);
    const before = model.stateDict()['conv1.weight']!.clone();
    const state = released();
    const fails = (file: string) => {
      const error = t.throws(() => loadPretrained(model, { from: 'byol', file }), {
        instanceOf: PretrainedError,
      })!;
      t.true(model.stateDict()['conv1.weight']!.equal(before));
      return error as PretrainedError;
    };

    const cut = Object.fromEntries(Object.entries(state).filter(([key]) => !key.startsWith('layer4.')));
    const lacks = fails(written(cut));
    t.is(lacks.missing.length, 50);
    t.regex(lacks.message, /missing keys \(50\): layer4\.0\.conv1\.weight, .*, and 40 more/);

    const other = fails(written({ ...state, 'layer1.0.conv2.weight': torch.ones([3, 2, 3, 3]) }));
    t.regex(other.message, /layer1\.0\.conv2\.weight is \[3, 2, 3, 3\], expected \[2, 2, 3, 3\]/);
    t.deepEqual(other.missing, []);

    // A deeper network covers every key of this one.
    const deeper = fails(written(released({ ...SMALL, depth: 101 })));
    t.true(deeper.unexpected.includes('layer3.22.conv1.weight'));
    t.regex(deeper.message, /keys of another backbone/);
  });
});

test('onMissing: keep takes what a file has', (t) => {
  scope(() => {
    using model = new ResNet(SMALL);
    const state = Object.fromEntries(
      Object.entries(released()).filter(([key]) => !key.startsWith('layer4.')),
    );
    const last = model.stateDict()['layer4.2.conv3.weight']!.clone();
    const report = loadPretrained(model, { from: 'byol', file: written(state), onMissing: 'keep' });
    t.is(report.missing.filter((key) => !isCount(key)).length, 50);
    t.true(model.stateDict()['layer4.2.conv3.weight']!.equal(last));
    holds(t, model, (key) => key.startsWith('layer4.'));
    t.throws(
      () => loadPretrained(model, { from: 'swav', file: golden('moco_v1.pth.tar'), onMissing: 'keep' }),
      {
        instanceOf: PretrainedError,
      },
    );
  });
});
