// Checkpoints of Python's torch, read and written.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ArgumentError,
  type CheckpointFormat,
  type CheckpointValue,
  DisposedTensorError,
  FileFormatError,
  FileWriteError,
  inspectFile,
  loadFile,
  loadObject,
  saveFile,
  saveObject,
  scope,
  type Tensor,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import {
  dict,
  golden,
  int,
  legacy,
  pickle,
  storage,
  tensorView,
  tuple,
  u64,
  write,
} from './formats/craft.js';
import { temporaryFolder } from './formats/temporary.js';
import { clean } from './support.js';

const { folder, fresh } = temporaryFolder('files');

interface Expected {
  dtype: string;
  shape: number[];
  stride: number[];
  /** Numbers; strings for values that JSON lacks; pairs for complex numbers. */
  data: unknown[];
}
const expected = JSON.parse(readFileSync(golden('expected.json'), 'utf8')) as Record<
  string,
  Record<string, Expected>
>;

/** The elements in the spelling of expected.json. */
function elements(tensor: Tensor): unknown[] {
  const { dtype } = tensor;
  if (dtype.startsWith('complex'))
    return torch.viewAsReal(tensor.resolveConj()).reshape([-1, 2]).toArray() as unknown[];
  const small = dtype === 'float16' || dtype === 'bfloat16';
  return [...(small ? tensor.to('float32') : tensor).data()].map((item) =>
    dtype === 'bool' ? item === 1 : item,
  );
}
const spelt = (data: unknown[]) => String(data).replaceAll('Infinity', 'inf').replaceAll('NaN', 'nan');

const FORMATS: Record<string, CheckpointFormat> = {
  'dtypes.pth': 'pytorch-zip',
  'dtypes_legacy.pth': 'pytorch-legacy',
  'views.pth': 'pytorch-zip',
  'views_legacy.pth': 'pytorch-legacy',
  'state_2.pth': 'pytorch-zip',
  'state_4.pth': 'pytorch-zip',
  'state_5.pth': 'pytorch-zip',
  'state_legacy.pth': 'pytorch-legacy',
  'numpy_2.pth': 'pytorch-zip',
  'numpy_4.pth': 'pytorch-zip',
  'numpy_5.pth': 'pytorch-zip',
  'tensor.pth': 'pytorch-zip',
  'list.pth': 'pytorch-zip',
  'big_endian.pth': 'pytorch-zip',
  'deflated.pth': 'pytorch-zip',
  'zoo.pkl': 'pickle',
  'script.pt': 'torchscript',
  'trace.pt': 'torchscript',
};

for (const [name, format] of Object.entries(FORMATS)) {
  test(
    `${name}: every tensor is what Python reads`,
    clean((t) => {
      const contents = inspectFile(golden(name));
      t.is(contents.format, format);
      const tensors = loadFile(golden(name));
      t.deepEqual(Object.keys(tensors), Object.keys(expected[name]!));
      t.deepEqual(Object.keys(contents.tensors), Object.keys(tensors));
      for (const [key, { dtype, shape, stride, data }] of Object.entries(expected[name]!)) {
        const tensor = tensors[key]!;
        t.deepEqual({ dtype: tensor.dtype, shape: tensor.shape }, { dtype, shape } as object, key);
        t.deepEqual(contents.tensors[key], { dtype, shape } as object, key);
        if (tensor.numel() > 0) t.deepEqual(tensor.stride(), stride, key);
        t.is(spelt(elements(tensor)), spelt(data), key);
        t.false(tensor.requiresGrad, key);
      }
    }),
  );
}

for (const name of ['views.pth', 'views_legacy.pth', 'deflated.pth'])
  test(
    `${name}: tensors that shared a storage share it again, and the file stays as it is`,
    clean((t) => {
      const before = readFileSync(golden(name));
      const { base, row, transposed, expanded, zero } = loadFile(golden(name));
      base!.setAt(['6:12'], 100);
      t.deepEqual(row!.toArray(), [100, 100, 100, 100, 100, 100]);
      t.is(transposed!.at(2, 1).item(), 100);
      row!.zero_();
      t.is(base!.at('6:12').sum().item(), 0);
      base!.setAt([3], -1);
      t.is(expanded!.sum().item(), -6);
      t.is(zero!.item(), 1.5);
      t.deepEqual(readFileSync(golden(name)), before);
    }),
  );

interface TrainingState {
  model: Record<string, Tensor>;
  optimizer: { state: Map<number, Record<string, Tensor>>; param_groups: Record<string, unknown>[] };
  marked: Tensor;
  storage: Tensor;
}

for (const name of ['state_2.pth', 'state_4.pth', 'state_5.pth', 'state_legacy.pth'])
  test(
    `${name}: loadObject gives all values around the tensors`,
    clean((t) => {
      const read = loadObject(golden(name)) as unknown as TrainingState;
      const { model, optimizer, marked, storage, ...rest } = read;
      t.deepEqual(Object.keys(model).slice(0, 2), ['conv.weight', 'conv.bias']);
      t.deepEqual([...optimizer.state.keys()], [0, 1, 2, 3]);
      t.is(optimizer.state.get(0)!.step!.item(), 1);
      const [group] = optimizer.param_groups;
      t.deepEqual([group!.lr, group!.betas, group!.params], [0.1, [0.9, 0.999], [0, 1, 2, 3]]);
      t.deepEqual(marked.shape, [2]);
      t.is(storage.dtype, 'uint8');
      t.deepEqual(rest as object, {
        epoch: 3,
        best: 0.75,
        big: 2n ** 70n,
        negative: -5,
        names: ['road', 'car', 'Fußgänger'],
        nothing: null,
        flags: [true, false],
        size: [1, 2],
        dtype: 'float16',
        device: 'cuda:1',
        raw: Uint8Array.of(0, 255),
        array: Uint8Array.of(1, 2),
        classes: new Set([1]),
        impedance: { real: 1, imag: -2 },
        counts: { a: 2 },
        lists: { x: [1] },
      });
    }),
  );

for (const name of ['numpy_2.pth', 'numpy_4.pth', 'numpy_5.pth'])
  test(
    `${name}: NumPy's scalars and arrays`,
    clean((t) => {
      const values = loadObject(golden(name)) as Record<string, unknown>;
      const scalars = Object.entries(values).filter(([key]) => key.startsWith('scalar_'));
      t.deepEqual(Object.fromEntries(scalars), {
        scalar_f4: 1.5,
        scalar_f2: -0.0999755859375,
        scalar_i8: -7,
        scalar_u8: 2n ** 64n - 1n,
        scalar_b: true,
        scalar_c: { real: 1, imag: 2 },
        scalar_s: 'Straße',
      });
      t.deepEqual(values.words, [
        ['a', 'bc'],
        ['ß', ''],
      ]);
      t.deepEqual(values.octets, ['xy', 'z']);
      t.deepEqual(values.objects, [1, 'two', null]);
      t.is(values.kind, 'f4');
    }),
  );

test('objects that are plain data are read as such', (t) => {
  t.deepEqual(loadObject(golden('namespace.pth')) as object, { args: { lr: 0.1, name: 'x' }, path: '/a/b' });
  t.deepEqual(loadFile(golden('namespace.pth')), {});
});

test(
  'a TorchScript archive as an object: modules with their attributes',
  clean((t) => {
    const { branch } = loadObject(golden('script.pt')) as { branch: Record<string, unknown> };
    t.deepEqual([branch.label, branch.scale, branch.training], ['branch', 2, false]);
  }),
);

test('code is refused by name, and nothing of it runs', (t) => {
  for (const name of ['attack.pth', 'attack_legacy.pth'])
    for (const read of [loadFile, loadObject, inspectFile]) {
      const error = t.throws(() => read(golden(name)), {
        instanceOf: FileFormatError,
        message: /the global 'builtins\.eval' is not allowed/,
      });
      t.true(error?.message.startsWith(golden(name)));
    }
  t.false(existsSync('attacked'));
  t.throws(() => loadFile(golden('module.pth')), {
    instanceOf: FileFormatError,
    message: /torch\.nn\.modules\.linear\.Linear.*model\.state_dict\(\)/,
  });
});

test(
  'a key selects what lies below it, in every format',
  clean((t) => {
    t.deepEqual(Object.keys(loadFile(golden('state_2.pth'), { key: 'model' })).slice(0, 2), [
      'conv.weight',
      'conv.bias',
    ]);
    t.deepEqual(Object.keys(loadFile(golden('state_2.pth'), { key: 'optimizer.state.3' })), [
      'step',
      'exp_avg',
      'exp_avg_sq',
    ]);
    const path = fresh('.safetensors');
    saveFile(path, { 'a.x': torch.ones([1]), 'ab.x': torch.ones([2]), 'a.y.z': torch.ones([3]) });
    t.deepEqual(Object.keys(loadFile(path, { key: 'a' })), ['x', 'y.z']);
    t.throws(() => loadFile(golden('state_2.pth'), { key: 'state_dict' }), {
      instanceOf: ArgumentError,
      message: /nothing lies below the key 'state_dict'\. There is model, optimizer, marked, storage/,
    });
  }),
);

const CHECKPOINTS = fileURLToPath(new URL('../../../shared/checkpoints/', import.meta.url));
/** Results of Python's torch.load: number of tensors, and the sum of all of their elements. */
const REAL: Record<string, [format: CheckpointFormat, tensors: number, sum: number]> = {
  'espnet_decoder_espnet_p_2_q_8_camvid.pth': ['pytorch-legacy', 189, 237.3083416543361],
  'espnet_encoder_espnet_p_2_q_8.pth': ['pytorch-legacy', 154, 157.20087304442512],
  'twinlitenet_bdd100k_best.pth': ['pytorch-zip', 183, 8750009.435420511],
};
for (const [name, [format, count, sum]] of Object.entries(REAL))
  test(
    `a published checkpoint: ${name}`,
    clean((t) => {
      const path = join(CHECKPOINTS, name);
      if (!existsSync(path)) {
        t.log(`skipped: ${path} is not there`);
        t.pass();
        return;
      }
      t.is(inspectFile(path).format, format);
      const tensors = Object.values(loadFile(path));
      t.is(tensors.length, count);
      const total = scope(() =>
        tensors.reduce((all, tensor) => all + Number(tensor.to('float64').sum().item()), 0),
      );
      t.true(Math.abs(total - sum) < 1e-6 * Math.abs(sum), `${total}, Python has ${sum}`);
    }),
  );

const DTYPES = Object.keys(expected['dtypes.pth']!);

/** Tensors that are difficult to write. */
function difficult(): Record<string, Tensor> {
  const grid = torch.arange(6).reshape([2, 3]);
  return {
    ...loadFile(golden('dtypes.pth')),
    transposed: grid.t(),
    strided: torch.arange(10).at('::3'),
    expanded: torch.ones([1]).expand([2, 3]),
    last: torch.rand([1, 2, 3, 3]).to({ memoryFormat: 'channels_last' }),
    scalar: torch.tensor(2.5),
    empty: torch.zeros([0, 3]),
    grad: torch.rand([2], { requiresGrad: true }),
    'odd "name" \u{1f698}': torch.tensor([1]),
  };
}

test(
  'what is written as .pth comes back as it was',
  clean((t) => {
    const tensors = difficult();
    Object.defineProperty(tensors, '__proto__', { value: torch.tensor([3]), enumerable: true });
    for (const extension of ['.pth', '.pt']) {
      const path = fresh(extension);
      saveFile(path, tensors);
      const back = loadFile(path);
      t.deepEqual(Object.keys(back), Object.keys(tensors));
      for (const [name, tensor] of Object.entries(tensors)) {
        t.deepEqual([back[name]!.dtype, back[name]!.shape], [tensor.dtype, tensor.shape], name);
        t.deepEqual(back[name]!.data(), tensor.data(), name);
      }
      t.is(inspectFile(path).format, 'pytorch-zip');
    }
    t.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      [],
    );
  }),
);

/** A training state as TypeScript code stores it. */
const nestedValue = () => ({
  model: { weight: torch.tensor([1, 2]), bias: torch.zeros([0]) },
  state: new Map<CheckpointValue, CheckpointValue>([
    [0, { step: torch.tensor(3) }],
    ['x', null],
  ]),
  numbers: [
    0,
    -1,
    255,
    65536,
    -(2 ** 31),
    2 ** 31,
    2 ** 53 - 1,
    -0,
    0.1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ],
  big: [2n ** 63n, -(2n ** 63n), 2n ** 200n, -(2n ** 200n)],
  words: ['', 'ünïcode \u{1f698}', 'x'.repeat(100_000)],
  bytes: Uint8Array.from({ length: 256 }, (_, i) => i),
  long: new Uint8Array(100_000).fill(200),
  set: new Set([1, 'a']),
  flags: [true, false, null],
  empty: { list: [], dict: {}, map: new Map(), bytes: new Uint8Array() },
});

test(
  'nested values come back as they were',
  clean((t) => {
    const path = fresh();
    const value = nestedValue();
    saveObject(path, value);
    const back = loadObject(path) as ReturnType<typeof nestedValue>;
    t.deepEqual(back.model.weight.toArray(), [1, 2]);
    t.is((back.state.get(0) as { step: Tensor }).step.item(), 3);
    t.deepEqual(back.state.get('x'), null);
    const plain = ({ model, state, ...rest }: typeof value) => rest;
    // An empty Map is an empty dict, which is an object.
    t.deepEqual(plain(back), {
      ...plain(value),
      empty: { list: [], dict: {}, map: {}, bytes: new Uint8Array() },
    });
  }),
);

test(
  'the same view under two names is stored once, and shared again',
  clean((t) => {
    const weight = torch.rand([1000]);
    const [one, both] = [fresh(), fresh()];
    saveFile(one, { weight });
    saveFile(both, { weight, tied: weight.detach(), other: weight.at('1:') });
    t.true(readFileSync(both).length < 2.2 * readFileSync(one).length);
    const back = loadFile(both);
    back.weight!.zero_();
    t.is(back.tied!.abs().sum().item(), 0);
    t.not(back.other!.sum().item(), 0);
  }),
);

test(
  'storages begin at multiples of 64 in what is written, so that they can be mapped',
  clean((t) => {
    const path = fresh();
    saveFile(path, { a: torch.tensor([1], { dtype: 'uint8' }), b: torch.full([3], 7, { dtype: 'float64' }) });
    const bytes = readFileSync(path);
    const needle = new Uint8Array(Float64Array.of(7, 7, 7).buffer);
    t.is(bytes.indexOf(needle) % 64, 0);
    t.true(bytes.indexOf(needle) > 0);
  }),
);

test(
  'the format of a file is detected from its content, whatever its name',
  clean((t) => {
    const copy = (name: string, extension: string) => write(fresh(extension), readFileSync(golden(name)));
    t.is(inspectFile(copy('views.pth', '.safetensors')).format, 'pytorch-zip');
    t.is(inspectFile(copy('views_legacy.pth', '.pt')).format, 'pytorch-legacy');
    t.is(inspectFile(copy('script.pt', '')).format, 'torchscript');
    const path = fresh('.safetensors');
    saveFile(path, { x: torch.ones([1]) });
    const renamed = write(fresh('.pth'), readFileSync(path));
    t.is(inspectFile(renamed).format, 'safetensors');
    t.deepEqual(loadFile(renamed).x!.toArray(), [1]);
    t.deepEqual(Object.keys(loadObject(renamed) as object), ['x']);
  }),
);

test('the error for a file that is not a checkpoint says what it looks like', (t) => {
  const others: [content: string, message: RegExp][] = [
    ['\x89HDF\r\n\x1a\n................', /an HDF5 file/],
    ['\x1f\x8b\x08\0\0\0\0\0\0\0\0\0\0\0\0', /gzip-compressed/],
    [`${'pickle'.padEnd(257, '\0')}ustar\x0000${'\0'.repeat(300)}`, /tar archive.*before 0\.2/],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:0', /Git LFS/],
    ['<!DOCTYPE html><html>not found</html>', /web page/],
    ['just some text in a file', /text/],
    ['\xff'.repeat(32), /of no format that is known/],
    ['PK\x05\x06'.padEnd(22, '\0'), /a zip archive, not a checkpoint/],
  ];
  for (const [content, message] of others) {
    const path = write(fresh('.bin'), Buffer.from(content, 'latin1'));
    for (const read of [loadFile, loadObject, inspectFile])
      t.throws(() => read(path), { instanceOf: FileFormatError, message });
  }
  t.throws(() => loadFile(join(folder, 'none.pth')), { code: 'ENOENT' });
  t.throws(() => inspectFile(folder), { code: 'EISDIR' });
});

test('inspect does not read the tensors: 8 GB that are not on the disk', (t) => {
  const elements = 2 ** 31;
  const view = tensorView({ storage: storage('s', elements), shape: tuple(int(elements)) });
  const head = legacy(pickle(dict({ huge: view })), ['s']);
  const path = write(fresh(), Buffer.concat([head, Buffer.from(u64(elements), 'latin1')]));
  truncateSync(path, head.length + 8 + 4 * elements);
  t.deepEqual(inspectFile(path), {
    format: 'pytorch-legacy',
    tensors: { huge: { dtype: 'float32', shape: [elements] } },
  });
});

test('what cannot be written is refused before anything is touched', (t) => {
  scope(() => {
    const path = fresh();
    const x = torch.ones([1]);
    saveFile(path, { x });
    const before = readFileSync(path);
    const gone = scope(() => torch.ones([1])).requiresGrad_();
    gone.dispose();
    t.throws(() => saveFile(path, { gone }), { instanceOf: DisposedTensorError, message: /'gone'/ });
    t.throws(() => saveFile(path, { f: (() => 1) as never }), {
      instanceOf: ArgumentError,
      message: /'f' is function/,
    });
    t.throws(() => saveObject(path, { d: new Date() as never }), {
      instanceOf: ArgumentError,
      message: /a Date/,
    });
    t.throws(() => saveObject(path, { u: undefined as never }), {
      instanceOf: ArgumentError,
      message: /'u'/,
    });
    const loop: CheckpointValue[] = [];
    loop.push(loop);
    t.throws(() => saveObject(path, { loop }), { instanceOf: ArgumentError, message: /contains itself/ });
    t.throws(() => saveFile(path, { x }, { metadata: { a: 'b' } }), { instanceOf: ArgumentError });
    t.throws(() => saveObject(fresh('.safetensors'), 1), { instanceOf: ArgumentError });
    for (const name of ['x.bin', 'x'])
      t.throws(() => saveFile(join(folder, name), { x }), {
        instanceOf: FileWriteError,
        message: /\.safetensors, \.pth, \.pt/,
      });
    t.throws(() => saveFile(join(folder, 'no/place.pth'), { x }), {
      instanceOf: FileWriteError,
      code: 'E_FILE_WRITE',
    });
    t.deepEqual(readFileSync(path), before);
    t.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });
});

const python = process.env.COTRAIN_PEER_PYTHON ?? 'python3';
function hasTorch(): boolean {
  try {
    execFileSync(python, ['-c', 'import torch'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

test('Python reads what is written: torch.load with weights_only, mapped or not', (t) => {
  if (!hasTorch()) {
    t.log(`skipped: ${python} has no torch (COTRAIN_PEER_PYTHON names another)`);
    t.pass();
    return;
  }
  scope(() => {
    const at = join(folder, 'python');
    mkdirSync(at);
    const tensors = difficult();
    saveFile(join(at, 'flat.pth'), tensors);
    saveObject(join(at, 'nested.pt'), nestedValue());
    const check = `
import json, math, torch
for mmap in (False, True):
    flat = torch.load("flat.pth", weights_only=True, mmap=mmap)
    nested = torch.load("nested.pt", weights_only=True, mmap=mmap)
    assert nested["model"]["weight"].tolist() == [1, 2]
    assert list(nested["state"]) == [0, "x"] and nested["state"][0]["step"].item() == 3
    assert nested["numbers"][:8] == [0, -1, 255, 65536, -2**31, 2**31, 2**53 - 1, 0], nested["numbers"]
    assert all(type(n) is int for n in nested["numbers"][:7]) and math.isnan(nested["numbers"][9])
    assert nested["big"] == [2**63, -2**63, 2**200, -2**200]
    assert nested["words"] == ["", "ünïcode \\U0001f698", "x" * 100000]
    assert nested["bytes"] == bytes(range(256)) and nested["long"] == b"\\xc8" * 100000
    assert nested["set"] == {1, "a"} and nested["flags"] == [True, False, None]
    assert nested["empty"] == {"list": [], "dict": {}, "map": {}, "bytes": b""}
print(json.dumps({name: [str(x.dtype)[6:], list(x.shape), x.contiguous().view(-1).view(torch.uint8).tolist()] for name, x in flat.items()}))
`;
    writeFileSync(join(at, 'check.py'), check);
    const read = JSON.parse(execFileSync(python, ['check.py'], { cwd: at, encoding: 'utf8' }));
    t.deepEqual(Object.keys(read), Object.keys(tensors));
    for (const [name, tensor] of Object.entries(tensors)) {
      const data = tensor.data();
      t.deepEqual(
        read[name],
        [tensor.dtype, tensor.shape, [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]],
        name,
      );
    }
    t.true(DTYPES.every((dtype) => dtype in read));
  });
});
