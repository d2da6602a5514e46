import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BDD100K_CLASS_NAMES,
  BDD100K_VECTOR_NAMES,
  ClassVectors,
  type ClassVectorsOptions,
  DataPackageError,
  loadClassVectors,
  loadPretrained,
  MobileNetV2,
  MultiTaskModel,
  PretrainedError,
  ResNet,
  readDataPackage,
} from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import {
  loadFile,
  memory,
  nearestNames,
  readMetadata,
  saveFile,
  scope,
  type Tensor,
  torch,
} from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';
import { temporaryFolder } from '../torch/formats/temporary.js';

const { fresh } = temporaryFolder('packages');
const CLIP_TEXT = '@cotrain/weights-clip-text';

/** Installs a package for the duration of a test. @returns its name */
function install(t: ExecutionContext, manifest: object, files: (folder: string) => void = () => {}): string {
  const folder = fresh();
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  files(folder);
  const home = fresh();
  const name = 'weights-of-a-test';
  mkdirSync(join(home, 'node_modules'), { recursive: true });
  symlinkSync(folder, join(home, 'node_modules', name));
  const before = process.cwd();
  process.chdir(home);
  t.teardown(() => process.chdir(before));
  return name;
}

test.serial('MobileNetV2 is loaded by the name of its release, out of the installed package', (t) => {
  const before = memory().tensors;
  scope(() => {
    using backbone = new MobileNetV2({ padding: 'same' });
    const report = loadPretrained(backbone, { from: 'mobilenet-v2-imagenet' });
    t.is(report.normalization, 'inception');
    t.deepEqual(
      report.missing.filter((key) => !key.endsWith('num_batches_tracked')),
      [],
    );
    const { file } = readDataPackage('@cotrain/weights-mobilenet-v2', 'weights');
    const stored = loadFile(file);
    const own = backbone.stateDict();
    const stem = own['features.0.0.weight']!;
    t.is(stem.dtype, 'float32');
    t.is(stored['features.0.0.weight']!.dtype, 'float16');
    t.true(stem.equal(stored['features.0.0.weight']!.to('float32')));
    t.is(stored['features.0.1.running_var']!.dtype, 'float32', 'statistics keep their range');
    using same = new MobileNetV2({ padding: 'same' });
    loadPretrained(same, { package: '@cotrain/weights-mobilenet-v2' });
    t.true(same.stateDict()['features.17.conv.2.weight']!.equal(own['features.17.conv.2.weight']!));
  });
  t.is(memory().tensors, before);
});

test.serial('what is not there is said with the command that helps, or with what is there', (t) => {
  using backbone = new MobileNetV2({ padding: 'same' });
  t.throws(() => loadPretrained(backbone, { package: '@cotrain/weights-of-nobody' }), {
    instanceOf: DataPackageError,
    code: 'E_DATA_PACKAGE',
    message:
      "the package '@cotrain/weights-of-nobody' is not installed: npm install @cotrain/weights-of-nobody",
  });
  t.throws(() => loadPretrained(backbone, { package: CLIP_TEXT }), {
    instanceOf: DataPackageError,
    message: /'@cotrain\/weights-clip-text' contains no weights \('cotrain\.weights'\); it contains vectors$/,
  });
  for (const name of ['../weights', 'a/b/c', '/etc', 'x/../y', ''])
    t.throws(() => loadPretrained(backbone, { package: name }), { message: /is not a valid package name/ });
  t.throws(() => loadPretrained(backbone, { from: 'timm' }), {
    instanceOf: OptionError,
    message:
      /no package for 'timm': pass the file of its release, or package; 'mobilenet-v2-imagenet' has one/,
  });
  t.throws(() => loadPretrained(backbone, {}), { message: /pass from, file or package/ });
  t.throws(() => loadPretrained(backbone, { file: 'x.pth' }), { message: /x\.pth requires from/ });
  t.throws(() => loadPretrained(backbone, { from: 'timm', file: 'x.pth', package: 'y' }), {
    message: /a file or a package, not both/,
  });
  t.throws(() => loadPretrained(backbone, { from: 'timm', package: '@cotrain/weights-mobilenet-v2' }), {
    message: /from is 'timm', but the package .* has those of 'mobilenet-v2-imagenet'/,
  });
  using resnet = new ResNet({ depth: 18, stemChannels: 4, res2Channels: 4 });
  t.throws(() => loadPretrained(resnet, { from: 'mobilenet-v2-imagenet' }), {
    instanceOf: PretrainedError,
    message: /has weights of a MobileNetV2, but the backbone is a ResNet: use a MobileNetV2 as the backbone/,
  });
  using torchs = new MobileNetV2();
  t.throws(() => loadPretrained(torchs, { from: 'mobilenet-v2-imagenet' }), {
    message: /TensorFlow's padding: make the MobileNetV2 with padding: "same"/,
  });
});

test.serial('a custom package: found from the working folder, with its path kept inside', (t) => {
  scope(() => {
    using backbone = new MobileNetV2({ widthMultiplier: 0.1 });
    const name = install(
      t,
      { cotrain: { weights: { from: 'cotrain', file: 'own.safetensors' } } },
      (folder) => saveFile(join(folder, 'own.safetensors'), backbone.stateDict()),
    );
    using other = new MobileNetV2({ widthMultiplier: 0.1 });
    loadPretrained(other, { package: name });
    t.true(other.stateDict()['features.0.0.weight']!.equal(backbone.stateDict()['features.0.0.weight']!));
  });
});

for (const [file, message] of [
  ['../../etc/passwd', /is outside the package/],
  ['/etc/passwd', /is outside the package/],
  ['missing.safetensors', /that file does not exist/],
] as const)
  test.serial(`a package that names ${file} is refused`, (t) => {
    const name = install(t, { cotrain: { weights: { from: 'cotrain', file } } });
    t.throws(() => readDataPackage(name, 'weights'), { instanceOf: DataPackageError, message });
  });

test.serial('a damaged manifest is told, and one that says nothing holds nothing', (t) => {
  for (const [text, message] of [
    ['{ "cotrain": ', /package\.json: .*JSON/],
    ['{ "cotrain": 3 }', /contains no weights/],
    ['null', /contains no weights/],
    ['{}', /contains no weights \('cotrain\.weights'\)$/],
  ] as const) {
    const name = install(t, {}, (folder) => writeFileSync(join(folder, 'package.json'), text));
    t.throws(() => readDataPackage(name, 'weights'), { instanceOf: DataPackageError, message });
  }
});

const classes = { det: ['car', 'traffic_light'], sem_seg: ['road', 'Car', 'vegetation'] };
const vectorsOf = (options: ClassVectorsOptions = {}, own: Record<string, string[]> = classes) =>
  new ClassVectors({ classes: own, ...options });

/** A normalised row of the package's list. */
function packaged(name: string): Tensor {
  const { file } = readDataPackage(CLIP_TEXT, 'vectors');
  const names = JSON.parse(readMetadata(file).names!) as string[];
  const row = loadFile(file).vectors!.select(0, names.indexOf(name)).to('float32');
  return row.div(row.norm());
}

test.serial(
  'each class has its vector by name: case, underscores, synonyms, means, and classes that are not told',
  (t) => {
    seedDraws(0);
    const before = memory().tensors;
    scope(() => {
      using vectors = vectorsOf({ names: { road: null, vegetation: ['tree', 'houseplant'] } });
      loadClassVectors(vectors, { package: CLIP_TEXT });
      t.deepEqual(vectors.classes, { det: ['car', 'traffic_light'], sem_seg: ['Car', 'vegetation'] });
      t.deepEqual(Object.keys(vectors.stateDict()), ['det.vectors', 'sem_seg.vectors']);
      t.is(vectors.parameters().length, 0);
      const features = vectors.forward();
      t.deepEqual(features.det!.shape, [2, 512]);
      assertClose(t, features.det!.select(0, 0), packaged('car'), { absolute: 1e-6 });
      assertClose(t, features.det!.select(0, 1), packaged('traffic light'), { absolute: 1e-6 });
      assertClose(t, features.sem_seg!.select(0, 0), packaged('car'), { absolute: 1e-6 });
      const mean = packaged('tree').add(packaged('houseplant'));
      assertClose(t, features.sem_seg!.select(0, 1), mean.div(mean.norm()), { absolute: 1e-6 });
    });
    t.is(memory().tensors, before);
  },
);

test.serial("BDD100K's classes have vectors, or are known to have none", (t) => {
  scope(() => {
    using vectors = vectorsOf(
      { names: BDD100K_VECTOR_NAMES },
      Object.fromEntries(Object.entries(BDD100K_CLASS_NAMES).map(([task, names]) => [task, [...names]])),
    );
    loadClassVectors(vectors, { package: CLIP_TEXT });
    t.is(vectors.classes.det!.length, 10);
    t.is(vectors.classes.sem_seg!.length, 13);
    t.false('drivable' in vectors.classes);
    const { det } = vectors.forward();
    const like = (a: number, b: number) => Number(det!.select(0, a).dot(det!.select(0, b)).item());
    t.true(like(3, 4) > like(3, 8), 'a truck is more like a bus than like a traffic light');
  });
});

test.serial('classes without a vector are all named, with the nearest names', (t) => {
  using vectors = vectorsOf({ names: { vegetation: 'tre' } });
  const before = vectors.stateDict()['det.vectors']!.clone();
  const error = t.throws(() => loadClassVectors(vectors, { package: CLIP_TEXT }), {
    instanceOf: OptionError,
  });
  t.regex(error!.message, /has no vector for 'road' \(the nearest: 'road map', /);
  t.regex(error!.message, /'vegetation' \(as 'tre'\) \(the nearest: .*'tree'/);
  t.regex(error!.message, /null to leave a class out/);
  t.true(before.equal(vectors.stateDict()['det.vectors']!), 'nothing was loaded');
  before.dispose();
  t.throws(
    () => vectorsOf({ names: { car: null, traffic_light: null } }, { det: ['car', 'traffic_light'] }),
    {
      message: /no class has a vector/,
    },
  );
  t.throws(() => vectorsOf({ names: { vegetatoin: 'tree' } }), {
    instanceOf: OptionError,
    message:
      /no task has a class 'vegetatoin' \(did you mean 'vegetation'\?\); the classes are car, traffic_light, road/,
  });
});

test.serial('vectors of another width, without names, or out of two places are errors', (t) => {
  scope(() => {
    using narrow = vectorsOf({ dim: 64, names: { road: 'car', vegetation: 'tree' } });
    t.throws(() => loadClassVectors(narrow, { package: CLIP_TEXT }), {
      message: /its vectors have 512 values, but the model expects 64: set dim to 512/,
    });
    const file = `${fresh()}.safetensors`;
    saveFile(file, { vectors: torch.ones([2, 512]) });
    t.throws(() => loadClassVectors(narrow, { file }), {
      message: /expected a JSON list of names under 'names'/,
    });
    saveFile(file, { vectors: torch.ones([2, 512]) }, { metadata: { names: '["car"]' } });
    t.throws(() => loadClassVectors(narrow, { file }), {
      message: /expected 'vectors' \[1, 64\].*got \[2, 512\]/,
    });
    saveFile(file, { other: torch.ones([2]) }, { metadata: { names: '["car"]' } });
    t.throws(() => loadClassVectors(narrow, { file }), { message: /expected 'vectors' \[1, 64\]/ });
    t.throws(() => loadClassVectors(narrow, { file, package: CLIP_TEXT }), {
      message: /a file or a package/,
    });
    t.throws(() => loadClassVectors(narrow, {}), { message: /a file or a package/ });
  });
});

test.serial(
  'a model with vectors in the place of a text encoder learns its adapter, and its offsets where asked',
  (t) => {
    seedDraws(0);
    const before = memory();
    const model = new MultiTaskModel({
      backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
      neck: { outChannels: 8 },
      heads: { sem_seg: { kind: 'semanticFpn', numClasses: 3, convsDim: 32 } },
      language: {
        classes: { sem_seg: ['car', 'road', 'vegetation'] },
        text: { kind: 'vectors', offset: true, names: { road: null, vegetation: 'tree' } },
        adapter: { kind: 'l2v', layers: 1, heads: 2, dimFeedforward: 16, dropout: 0 },
      },
    });
    scope(() => {
      t.is(model.clipText, null);
      t.deepEqual(Object.keys(model.parts()), ['backbone', 'neck', 'lvAdapter', 'prompts', 'heads.sem_seg']);
      const prompts = model.prompts as ClassVectors;
      loadClassVectors(prompts, { package: CLIP_TEXT });
      const images = torch.randn([2, 3, 64, 96]);
      const target = torch.randint(3, [64, 96]).to({ dtype: 'uint8' });
      model.backward(images, { sem_seg: [target, target] });
      const [offset] = prompts.parameters();
      t.deepEqual(offset!.shape, [2, 512]);
      t.true(Number(offset!.grad!.abs().max().item()) > 0);
      t.false(prompts.stateDict()['sem_seg.vectors']!.requiresGrad);
      const moved = prompts.forward().sem_seg!.norm(2, [1]);
      assertClose(t, moved, [1, 1], { absolute: 1e-6 });
    });
    model.dispose();
    t.deepEqual(memory(), before);
  },
);

test('the nearest names share a word with a name, or are a few letters off', (t) => {
  const known = ['road map', 'toad', 'tree', 'truck', 'off road truck', 'broad'];
  t.deepEqual(nearestNames('road', known), ['road map', 'off road truck', 'toad']);
  t.deepEqual(nearestNames('truk', known, 1), ['truck']);
  t.deepEqual(nearestNames('xylophone', known), []);
});
