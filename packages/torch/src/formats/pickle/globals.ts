// The names that a checkpoint may mention. Whatever is not here is refused; nothing is ever imported or called by name.
import { DTYPE_BYTES, type DType, SCALAR_TYPES } from '../../dtype.js';
import type { Budget } from '../budget.js';
import { knownDType, Storage, TensorView } from '../storage.js';
import { NUMPY_GLOBALS } from './numpy.js';
import { PlainObject } from './objects.js';
import {
  asBytes,
  Complex,
  Global,
  items,
  LongText,
  latin1,
  nameOf,
  PickleError,
  size,
  sizes,
  Tuple,
  text,
  type Value,
} from './values.js';

/** `torch.FloatStorage`: stands in a persistent id, and in what old files call. */
export class StorageType extends Global {
  constructor(
    name: string,
    /** A name, since some dtypes of PyTorch are not known here. */
    readonly dtype: string,
  ) {
    super(name);
  }
}

const STORAGE_DTYPES: Record<string, string> = {
  Float: 'float32',
  Double: 'float64',
  Half: 'float16',
  BFloat16: 'bfloat16',
  Long: 'int64',
  Int: 'int32',
  Short: 'int16',
  Char: 'int8',
  Byte: 'uint8',
  Bool: 'bool',
  ComplexFloat: 'complex64',
  ComplexDouble: 'complex128',
  Untyped: 'uint8',
  QInt8: 'qint8',
  QUInt8: 'quint8',
  QInt32: 'qint32',
};

/** Dtypes that files may mention and that tensors here cannot have. */
const OTHER_DTYPES = [
  ...['float8_e4m3fn', 'float8_e5m2', 'float8_e4m3fnuz', 'float8_e5m2fnuz', 'float8_e8m0fnu'],
  ...['complex32', 'qint8', 'quint8', 'qint32'],
];

/** `_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks, metadata)`; v3 adds a dtype before the metadata. */
function rebuildTensor(args: readonly Value[], budget: Budget, dtype?: DType, metadata?: Value): TensorView {
  const [storage, offset, shape, stride] = args;
  if (!(storage instanceof Storage)) throw new PickleError(`a tensor is rebuilt from ${nameOf(storage)}`);
  const lazy = metadata instanceof Map ? metadata : new Map<Value, Value>();
  const layout: [number[], number[], number] = [
    sizes(shape, "a tensor's shape"),
    sizes(stride, "a tensor's stride"),
    size(offset, "a tensor's offset"),
  ];
  const options = { conj: lazy.get('conj') === true, neg: lazy.get('neg') === true };
  return TensorView.checked(storage, dtype ?? storage.dtype, layout, options, budget);
}

/** A parameter, a tensor moved from another device, ...: the tensor that it was made from. */
function firstTensor([tensor]: readonly Value[]): Value {
  if (!(tensor instanceof TensorView)) throw new PickleError(`a tensor is expected, not ${nameOf(tensor)}`);
  return tensor;
}

/** `_rebuild_from_type_v2(function, type, args, state)`: a tensor that has attributes, which are dropped. */
function rebuildFromType([callee, type, args]: readonly Value[], budget: Budget): Value {
  if (!(callee instanceof Global) || !callee.name.startsWith('torch._utils._rebuild_'))
    throw new PickleError(`a tensor is rebuilt by ${nameOf(callee)}`);
  if (!(type instanceof Global) || !TENSOR_TYPES.includes(type.name))
    throw new PickleError(`tensors of type ${nameOf(type)} are not supported`);
  return firstTensor([callee.behaviour.call!(items(args, 'arguments'), budget)]);
}

const TENSOR_TYPES = ['torch.Tensor', 'torch.nn.parameter.Parameter', 'torch.nn.parameter.Buffer'];

/** Pairs, or a dict, as a dict. */
function dictOf([source]: readonly Value[], budget: Budget): Map<Value, Value> {
  if (source === undefined) return new Map();
  const pairs = source instanceof Map ? [...source] : items(source, 'what a dict is made of');
  budget.take(pairs.length * 80, 'a dict');
  return new Map(
    pairs.map((pair): [Value, Value] => {
      const [key, value] = source instanceof Map ? (pair as [Value, Value]) : items(pair as Value, 'a pair');
      if (key === undefined || value === undefined)
        throw new PickleError('what a dict is made of is no pair');
      return [key instanceof LongText ? key.toString() : key, value];
    }),
  );
}

function listOf([source]: readonly Value[], budget: Budget): Value {
  if (source === undefined) return [];
  const members = items(source, 'what a list is made of');
  budget.take(members.length * 40, 'a list');
  return [...members];
}

function setOf([source]: readonly Value[], budget: Budget): Value {
  if (source === undefined) return new Set();
  const members = items(source, 'what a set is made of');
  budget.take(members.length * 80, 'a set');
  return new Set(members);
}

/** `bytes()`, `bytearray(bytes)`, `bytearray(text, 'latin-1')` */
function bytesOf([source, encoding]: readonly Value[], budget: Budget): Value {
  if (source === undefined) return new Uint8Array();
  if (encoding !== undefined) return encode([source, encoding], budget);
  return asBytes(source);
}

/** `_codecs.encode(text, 'latin1')`: how protocol 2 writes bytes. */
function encode([source, encoding]: readonly Value[], budget: Budget): Value {
  if (!/^(latin[-_]?1|iso-8859-1)$/i.test(text(encoding, 'an encoding')))
    throw new PickleError(`text is encoded as ${text(encoding, 'an encoding')}, which is not supported`);
  if (source instanceof LongText) return source.latin1();
  if (typeof source !== 'string') throw new PickleError(`${nameOf(source)} is encoded`);
  budget.take(source.length, 'bytes in its pickle');
  return latin1(source);
}

function complex([real, imag]: readonly Value[]): Value {
  if (typeof real !== 'number' || typeof imag !== 'number')
    throw new PickleError('a complex number has no parts');
  return new Complex(real, imag);
}

/** `torch.device('cuda', 0)` */
function device([type, index]: readonly Value[]): Value {
  const name = text(type, 'a device');
  return index === undefined || index === null ? name : `${name}:${size(index, 'a device')}`;
}

function path(parts: readonly Value[]): Value {
  return parts
    .map((part) => text(part, 'a path'))
    .join('/')
    .replace(/^\/\//, '/');
}

function namespace(args: readonly Value[]): Value {
  if (args.length > 0) throw new PickleError('a Namespace is made with arguments');
  return new PlainObject('Namespace');
}

/** `torch.jit._pickle.build_intlist([...])`, `restore_type_tag(value, type)`: the value. */
function first([value]: readonly Value[]): Value {
  if (value === undefined) throw new PickleError('a value is missing');
  return value;
}

/** What defaultdict makes of a missing key: named, never called. */
const FACTORIES = ['int', 'float', 'str', 'bool', 'list', 'dict', 'tuple'];

const GLOBALS: readonly Global[] = [
  new Global('collections.OrderedDict', { call: dictOf, create: () => new Map() }),
  new Global('collections.Counter', { call: dictOf }),
  new Global('collections.defaultdict', { call: () => new Map() }),
  new Global('collections.deque', { call: listOf }),
  new Global('builtins.set', { call: setOf }),
  new Global('builtins.frozenset', { call: setOf }),
  new Global('builtins.bytes', { call: bytesOf }),
  new Global('builtins.bytearray', { call: bytesOf }),
  new Global('builtins.complex', { call: complex }),
  ...FACTORIES.map((name) => new Global(`builtins.${name}`)),
  new Global('_codecs.encode', { call: encode }),
  new Global('argparse.Namespace', { call: namespace, create: namespace }),
  ...['PosixPath', 'PurePosixPath', 'WindowsPath', 'PureWindowsPath'].flatMap((name) =>
    ['pathlib', 'pathlib._local'].map((module) => new Global(`${module}.${name}`, { call: path })),
  ),
  ...NUMPY_GLOBALS,

  new Global('torch.Size', { call: ([shape]) => new Tuple(sizes(shape, 'a torch.Size')) }),
  new Global('torch.device', { call: device }),
  ...TENSOR_TYPES.map((name) => new Global(name)),
  new Global('torch._utils._rebuild_tensor', { call: (args, budget) => rebuildTensor(args, budget) }),
  new Global('torch._utils._rebuild_tensor_v2', {
    call: (args, budget) => rebuildTensor(args, budget, undefined, args[6]),
  }),
  new Global('torch._utils._rebuild_tensor_v3', {
    call: (args, budget) => rebuildTensor(args, budget, knownDType(text(args[6], 'a dtype')), args[7]),
  }),
  new Global('torch._utils._rebuild_parameter', { call: firstTensor }),
  new Global('torch._utils._rebuild_parameter_with_state', { call: firstTensor }),
  new Global('torch._tensor._rebuild_from_type_v2', { call: rebuildFromType }),
  ...Object.entries(STORAGE_DTYPES).flatMap(([name, dtype]) =>
    ['torch', 'torch.cuda', 'torch.storage'].map(
      (module) => new StorageType(`${module}.${name}Storage`, dtype),
    ),
  ),
  // LibTorch's own pickler, in TorchScript archives and files of torch::pickle_save.
  ...['build_intlist', 'build_doublelist', 'build_boollist', 'build_tensorlist', 'restore_type_tag'].map(
    (name) => new Global(`torch.jit._pickle.${name}`, { call: first }),
  ),
];

const allowed = new Map<string, Value>([
  ...GLOBALS.map((global): [string, Value] => [global.name, global]),
  // A dtype is its name.
  ...[...Object.keys(SCALAR_TYPES), ...OTHER_DTYPES].map((name): [string, Value] => [`torch.${name}`, name]),
]);

/** Python 2's names of what stands above. */
const RENAMED: Record<string, string> = { __builtin__: 'builtins', 'torch.tensor': 'torch._tensor' };

/** @throws PickleError unless the global is allowed */
export function resolveGlobal(module: string, name: string): Value {
  const full = `${Object.hasOwn(RENAMED, module) ? RENAMED[module] : module}.${name}`;
  const value = allowed.get(full);
  if (value === undefined) {
    const advice = full.startsWith('torch._utils._rebuild_')
      ? 'Tensors of this kind are not supported'
      : 'Only tensors and plain data are read: save `model.state_dict()` in Python, not the model or objects of its own classes';
    throw new PickleError(`the global '${full}' is not allowed (nothing of it was run). ${advice}`);
  }
  return value;
}

/**
 * The parts of `('storage', type, key, location, length, ...)`, the one persistent id that there is.
 * @throws PickleError
 */
export function storageId(id: Value): {
  key: string;
  dtype: DType;
  length: number;
  bytes: number;
  rest: readonly Value[];
} {
  const [tag, type, key, , length, ...rest] = items(id, 'a persistent id');
  if (text(tag, 'a persistent id') !== 'storage')
    throw new PickleError(
      `a persistent id of '${text(tag, 'a persistent id').slice(0, 40)}' is not allowed, only storages are`,
    );
  if (!(type instanceof StorageType)) throw new PickleError(`${nameOf(type)} is no type of storage`);
  const dtype = knownDType(type.dtype);
  const count = size(length, "a storage's length");
  return { key: text(key, "a storage's key"), dtype, length: count, bytes: count * DTYPE_BYTES[dtype], rest };
}
