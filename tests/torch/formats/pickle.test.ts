// Damaged or malicious pickles and archives: each gives a FileFormatError that says where and why.
import { FileFormatError, inspectFile, loadFile, loadObject, memory, scope } from '@cotrain/torch';
import test from 'ava';
import { clean } from '../support.js';
import {
  checkpoint,
  dict,
  int,
  legacy,
  pickle,
  storage,
  tensorView,
  text,
  tuple,
  u32,
  u64,
  withFloats,
  write,
  zip,
} from './craft.js';
import { temporaryFolder } from './temporary.js';

const { fresh } = temporaryFolder('pickle');
const plain = (...parts: string[]) => write(fresh('.pkl'), pickle(...parts));

test('a crafted checkpoint is read', (t) => {
  scope(() => {
    const path = write(fresh(), withFloats(dict({ x: tensorView() })));
    t.deepEqual(loadFile(path).x!.toArray(), [1, 2, 3, 4]);
    const inFull = zip([
      { name: 'data.pkl', data: pickle(dict({ x: tensorView() })), deflate: true },
      { name: 'data/0', data: new Uint8Array(16), deflate: true },
    ]);
    t.deepEqual(loadFile(write(fresh(), inFull)).x!.toArray(), [0, 0, 0, 0]);
  });
});

test('all that pickles of protocols 2 to 5 hold', (t) => {
  const values: [source: string, value: unknown][] = [
    ['N', null],
    ['\x88', true],
    ['K\xff', 255],
    ['M\xff\xff', 65535],
    ['J\xff\xff\xff\xff', -1],
    ['\x8a\0', 0],
    ['\x8a\x01\xff', -1],
    ['\x8a\x08\0\0\0\0\0\0\0\x80', -(2n ** 63n)],
    [`\x8b${u32(9)}\0\0\0\0\0\0\0\0\x01`, 2n ** 64n],
    ['G\x3f\xf8\0\0\0\0\0\0', 1.5],
    ['U\x02\xe4b', 'äb'],
    [`T${u32(1)}x`, 'x'],
    ['\x8c\x02\xc3\xa4', 'ä'],
    [`\x8d${u64(1)}a`, 'a'],
    ['C\x01\xff', Uint8Array.of(255)],
    [`B${u32(2)}ab`, Uint8Array.of(97, 98)],
    [`\x8e${u64(1)}a`, Uint8Array.of(97)],
    [`\x96${u64(1)}a`, Uint8Array.of(97)],
    ['](K\x01K\x02e', [1, 2]],
    [']K\x01a', [1]],
    ['K\x01\x85', [1]],
    ['K\x01K\x02\x86', [1, 2]],
    ['K\x01K\x02K\x03\x87', [1, 2, 3]],
    [')', []],
    [`}${text('a')}K\x01s`, { a: 1 }],
    ['}(K\x01K\x02u', new Map([[1, 2]])],
    ['\x8f(K\x01K\x02\x90', new Set([1, 2])],
    ['(K\x01K\x02\x91', new Set([1, 2])],
    ['](K\x07\x94h\0e', [7, 7]],
    [`](${text('a')}r${u32(9)}j${u32(9)}e`, ['a', 'a']],
    ['\x8c\x0bcollections\x8c\x0bOrderedDict\x93)R', {}],
    [`ccollections\nOrderedDict\n](](${text('a')}K\x01ee\x85R`, { a: 1 }],
    ['ccollections\ndeque\n)R(K\x01e', [1]],
    ['ccollections\ndeque\n](K\x01eK\x05\x86R', [1]],
    ['c__builtin__\nset\n](K\x01e\x85R', new Set([1])],
    [`cbuiltins\nbytearray\n${text('ÿ')}${text('latin-1')}\x86R`, Uint8Array.of(255)],
    ['cbuiltins\nbytes\n)R', new Uint8Array()],
    ['ctorch\nbfloat16\n', 'bfloat16'],
    [`ctorch\ndevice\n${text('cuda')}K\x01\x86R`, 'cuda:1'],
    [`\x95${u64(1)}N`, null],
  ];
  for (const [source, value] of values) {
    t.deepEqual(loadObject(plain(source)), value as never, JSON.stringify(source));
  }
});

test('values that contain themselves, and values that are shared', (t) => {
  const list = loadObject(plain(']q\0h\0a')) as unknown[];
  t.is(list[0], list);
  t.throws(() => loadFile(plain(']q\0h\0a')), { instanceOf: FileFormatError, message: /contains itself/ });
  const [a, b] = loadObject(plain(']q\0h\0\x86')) as unknown[];
  t.is(a, b);
});

test("keys that JavaScript's objects treat as their own stay data", (t) => {
  scope(() => {
    const path = write(fresh(), withFloats(dict({ __proto__x: tensorView(), constructor: 'N' })));
    const bytes = withFloats(`}(${text('__proto__')}${tensorView()}u`);
    const evil = write(fresh(), bytes);
    t.deepEqual(Object.keys(loadFile(evil)), ['__proto__']);
    t.deepEqual(Object.keys(loadObject(evil) as object), ['__proto__']);
    t.is(Object.getPrototypeOf(loadObject(evil)), Object.prototype);
    t.deepEqual(Object.keys(loadFile(path)), ['__proto__x']);
  });
});

const REFUSED: Record<string, [source: string, message: RegExp]> = {
  'no protocol': ['', /value.* missing on its stack/],
  'protocol 1': ['\x80\x01N', /protocol 1 is not read/],
  'a text opcode': ['I1\n', /opcode 0x49 is not allowed/],
  'an extension': ['\x82\x01', /opcode 0x82 is not allowed/],
  'keyword arguments': ['\x92', /opcode 0x92 is not allowed/],
  'an instance by name': ['(ios\nsystem\n', /opcode 0x69 is not allowed/],
  'os.system': [`cos\nsystem\n${text('true')}\x85R`, /'os\.system' is not allowed/],
  'posix.system': [`cposix\nsystem\n${text('true')}\x85R`, /'posix\.system' is not allowed/],
  'a global of a stack': ['\x8c\x08builtins\x8c\x04eval\x93', /'builtins\.eval' is not allowed/],
  getattr: ['cbuiltins\ngetattr\n', /'builtins\.getattr' is not allowed/],
  'a sparse tensor': ['ctorch._utils\n_rebuild_sparse_tensor\n', /Tensors of this kind are not supported/],
  'a dotted name': ['\x8c\x05torch\x8c\x0b_C._no_such\x93', /'torch\._C\._no_such' is not allowed/],
  'what JavaScript objects have': ['ctoString\nconstructor\n', /'toString\.constructor' is not allowed/],
  __proto__: ['c__proto__\n__proto__\n', /'__proto__\.__proto__' is not allowed/],
  'a script class outside of TorchScript': ['c__torch__\nX\n)\x81', /'__torch__\.X' is not allowed/],
  'a call of what is named only': ['cbuiltins\nlist\n)R', /builtins\.list is called/],
  'a call of a string': [`${text('eval')})R`, /a string is called/],
  'an object of a non-class': ['c_codecs\nencode\n)\x81', /_codecs\.encode is made/],
  'arguments that are a list': ['cbuiltins\nset\n]R', /called with a list/],
  'a state for a list': [']Nb', /a state is given to a list/],
  'a state for a number': ['K\x01Nb', /a state is given to a number/],
  'a memo that was never kept': ['h\x07', /recalls value 7/],
  'more than one value': ['NN', /more than one value/],
  'an open mark': ['(N', /more than one value/],
  'no value': ['', /missing/],
  'values below the mark': ['N(\x85', /missing on its stack/],
  'no mark': ['Nt', /a mark is missing/],
  'an append to a tuple': [')Na', /appended to a tuple/],
  'an item of a list': [']NNs', /set in a list/],
  'a key without a value': ['}(Nu', /a key has no value/],
  'a list as a key': ['}]Ns', /a list is a key/],
  'a persistent id': ['K\x01Q', /persistent id is not allowed here/],
  'an integer that is huge': [`\x8b${u32(2 ** 31 - 1)}`, /integer of 2147483647 bytes/],
  'an integer of negative length': [`\x8b${u32(2 ** 32 - 1)}`, /integer of -1 bytes/],
  'a string beyond the end': [`X${u32(2 ** 32 - 1)}`, /truncated/],
  'bytes beyond the end': [`\x8e${u64(2n ** 62n)}`, /4611686018427387904 bytes are needed/],
  'a name without an end': [`c${'a'.repeat(1000)}`, /has no end/],
  'an unknown encoding': [`c_codecs\nencode\n${text('a')}${text('rot13')}\x86R`, /encoded as rot13/],
  'bytes beyond Latin-1': [`c_codecs\nencode\n${text('€')}${text('latin1')}\x86R`, /beyond U\+00FF/],
  'an OrderedDict of a number': ['ccollections\nOrderedDict\nK\x01\x85R', /is a number, not a list/],
  'an array of another class': ['cnumpy.core.multiarray\n_reconstruct\nN)N\x87R', /None is not supported/],
  'a dtype of NumPy': [`cnumpy\ndtype\n${text('M8')}\x85R`, /'M8' is not supported/],
};
for (const [what, [source, message]] of Object.entries(REFUSED))
  test(`refused: ${what}`, (t) => {
    const path = plain(source);
    for (const read of [loadFile, loadObject, inspectFile]) {
      const error = t.throws(() => read(path), { instanceOf: FileFormatError, message });
      t.true(error.message.startsWith(path));
    }
  });

const BAD_TENSORS: Record<string, [value: string, message: RegExp]> = {
  'beyond its storage': [tensorView({ shape: tuple(int(5)) }), /shape \[5\].* ends beyond its storage of 4/],
  'an offset beyond': [tensorView({ offset: int(1) }), /offset 1 ends beyond/],
  'a stride beyond': [tensorView({ stride: tuple(int(2)) }), /ends beyond/],
  'a negative stride': [tensorView({ stride: tuple(int(-1)) }), /stride holds -1, which is not a size/],
  'a negative offset': [tensorView({ offset: int(-1) }), /offset holds -1/],
  'a negative size': [tensorView({ shape: tuple(int(-1)) }), /shape holds -1/],
  'a shape of floats': [tensorView({ shape: tuple('G\x3f\xf8\0\0\0\0\0\0') }), /holds 1\.5/],
  'one stride too few': [tensorView({ stride: ')' }), /does not have one stride for each size/],
  'a hundred dimensions': [
    tensorView({ shape: tuple(...Array(100).fill(int(1))), stride: tuple(...Array(100).fill(int(0))) }),
    /too many dimensions/,
  ],
  'one element expanded to terabytes': [
    tensorView({ shape: tuple(int(2 ** 40)), stride: tuple(int(0)) }),
    /more memory than a file of this size may/,
  ],
  'a product beyond all numbers': [
    tensorView({ shape: tuple(int(2 ** 52), int(2 ** 52)), stride: tuple(int(0), int(0)) }),
    /too large/,
  ],
  'an endless empty tensor': [
    tensorView({ shape: tuple(int(2 ** 52), int(2 ** 52), int(0)), stride: tuple(int(1), int(1), int(1)) }),
    /too large/,
  ],
  'a storage that is missing': [tensorView({ storage: storage('7', 4) }), /storage 7 is not in the archive/],
  'a storage outside of its folder': [
    tensorView({ storage: storage('../version', 0) }),
    /is not in the archive/,
  ],
  'a storage that is longer than its bytes': [
    tensorView({ storage: storage('0', 5) }),
    /storage 0 has 16 bytes, its tensors need 20/,
  ],
  'a storage of no type': [
    tensorView({ storage: storage('0', 4, 'builtins\nlist') }),
    /not a type of storage/,
  ],
  'a dtype that is not known here': [
    tensorView({ storage: storage('0', 4, 'torch\nQInt8Storage') }),
    /dtype qint8 is not supported/,
  ],
  'another persistent id': [`${tuple(text('module'), 'N')}Q`, /'module' is not allowed/],
  'a tensor of a list': ['ctorch._utils\n_rebuild_tensor_v2\n(]K\0))\x89NtR', /rebuilt from a list/],
  'a parameter of nothing': ['ctorch._utils\n_rebuild_parameter\n(N\x88NtR', /a tensor is expected/],
};
for (const [what, [value, message]] of Object.entries(BAD_TENSORS))
  test(`refused tensor: ${what}`, (t) => {
    const before = memory().tensors;
    const data = pickle(dict({ x: value }));
    const behind = [Buffer.from(u64(4), 'latin1'), Buffer.alloc(16)];
    const paths = [
      write(fresh(), checkpoint(data, { 0: new Uint8Array(16) })),
      write(fresh(), Buffer.concat([legacy(data, ['0']), ...behind])),
    ];
    for (const [i, path] of paths.entries()) {
      // A legacy file has no entry for a storage, so missing data only shows after the pickle.
      const expected = i === 0 || !/archive|has 16 bytes/.test(message.source) ? message : /./;
      for (const read of [loadFile, inspectFile])
        t.throws(() => read(path), { instanceOf: FileFormatError, message: expected });
    }
    t.is(memory().tensors, before);
  });

test('two tensors of one path, and values that are nested too deeply', (t) => {
  const twice = withFloats(dict({ 'a.b': tensorView(), a: dict({ b: tensorView() }) }));
  t.throws(() => loadFile(write(fresh(), twice)), { instanceOf: FileFormatError, message: /path 'a\.b'/ });
  scope(() => t.truthy(loadObject(write(fresh(), twice))));
  const deep = plain(`${'N'}${'\x85'.repeat(100_000)}`);
  for (const read of [loadFile, loadObject])
    t.throws(() => read(deep), { instanceOf: FileFormatError, message: /nested more than 1000 deep/ });
});

test('small files that unfold to gigabytes are refused', (t) => {
  const refused = (path: string) =>
    t.throws(() => loadFile(path), {
      instanceOf: FileFormatError,
      message: /more memory than a file of this size/,
    });
  // Every list contains the previous one twice: 2^60 paths to the first.
  const id = (i: number) => String.fromCharCode(i);
  const doubled = Array.from({ length: 60 }, (_, i) => `](h${id(i)}h${id(i)}eq${id(i + 1)}`);
  const laughs = plain(`(]q\0${doubled.join('')}t`);
  refused(laughs);
  t.truthy(loadObject(laughs));
  // A name of 900 keys, each the same 60,000 characters.
  const named = `${text('k'.repeat(60_000))}q\0${'}h\0'.repeat(900)}${tensorView()}${'s'.repeat(900)}`;
  refused(write(fresh(), withFloats(`(${named}t`)));
  refused(plain(`(${']'.repeat(1_000_000)}t`));
  const view = tensorView({ storage: storage('0', 50e6), shape: tuple(int(50e6)) });
  const zeros = zip([
    { name: 'a/data.pkl', data: pickle(dict({ x: view })) },
    { name: 'a/data/0', data: new Uint8Array(200e6), deflate: true },
  ]);
  t.true(zeros.length < 300_000);
  refused(write(fresh(), zeros));
});

const entry = (claims: object, deflate = false) => [
  { name: 'a/data.pkl', data: pickle(dict({ x: tensorView() })) },
  { name: 'a/data/0', data: new Uint8Array(16), deflate, claims },
];

/** Storage 1 at the position of storage 0. */
function sharing(): Uint8Array {
  const data = pickle(dict({ x: tensorView(), y: tensorView({ storage: storage('1', 4) }) }));
  const offset = 30 + 'a/data.pkl'.length + data.length;
  return zip([
    { name: 'a/data.pkl', data },
    { name: 'a/data/0', data: new Uint8Array(16) },
    { name: 'a/data/1', data: '', claims: { offset, size: 16, packed: 16 } },
  ]);
}

const BAD_ARCHIVES: Record<string, [bytes: Uint8Array, message: RegExp]> = {
  'no end': [withFloats(dict({ x: tensorView() })).subarray(0, -30), /its directory, at its end, is missing/],
  'no data.pkl': [zip([{ name: 'a/x', data: '' }]), /this is a zip archive, not a checkpoint/],
  'two checkpoints': [
    zip([
      { name: 'a/data.pkl', data: pickle('N') },
      { name: 'b/data.pkl', data: pickle('N') },
    ]),
    /holds 2 checkpoints/,
  ],
  'an .npz': [zip([{ name: 'x.npy', data: '' }]), /\.npz/],
  'a torch.export archive': [zip([{ name: 'm/archive_format', data: 'pt2' }]), /torch\.export/],
  encryption: [zip(entry({ flags: 1 })), /encrypted/],
  'another compression': [zip(entry({ method: 12 })), /method 12/],
  'two sizes': [zip(entry({ size: 17 })), /two sizes/],
  'an entry beyond the end': [zip(entry({ size: 1000, packed: 1000 })), /reaches into what stands behind/],
  'an offset beyond the end': [zip(entry({ offset: 100_000 })), /truncated or damaged/],
  'an offset to nothing': [zip(entry({ offset: 5 })), /no entry where|reaches into/],
  'a name twice': [zip([...entry({}), ...entry({})]), /same name/],
  'entries that share bytes': [sharing(), /a\/data\/1 reaches into what stands behind it/],
  'too few entries': [zip(entry({}), 9), /no room for 9 entries|ends after/],
  'a deflated entry that is larger': [
    zip(entry({ size: 8 }, true)),
    /does not unpack|something else|needs? 16|need 16/,
  ],
  'a deflated entry that is damaged': [zip(entry({ crc: 1 }, true)), /something else/],
  'a deflated entry that is noise': [
    zip([
      { name: 'a/data.pkl', data: '\xff\xff\xff\xff', claims: { method: 8, size: 9 } },
      { name: 'a/data/0', data: '' },
    ]),
    /does not unpack/,
  ],
  'an unknown byte order': [
    zip([...entry({}), { name: 'a/byteorder', data: 'middle' }]),
    /byte order is 'middle'/,
  ],
};
for (const [what, [bytes, message]] of Object.entries(BAD_ARCHIVES))
  test(`refused archive: ${what}`, (t) => {
    const before = memory().tensors;
    t.throws(() => loadFile(write(fresh(), bytes)), { instanceOf: FileFormatError, message });
    t.is(memory().tensors, before);
  });

const BAD_LEGACY: Record<string, [bytes: Uint8Array, message: RegExp]> = {
  'no storages': [legacy(pickle(dict({ x: tensorView() })), []), /storage '0' is missing/],
  'a storage of no tensor': [legacy(pickle(dict({})), ['9']), /storage '9' belongs to no tensor/],
  'a storage twice': [
    Buffer.concat([
      legacy(pickle(dict({ x: tensorView() })), ['0', '0']),
      Buffer.from(u64(4), 'latin1'),
      Buffer.alloc(40),
    ]),
    /is there twice/,
  ],
  'no bytes': [legacy(pickle(dict({ x: tensorView() })), ['0']), /truncated/],
  'too few bytes': [
    Buffer.concat([
      legacy(pickle(dict({ x: tensorView() })), ['0']),
      Buffer.from(u64(4), 'latin1'),
      Buffer.alloc(15),
    ]),
    /truncated/,
  ],
  'another count': [
    Buffer.concat([
      legacy(pickle(dict({ x: tensorView() })), ['0']),
      Buffer.from(u64(2n ** 63n), 'latin1'),
      Buffer.alloc(16),
    ]),
    /-9223372036854775808 elements/,
  ],
  'another protocol': [
    Buffer.concat([legacy(pickle('N'), []).subarray(0, 15), pickle(int(7))]),
    /protocol is 7/,
  ],
  'bytes behind a plain pickle': [Buffer.concat([pickle('N'), Buffer.alloc(3)]), /3 bytes stand behind/],
};
for (const [what, [bytes, message]] of Object.entries(BAD_LEGACY))
  test(`refused legacy file: ${what}`, (t) => {
    t.throws(() => loadFile(write(fresh(), bytes)), { instanceOf: FileFormatError, message });
  });

test(
  'a storage that is a part of another one, and storages at odd places',
  clean((t) => {
    const part = `${tuple(text('storage'), 'ctorch\nFloatStorage\n', text('0'), text('cpu'), int(4), tuple(text('1'), int(1), int(2)))}Q`;
    const value = dict({
      whole: tensorView(),
      part: tensorView({ storage: part, shape: tuple(int(2)) }),
      pad: text('x'.repeat(3)),
    });
    const bytes = Buffer.concat([
      legacy(pickle(value), ['0']),
      Buffer.from(u64(4), 'latin1'),
      Buffer.from(Float32Array.of(1, 2, 3, 4).buffer),
    ]);
    const { whole, part: read } = loadFile(write(fresh(), bytes));
    t.deepEqual(read!.toArray(), [2, 3]);
    read!.zero_();
    t.deepEqual(whole!.toArray(), [1, 0, 0, 4]);
  }),
);

test(
  'a bool byte that is neither 0 nor 1 is true',
  clean((t) => {
    const view = tensorView({ storage: storage('0', 4, 'torch\nBoolStorage') });
    const bytes = checkpoint(pickle(dict({ b: view })), { 0: Uint8Array.of(0, 1, 77, 255) });
    t.deepEqual(loadFile(write(fresh(), bytes)).b!.data(), Uint8Array.of(0, 1, 1, 1));
  }),
);
