import {
  applyTransforms,
  DataConfigError,
  type Dataset,
  FIELD,
  type FieldMap,
  fieldLabel,
  type HostBatch,
  type HostFields,
  type LabelKind,
  Loader,
  type LoaderOptions,
  labelKind,
  labelOf,
  maskLabel,
  parseTransforms,
  Rng,
  registerLabelKind,
  type Sample,
  type TaskLabel,
  type TaskSpecs,
  type TransformInput,
  toTensors,
} from '@cotrain/data';
import { memory, scope, type Tensor } from '@cotrain/torch';
import test from 'ava';
import { POINT_TASKS, pointDataset } from './point-frames.mjs';
import { type HostPoints, POINTS, type Points } from './points.mjs';

const { NaN: UNKNOWN } = Number;
const end = { type: 'normalize', preset: 'imagenet' } as const;
const TASKS = {
  depth: { kind: 'field', classes: [] },
  place: { kind: 'classMap', classes: Array.from({ length: 200 }, (_, id) => `${id}`) },
} as const satisfies TaskSpecs;

/**
 * Image, class and field of every pixel are the pixel's number. The field is unknown if the number is
 * divisible by 5.
 */
function numbered(height: number, width: number): Sample {
  const numbers = Uint8Array.from({ length: height * width }, (_, i) => i);
  const field = Float32Array.from(numbers, (number) => (number % 5 === 0 ? UNKNOWN : number));
  return {
    name: 'numbered',
    image: {
      height,
      width,
      data: numbers.reduce((rgb, n, i) => rgb.fill(n, 3 * i, 3 * i + 3), rgbOf(numbers)),
    },
    labels: {
      depth: fieldLabel({ height, width, data: field }),
      place: maskLabel({ height, width, data: numbers }),
    },
  };
}

const rgbOf = ({ length }: Uint8Array) => new Uint8Array(3 * length);

async function transform(sample: Sample, transforms: TransformInput[], seed = 0): Promise<Sample> {
  return applyTransforms(sample, TASKS, parseTransforms([...transforms, end]).sample, new Rng(seed));
}

function present<T>(label: TaskLabel<T>): T {
  if (label.state !== 'present') throw new Error(`the label is ${label.state}`);
  return label.value;
}
const fieldOf = ({ labels }: Sample) => present(labelOf<FieldMap>(labels, 'depth'));

/** A data set in memory. */
const dataset = (samples: readonly Sample[], tasks: TaskSpecs = TASKS): Dataset => ({
  tasks,
  length: samples.length,
  names: samples.map(({ name }) => name),
  get: async (index) => samples[index]!,
});

async function collect(from: Dataset, options: Partial<LoaderOptions> = {}): Promise<HostBatch[]> {
  const batches: HostBatch[] = [];
  for await (const batch of new Loader(from, { batchSize: 4, transforms: [end], ...options }))
    batches.push(batch);
  return batches;
}

test('a field is flipped and cut as its image is', async (t) => {
  let unknown = 0;
  for (let seed = 0; seed < 20; seed++) {
    const moved = await transform(
      numbered(10, 14),
      [
        { type: 'randomFlip', p: 0.5 },
        { type: 'randomScaleCrop', height: 6, width: 9, minScale: 1, maxScale: 1 },
      ],
      seed,
    );
    const { height, width, data } = fieldOf(moved);
    t.deepEqual([height, width, data.length], [6, 9, 54]);
    const shown = moved.image.data.filter((_, i) => i % 3 === 0);
    t.deepEqual(
      data,
      Float32Array.from(shown, (number) => (number % 5 === 0 ? UNKNOWN : number)),
    );
    unknown += data.filter(Number.isNaN).length;
  }
  t.true(unknown > 0);
  const sample = numbered(4, 5);
  t.deepEqual(
    await transform(await transform(sample, [{ type: 'randomFlip', p: 1 }]), [{ type: 'randomFlip', p: 1 }]),
    sample,
  );
});

test('a field is resized as a class map is: its values stay what they are', async (t) => {
  for (const [height, width] of [
    [20, 30],
    [5, 7],
    [9, 3],
  ] as const) {
    const resized = await transform(numbered(10, 14), [{ type: 'resize', height, width }]);
    const { data: ids } = present(labelOf<{ data: Uint8Array }>(resized.labels, 'place'));
    const expected = Float32Array.from(ids, (number) => (number % 5 === 0 ? UNKNOWN : number));
    t.deepEqual(fieldOf(resized), { height, width, data: expected });
  }
});

test('a field of which nothing is known says nothing: it is empty, before a crop or after', async (t) => {
  const unknown = { height: 2, width: 2, data: new Float32Array(4).fill(UNKNOWN) };
  t.deepEqual(fieldLabel(unknown), { state: 'empty' });
  const field = {
    height: 2,
    width: 4,
    data: Float32Array.of(0, UNKNOWN, UNKNOWN, UNKNOWN, 1, 2, UNKNOWN, UNKNOWN),
  };
  const left = FIELD.crop(field, { x: 0, y: 0, height: 2, width: 2 }, 0);
  t.deepEqual(left.data, Float32Array.of(0, UNKNOWN, 1, 2));
  const states = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    const image = { height: 2, width: 4, data: new Uint8Array(24) };
    const sample = { name: 'x', image, labels: { depth: fieldLabel(field) } };
    const crop = { type: 'randomScaleCrop', height: 2, width: 2, minScale: 1, maxScale: 1 } as const;
    states.add(labelOf((await transform(sample, [crop], seed)).labels, 'depth').state);
  }
  t.deepEqual([...states].sort(), ['empty', 'present']);
});

test('fields of a batch stand side by side, NaN in the padding and where there is no label', async (t) => {
  const image = (height: number, width: number) => ({
    height,
    width,
    data: new Uint8Array(height * width * 3),
  });
  const field = { height: 2, width: 3, data: Float32Array.of(1, 2, 3, 4, UNKNOWN, 6) };
  const samples: Sample[] = [
    { name: 'a', image: image(2, 3), labels: { depth: fieldLabel(field) } },
    { name: 'b', image: image(3, 2), labels: {} },
    { name: 'c', image: image(1, 1), labels: { depth: { state: 'empty' } } },
  ];
  const pad = { type: 'pad', multiple: 4 } as const;
  const [batch] = await collect(dataset(samples), { transforms: [end, pad] });
  const { labels, maps } = batch!.labels.depth as HostFields;
  t.deepEqual(labels, [{ state: 'present' }, { state: 'absent' }, { state: 'empty' }]);
  const rows = [
    [1, 2, 3, UNKNOWN],
    [4, UNKNOWN, 6, UNKNOWN],
  ];
  const expected = new Float32Array(3 * 16).fill(UNKNOWN);
  expected.set(rows.flat());
  t.deepEqual(maps, expected);
  t.deepEqual(batch!.labels.place, { labels: samples.map(() => ({ state: 'absent' })), maps: null });

  const before = memory().tensors;
  scope(() => {
    const [a, b, c] = toTensors(batch!).targets.depth as (Tensor | null)[];
    t.deepEqual([a!.dtype, a!.shape], ['float32', [4, 4]]);
    t.deepEqual(a!.data(), expected.subarray(0, 16));
    t.is(b, null);
    t.deepEqual(c!.data(), new Float32Array(16).fill(UNKNOWN));
  });
  t.is(memory().tensors, before);
  const [without] = await collect(dataset([samples[1]!]));
  t.is((without!.labels.depth as HostFields).maps, null);
  t.deepEqual(toTensors(without!).targets, { depth: [null], place: [null] });
});

test('a custom kind goes through transforms and batches into tensors', async (t) => {
  const sample = await pointDataset(2).get(1);
  const move = async (transforms: TransformInput[], seed = 0) => {
    const { sample: steps } = parseTransforms([...transforms, end]);
    const { labels } = await applyTransforms(sample, POINT_TASKS, steps, new Rng(seed));
    const joints = labelOf<Points>(labels, 'joints');
    return joints.state === 'present' ? joints.value.join(' ') : joints.state;
  };
  t.is(await move([]), '1,1 8,6');
  t.is(await move([{ type: 'randomFlip', p: 1 }]), '7,1 0,6');
  t.is(await move([{ type: 'resize', height: 12, width: 4 }]), '0.5,2 4,12');
  const crop = { type: 'randomScaleCrop', height: 2, width: 8, minScale: 1, maxScale: 1 } as const;
  const cut = await Promise.all(Array.from({ length: 20 }, (_, seed) => move([crop], seed)));
  t.deepEqual([...new Set(cut)].sort(), ['1,0', '1,1', '8,2', 'empty']);

  const [batch] = await collect(pointDataset(4));
  t.deepEqual(batch!.labels.joints, {
    labels: ['present', 'present', 'empty', 'absent'].map((state) => ({ state })),
    places: Float32Array.of(0, 1, 8, 6, 1, 1, 8, 6),
    counts: [2, 2, 0, 0],
  } as HostPoints);
  scope(() => {
    const joints = toTensors(batch!).targets.joints as (Tensor | null)[];
    t.deepEqual(joints[1]!.toArray(), [
      [1, 1],
      [8, 6],
    ]);
    t.deepEqual(joints[2]!.shape, [0, 2]);
    t.is(joints[3], null);
  });
});

test('worker threads import the module of a custom kind', async (t) => {
  const transforms = [{ type: 'randomFlip' }, { type: 'resize', height: 9, width: 12 }, end] as const;
  const inProcess = await collect(pointDataset(10), { transforms, seed: 3 });
  for (const workers of [1, 2])
    t.deepEqual(await collect(pointDataset(10), { transforms, seed: 3, workers }), inProcess);
});

test.serial('without a module, a kind is known in its own thread alone', async (t) => {
  registerLabelKind({ ...POINTS, name: 'points-of-this-thread', module: undefined } as LabelKind);
  const tasks = { joints: { kind: 'points-of-this-thread', classes: [] } };
  t.is((await collect(pointDataset(2, tasks))).length, 1);
  await t.throwsAsync(collect(pointDataset(2, tasks), { workers: 1 }), {
    message: /there is no kind of labels named 'points-of-this-thread'/,
  });
});

test('a kind has a name of its own', (t) => {
  t.is(labelKind('points'), POINTS as LabelKind);
  t.notThrows(() => registerLabelKind(POINTS as LabelKind), 'the same one again');
  t.throws(() => registerLabelKind({ ...POINTS } as LabelKind), {
    instanceOf: DataConfigError,
    message: /a kind of labels named 'points' already exists; choose another name/,
  });
  t.throws(() => registerLabelKind({ ...POINTS, name: 'field' } as LabelKind), {
    instanceOf: DataConfigError,
  });
});

test('a kind that nobody knows is an error that lists those that exist', (t) => {
  const message =
    /no kind of labels named 'feild' \(did you mean 'field'\?\); there are boxes, classMap, field/;
  t.throws(() => labelKind('feild'), { instanceOf: DataConfigError, message });
  const unknown = dataset([numbered(2, 2)], { depth: { kind: 'feild', classes: [] } });
  for (const workers of [0, 1])
    t.throws(() => new Loader(unknown, { batchSize: 1, transforms: [end], workers }), {
      instanceOf: DataConfigError,
      ...(workers === 0 && { message }),
    });
});

test('a label of a task that the data set does not name is an error where it would be lost', async (t) => {
  const { place: _, ...tasks } = TASKS;
  const options = { transforms: [{ type: 'randomFlip', p: 1 }, end] } as const;
  await t.throwsAsync(collect(dataset([numbered(2, 2)], tasks), options), {
    message: /a label of "place", which is not one of its data set's tasks: depth/,
  });
});
