// The names that a checkpoint may mention. Whatever is not here is refused; nothing is ever imported or
// called by name.
import { DTYPE_BYTES, type DType, SCALAR_TYPES } from '../../../values/dtype.js';
import type { Budget } from '../budget.js';
import { knownDType, Storage, TensorView } from '../storage.js';
import { NUMPY_GLOBALS } from './numpy.js';
import { STDLIB_GLOBALS } from './stdlib.js';
import { Global, items, nameOf, PickleError, size, sizes, Tuple, text, type Value } from './values.js';

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

/**
 * `_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks, metadata)`; v3 adds a dtype before
 * the metadata.
 */
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

/** `torch.device('cuda', 0)` */
function device([type, index]: readonly Value[]): Value {
  const name = text(type, 'a device');
  return index === undefined || index === null ? name : `${name}:${size(index, 'a device')}`;
}

/** `torch.jit._pickle.build_intlist([...])`, `restore_type_tag(value, type)`: the value. */
function first([value]: readonly Value[]): Value {
  if (value === undefined) throw new PickleError('a value is missing');
  return value;
}

const GLOBALS: readonly Global[] = [
  ...STDLIB_GLOBALS,
  ...NUMPY_GLOBALS,

  new Global('torch.Size', { call: ([shape]) => new Tuple(sizes(shape, 'a torch.Size')) }),
  new Global('torch.device', { call: device }),
  new Global('torch.serialization._get_layout', {
    call: ([name]) => text(name, 'a layout').replace(/^torch\./, ''),
  }),
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

/** Other names of what stands above: Python 2's modules, which Python 3 writes in protocol 2 as well. */
const MODULES: Record<string, string> = { __builtin__: 'builtins', 'torch.tensor': 'torch._tensor' };
const NAMES: Record<string, string> = {
  'builtins.long': 'builtins.int',
  'builtins.unicode': 'builtins.str',
  'builtins.xrange': 'builtins.range',
};

/** @throws PickleError unless the global is allowed */
export function resolveGlobal(module: string, name: string): Value {
  const spelt = `${Object.hasOwn(MODULES, module) ? MODULES[module] : module}.${name}`;
  const full = Object.hasOwn(NAMES, spelt) ? NAMES[spelt]! : spelt;
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
  if (!(type instanceof StorageType)) throw new PickleError(`${nameOf(type)} is not a type of storage`);
  const dtype = knownDType(type.dtype);
  const count = size(length, "a storage's length");
  return { key: text(key, "a storage's key"), dtype, length: count, bytes: count * DTYPE_BYTES[dtype], rest };
}
