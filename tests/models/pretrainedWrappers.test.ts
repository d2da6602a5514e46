// Weights saved inside the wrappers of training code, including nested wrappers, for every release.
import {
  type Backbone,
  ClipVisual,
  type ClipVisualOptions,
  loadPretrained,
  MobileNetV2,
  PretrainedError,
  type PretrainedSource,
  RELEASES,
  ResNet,
  type ResNetOptions,
  SwinTransformer,
} from '@cotrain/models';
import { OptionError, type StateDict } from '@cotrain/nn';
import { saveFile, scope, torch } from '@cotrain/torch';
import test from 'ava';
import { seedDraws } from '../seed.js';
import { temporaryFolder } from '../torch/formats/temporary.js';

const SMALL: ResNetOptions = { depth: 18, stemChannels: 4, res2Channels: 4 };
const SMALL_CLIP: ClipVisualOptions = { layers: [1, 1, 1, 1], width: 4, embedDim: 6, inputResolution: 64 };
const { fresh } = temporaryFolder('wrappers');

const MAKE: Record<string, () => Backbone> = {
  ClipVisual: () => new ClipVisual(SMALL_CLIP),
  MobileNetV2: () => new MobileNetV2({ widthMultiplier: 0.25, padding: 'same' }),
  SwinTransformer: () =>
    new SwinTransformer({ embedDim: 6, depths: [1, 1, 1, 1], heads: [1, 1, 1, 1], windowSize: 2 }),
};

const make = (from: PretrainedSource): Backbone =>
  MAKE[RELEASES[from].layouts[0].backbone]?.() ?? new ResNet(SMALL);

const under = (prefix: string, state: StateDict): StateDict =>
  Object.fromEntries(Object.entries(state).map(([key, tensor]) => [prefix + key, tensor]));

function written(state: StateDict): string {
  const file = fresh('.safetensors');
  // Copies, because safetensors refuses tensors that share memory.
  saveFile(file, Object.fromEntries(Object.entries(state).map(([key, tensor]) => [key, tensor.clone()])));
  return file;
}

/** Weights with the backbone's own names, which all layouts accept except those of Caffe2 and detectron2. */
function weights(from: PretrainedSource, seed = 1): StateDict {
  seedDraws(seed);
  return make(from).stateDict();
}

const PREFIXES = [
  'module.',
  '_orig_mod.',
  'module._orig_mod.',
  '_orig_mod.module.',
  'state_dict.model.',
  'state_dict.module.model.backbone.',
  'model.net.',
  'student.module.backbone.',
  'teacher.backbone._orig_mod.',
  'model_ema.module.encoder.',
  'ema.',
];
const SOURCES = (Object.keys(RELEASES) as PretrainedSource[]).filter((from) => from !== 'detectron2');

for (const from of SOURCES)
  test(`${from}: behind any wrappers`, (t) => {
    for (const prefix of PREFIXES)
      scope(() => {
        const state = weights(from);
        const file = written({ ...under(prefix, state), epoch: torch.tensor(3) });
        const model = make(from);
        const report = loadPretrained(model, { from, file });
        t.is(report.prefix, prefix);
        for (const [key, tensor] of Object.entries(model.stateDict())) t.true(tensor.equal(state[key]!), key);
      });
  });

test("parts of a release's prefix that are not wrappers follow the wrappers; MoCo's versions are still distinguished", (t) => {
  scope(() => {
    const state = weights('moco-v2');
    const prefix = 'state_dict._orig_mod.module.encoder_q.';
    const keys = under('state_dict._orig_mod.module.encoder_k.', state);
    const file = written({ ...under(prefix, state), ...keys, [`${prefix}fc.2.weight`]: torch.ones([2, 2]) });
    t.is(loadPretrained(make('moco-v2'), { from: 'moco-v2', file }).prefix, prefix);
    t.throws(() => loadPretrained(make('moco-v1'), { from: 'moco-v1', file }), {
      message: /which is MoCo v2/,
    });
  });
});

test('a file that has the network twice asks which, and prefix says it', (t) => {
  scope(() => {
    const [student, teacher] = [weights('torchvision', 1), weights('torchvision', 2)];
    const file = written({ ...under('student.module.', student), ...under('teacher.module.', teacher) });
    const load = (prefix?: string) => {
      const model = make('torchvision');
      loadPretrained(model, { from: 'torchvision', file, ...(prefix !== undefined && { prefix }) });
      return model.stateDict()['conv1.weight']!;
    };
    t.throws(() => load(), {
      instanceOf: PretrainedError,
      message:
        /the backbone 2 times, with the prefixes '(student|teacher)\.module\.', .*: choose one with prefix/,
    });
    t.true(load('teacher.module.').equal(teacher['conv1.weight']!));
    t.true(load('student.module').equal(student['conv1.weight']!), 'the last dot may be left out');
    t.throws(() => load('techer.'), {
      instanceOf: PretrainedError,
      message: /no key has the prefix 'techer\.'; the file has \w+\.module/,
    });
    t.throws(() => load('teacher.'), { instanceOf: PretrainedError, message: /no key of the backbone/ });
    const odd = written(under('my.own.holder.', student));
    const model = make('torchvision');
    t.throws(() => loadPretrained(model, { from: 'torchvision', file: odd }), {
      instanceOf: PretrainedError,
    });
    t.notThrows(() => loadPretrained(model, { from: 'torchvision', file: odd, prefix: 'my.own.holder.' }));
    t.throws(() => loadPretrained(model, { from: 'torchvision', file, onMissing: 'kep' as 'keep' }), {
      instanceOf: OptionError,
      message: /did you mean 'keep'/,
    });
  });
});
