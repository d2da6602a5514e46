import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ArgumentError,
  DisposedTensorError,
  type DType,
  FileFormatError,
  FileWriteError,
  loadFile,
  memory,
  readMetadata,
  saveFile,
  scope,
  type Tensor,
  torch,
  writeFileAtomic,
} from '@cotrain/torch';
import test from 'ava';
import { balanced, clean } from './support.js';

const folder = mkdtempSync(join(tmpdir(), 'cotrain-safetensors-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const fresh = () => join(folder, `${files++}.safetensors`);

/** A file with this header (an object, or its text) and this data. */
function craft(header: unknown, data: Uint8Array = new Uint8Array(), length?: bigint): string {
  const path = fresh();
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(length ?? BigInt(text.length));
  writeFileSync(path, Buffer.concat([prefix, text, data]));
  return path;
}

const DTYPES = [
  ...['bool', 'uint8', 'int8', 'int16', 'int32', 'int64', 'float16', 'bfloat16', 'float32', 'float64'],
  ...['uint16', 'uint32', 'uint64'],
] as DType[];

test(
  'every dtype, empty tensors, scalars and views come back as they were',
  clean((t) => {
    const path = fresh();
    const tensors: Record<string, Tensor> = {
      scalar: torch.tensor(2.5),
      empty: torch.zeros([0, 3]),
      transposed: torch.arange(6).reshape([2, 3]).t(),
      strided: torch.arange(10).at('::3'),
      last: torch.rand([1, 2, 3, 3]).to({ memoryFormat: 'channels_last' }),
      grad: torch.rand([2], { requiresGrad: true }),
      'odd "name" \u{1f698}': torch.tensor([1]),
      __proto__x: torch.tensor([2]),
    };
    Object.defineProperty(tensors, '__proto__', { value: torch.tensor([3]), enumerable: true });
    for (const dtype of DTYPES) tensors[dtype] = torch.tensor([[1, 0, 1]], { dtype });
    saveFile(path, tensors, { metadata: { format: 'pt', note: 'ünïcode' } });
    const back = loadFile(path);
    t.deepEqual(Object.keys(back), Object.keys(tensors));
    for (const [name, tensor] of Object.entries(tensors)) {
      t.deepEqual([back[name]!.dtype, back[name]!.shape], [tensor.dtype, tensor.shape], name);
      t.deepEqual(back[name]!.data(), tensor.data(), name);
    }
    t.deepEqual(readMetadata(path), { format: 'pt', note: 'ünïcode' });
    t.deepEqual(loadFile(craft('{}')), {});
  }),
);

test(
  'data are written where every element is aligned',
  clean((t) => {
    const path = fresh();
    saveFile(path, {
      a: torch.tensor([1], { dtype: 'uint8' }),
      b: torch.tensor([1, 2], { dtype: 'float64' }),
      c: torch.tensor([1], { dtype: 'float16' }),
    });
    const bytes = readFileSync(path);
    const length = Number(bytes.readBigUInt64LE());
    t.is(length % 8, 0);
    const header = JSON.parse(bytes.subarray(8, 8 + length).toString());
    t.deepEqual(Object.keys(header), ['__metadata__', 'a', 'b', 'c']);
    t.deepEqual(
      [header.b.data_offsets, header.c.data_offsets, header.a.data_offsets],
      [
        [0, 16],
        [16, 18],
        [18, 19],
      ],
    );
  }),
);

test(
  'offsets that are not aligned are read all the same',
  clean((t) => {
    const data = new Uint8Array(1 + 8);
    data[0] = 1;
    new DataView(data.buffer).setFloat64(1, -2.5, true);
    const path = craft(
      {
        flag: { dtype: 'BOOL', shape: [], data_offsets: [0, 1] },
        x: { dtype: 'F64', shape: [1], data_offsets: [1, 9] },
      },
      data,
    );
    const { flag, x } = loadFile(path);
    t.deepEqual([flag!.item(), x!.toArray()], [true, [-2.5]]);
  }),
);

test(
  'a bool byte that is neither 0 nor 1 is true',
  clean((t) => {
    const path = craft({ b: { dtype: 'BOOL', shape: [3], data_offsets: [0, 3] } }, Uint8Array.of(0, 1, 77));
    t.deepEqual(loadFile(path).b!.data(), Uint8Array.of(0, 1, 1));
  }),
);

test('loaded tensors are private: writing to them changes no file', (t) => {
  const path = fresh();
  scope(() => {
    saveFile(path, { x: torch.zeros([4]) });
    const before = readFileSync(path);
    loadFile(path).x!.add_(1);
    t.deepEqual(readFileSync(path), before);
    t.deepEqual(loadFile(path).x!.toArray(), [0, 0, 0, 0]);
  });
});

const F32 = (shape: unknown, begin: unknown, end: unknown) => ({
  dtype: 'F32',
  shape,
  data_offsets: [begin, end],
});
const DAMAGE: Record<string, [header: unknown, bytes: number, message: RegExp, claimed?: bigint]> = {
  'a huge header claim': ['{}', 0, /header claims 18446744073709551615 bytes/, 2n ** 64n - 1n],
  'a header longer than the file': ['{}', 0, /truncated/, 3n],
  'no JSON': ['{"a":', 0, /not JSON/],
  'a list': [[], 0, /not a JSON object/],
  'a number': ['1', 0, /not a JSON object/],
  'a gap': [{ a: F32([1], 4, 8) }, 8, /begins at byte 4/],
  'a gap between': [{ a: F32([1], 0, 4), b: F32([1], 8, 12) }, 12, /'b' begins at byte 8/],
  'an overlap': [{ a: F32([2], 0, 8), b: F32([2], 4, 12) }, 12, /'b' begins at byte 4/],
  'bytes behind the last': [{ a: F32([1], 0, 4) }, 5, /1 bytes behind/],
  'a truncated tensor': [{ a: F32([2], 0, 8) }, 4, /byte 8 of 4: the file is truncated/],
  'a shape that needs more': [{ a: F32([3], 0, 8) }, 8, /takes 12 bytes/],
  'a shape beyond all numbers': [{ a: F32([2 ** 53 - 1, 2 ** 53 - 1, 2 ** 53 - 1], 0, 4) }, 4, /takes/],
  'an endless empty shape': [
    { a: F32([2 ** 53 - 1, 2 ** 53 - 1, 0], 0, 0) },
    0,
    /cannot be made: .*overflow/,
  ],
  'a negative size': [{ a: F32([-1], 0, 4) }, 4, /not a list of sizes/],
  'a fraction': [{ a: F32([1.5], 0, 6) }, 6, /not a list of sizes/],
  'offsets backwards': [{ a: F32([1], 4, 0) }, 4, /data_offsets span -4/],
  'offsets that are none': [{ a: F32([1], '0', null) }, 4, /not two offsets/],
  'an unknown dtype': [{ a: { dtype: 'F7', shape: [], data_offsets: [0, 1] } }, 1, /dtype "F7"/],
  'a dtype of Object': [{ a: { dtype: 'toString', shape: [], data_offsets: [0, 1] } }, 1, /dtype/],
  'an entry that is none': [{ a: 3 }, 0, /not an object/],
  'metadata values that are not strings': [{ __metadata__: { a: 1 } }, 0, /__metadata__ 'a' is not a string/],
  'metadata that are a list': [{ __metadata__: [] }, 0, /__metadata__ is not an object/],
  'a key twice': [
    `{"a":${JSON.stringify(F32([1], 0, 4))},"\\u0061":${JSON.stringify(F32([1], 0, 4))}}`,
    4,
    /'a' stands twice/,
  ],
  'a field twice': [
    '{"a":{"dtype":"F32","dtype":"I32","shape":[1],"data_offsets":[0,4]}}',
    4,
    /'dtype' stands twice/,
  ],
};

for (const [what, [header, bytes, message, claimed]] of Object.entries(DAMAGE)) {
  test(`damaged: ${what}`, (t) => {
    const path = craft(header, new Uint8Array(bytes), claimed);
    const before = memory().tensors;
    const error = t.throws(() => loadFile(path), { instanceOf: FileFormatError, message });
    t.is((error as FileFormatError).path, path);
    t.true(error.message.startsWith(path));
    t.is(memory().tensors, before);
  });
}

test('damaged: no UTF-8, too short, of another format; absent', (t) => {
  const bytes = (...values: number[]) => {
    const path = fresh();
    writeFileSync(path, Uint8Array.from(values));
    return path;
  };
  for (const path of [
    bytes(),
    bytes(1, 2, 3),
    bytes(4, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x22, 0xff, 0x7d),
    bytes(0x50, 0x4b, 3, 4, 0, 0, 8, 8, 0, 0, 0, 0),
  ])
    t.throws(() => loadFile(path), { instanceOf: FileFormatError });
  t.throws(() => loadFile(join(folder, 'none')), { code: 'ENOENT' });
  t.throws(() => loadFile(folder), { code: 'EISDIR' });
});

/** xorshift: the same files in every run. */
function* integers(seed: number): Generator<number, never> {
  for (let x = seed; ; ) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    yield x >>> 0;
  }
}

test('a thousand mutated and truncated files give a FileFormatError or tensors', (t) => {
  const source = fresh();
  scope(() =>
    saveFile(
      source,
      { w: torch.rand([3, 4]), n: torch.tensor([1n, 2n]), m: torch.tensor([true, false, true]) },
      { metadata: { a: 'b' } },
    ),
  );
  const whole = readFileSync(source);
  const random = integers(1);
  const next = (below: number) => random.next().value % below;
  const path = fresh();
  let refused = 0;
  balanced(t, () => {
    for (let i = 0; i < 1000; i++) {
      const bytes = Buffer.from(whole.subarray(0, i % 3 === 0 ? next(whole.length) : whole.length));
      for (let flips = i % 3 === 0 ? 0 : 1 + next(4); flips > 0; flips--) {
        // Mostly in the header, because the data may be anything.
        const at = next(8) === 0 ? next(8) : next(whole.length - 75);
        bytes[at] = next(4) === 0 ? next(256) : '0123456789{}[]":,FIUB'.charCodeAt(next(21));
      }
      writeFileSync(path, bytes);
      try {
        scope(() => Object.values(loadFile(path)).map((tensor) => tensor.data().length));
      } catch (error) {
        if (!(error instanceof FileFormatError)) throw error;
        refused++;
      }
    }
  });
  t.true(refused > 800 && refused < 1000, `${refused} refused`);
});

test('writing over the file that is mapped leaves its tensors as they were', (t) => {
  const path = fresh();
  scope(() => {
    saveFile(path, { x: torch.full([100_000], 1) });
    const old = loadFile(path);
    saveFile(path, { x: torch.full([5], 2) });
    t.is(old.x!.sum().item(), 100_000);
    saveFile(path, old); // onto itself
    t.is(loadFile(path).x!.sum().item(), 100_000);
  });
});

const leftovers = () => readdirSync(folder).filter((name) => name.endsWith('.tmp'));

test('a symbolic link stays one: the file that it leads to is replaced', (t) => {
  const [path, link] = [fresh(), fresh()];
  scope(() => saveFile(path, { x: torch.zeros([1]) }));
  symlinkSync(path, link);
  scope(() => saveFile(link, { x: torch.ones([1]) }));
  t.true(lstatSync(link).isSymbolicLink());
  scope(() => t.is(loadFile(path).x!.item(), 1));
});

test('a write that fails leaves the old file and no temporary one', (t) => {
  const path = fresh();
  scope(() => {
    saveFile(path, { x: torch.ones([2]) });
    const before = readFileSync(path);
    const gone = scope(() => torch.ones([1])).requiresGrad_();
    gone.dispose();
    t.throws(() => saveFile(path, { x: torch.ones([1]), gone }), {
      instanceOf: DisposedTensorError,
      message: /'gone'/,
    });
    const wrong = (tensors: unknown, message: RegExp, metadata?: object) =>
      t.throws(() => saveFile(path, tensors as Record<string, Tensor>, { metadata } as object), {
        instanceOf: ArgumentError,
        message,
      });
    wrong({ x: 3 }, /'x' is not a Tensor/);
    wrong({ __metadata__: torch.ones([1]) }, /__metadata__/);
    wrong({ z: torch.viewAsComplex(torch.ones([1, 2])) }, /'z' is complex64/);
    wrong({}, /metadata 'epoch' is not a string/, { epoch: 3 });
    t.throws(() => saveFile(path, { x: torch.empty([3], { device: 'meta' }) }), { message: /data/ });
    function* failing() {
      yield 'half';
      throw new Error('in the middle');
    }
    t.throws(() => writeFileAtomic(path, failing()), { message: 'in the middle' });
    t.deepEqual(readFileSync(path), before);
    t.deepEqual(leftovers(), []);
  });
});

test('a place where nothing can be written is a FileWriteError', (t) => {
  scope(() => {
    const tensors = { x: torch.ones([1]) };
    const error = t.throws(() => saveFile(join(folder, 'no/such/place.safetensors'), tensors), {
      instanceOf: FileWriteError,
      message: /could not write .*no\/such\/place.safetensors: ENOENT/,
    });
    t.like(error, { code: 'E_FILE_WRITE', systemCode: 'ENOENT' });
    t.throws(() => saveFile(folder, tensors), { instanceOf: FileWriteError });
    t.deepEqual(leftovers(), []);
  });
});

test('a full disk is a FileWriteError, and the old file stays', async (t) => {
  const { execFileSync } = await import('node:child_process');
  const disk = join(folder, 'disk');
  try {
    execFileSync('mkdir', [disk]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'pipe' });
  } catch {
    console.log('skipped the test of a full disk: this user may not mount a tmpfs');
    t.pass();
    return;
  }
  try {
    const path = join(disk, 'x.safetensors');
    scope(() => {
      saveFile(path, { x: torch.ones([10]) });
      t.throws(() => saveFile(path, { x: torch.zeros([100_000]) }), {
        instanceOf: FileWriteError,
        message: /ENOSPC/,
      });
      t.deepEqual(readdirSync(disk), ['x.safetensors']);
      t.is(loadFile(path).x!.sum().item(), 10);
    });
    t.true(existsSync(path));
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
});
