// Python's own plain values that checkpoints hold beside tensors: ranges, dates, numbers of other kinds. Each
// becomes data.
import type { Budget } from '../budget.js';
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
  text,
  type Value,
} from './values.js';

/** Pairs, or a dict, as a dict. */
function dictOf([source]: readonly Value[], budget: Budget): Map<Value, Value> {
  if (source === undefined) return new Map();
  const pairs = source instanceof Map ? [...source] : items(source, 'what a dict is made of');
  budget.take(pairs.length * 80, 'a dict');
  return new Map(
    pairs.map((pair): [Value, Value] => {
      const [key, value] = source instanceof Map ? (pair as [Value, Value]) : items(pair as Value, 'a pair');
      if (key === undefined || value === undefined) throw new PickleError('an item of a dict is not a pair');
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

function path(parts: readonly Value[]): Value {
  return parts
    .map((part) => text(part, 'a path'))
    .join('/')
    .replace(/^\/\//, '/');
}

/**
 * An object whose attributes are the arguments that it is made with: `range(0, 9, 2)` has `start`, `stop`,
 * `step`.
 */
const record = (type: string, names: readonly string[]) => (args: readonly Value[]) => {
  if (args.length > names.length) throw new PickleError(`a ${type} is made with ${args.length} arguments`);
  const made = new PlainObject(type);
  for (const [i, value] of args.entries()) made.attributes.set(names[i]!, value);
  return made;
};

/** An object that gets its attributes afterwards (BUILD). */
const bare = (type: string) => record(type, []);

/** What is written as its own text: `Decimal('0.1')`. */
const own = (args: readonly Value[]): Value => text(args[0], 'a number');

/** `Fraction('1/3')`, or `Fraction(1, 3)` since Python 3.12 */
function fraction([numerator, denominator]: readonly Value[]): Value {
  const whole = (value: Value | undefined) => typeof value === 'number' || typeof value === 'bigint';
  return whole(numerator) && whole(denominator) ? `${numerator}/${denominator}` : own([numerator ?? null]);
}

/** A member of an enumeration, by its value. */
export function member([value]: readonly Value[]): Value {
  if (value === undefined) throw new PickleError('a member of an enumeration has no value');
  return value;
}

/** `partial(function)`, whose state (function, args, keywords, attributes) follows. */
class Partial extends PlainObject {
  override setState(state: Value): void {
    const [callee = null, args = null, keywords = null] = items(state, 'the state of a partial');
    this.attributes = new Map<Value, Value>([
      ['func', callee],
      ['args', args],
      ['keywords', keywords],
    ]);
  }
}

// --- Dates as ISO 8601 has them; Python keeps them as bytes.

const digits = (value: number, width = 2) => String(value).padStart(width, '0');

function dateBytes(value: Value | undefined, length: number): Uint8Array {
  const bytes = value === undefined ? new Uint8Array() : asBytes(value);
  if (bytes.length !== length) throw new PickleError(`a date of ${bytes.length} bytes is not read`);
  return bytes;
}

const dayOf = ([high, low, month, day]: Uint8Array): string =>
  `${digits(high! * 256 + low!, 4)}-${digits(month! & 0x7f)}-${digits(day!)}`;

function timeOf([hour, minute, second, ...fraction]: Uint8Array): string {
  const [a, b, c] = fraction as [number, number, number];
  const micro = (a << 16) | (b << 8) | c;
  const rest = micro === 0 ? '' : `.${digits(micro, 6)}`;
  return `${digits(hour! & 0x7f)}:${digits(minute!)}:${digits(second!)}${rest}`;
}

const zoneOf = (zone: Value | undefined): string => (typeof zone === 'string' ? zone : '');

function datetime([state, zone]: readonly Value[]): Value {
  const bytes = dateBytes(state, 10);
  return `${dayOf(bytes)}T${timeOf(bytes.subarray(4))}${zoneOf(zone)}`;
}

/** `timezone(timedelta(...))` as `+02:00` */
function timezone([offset]: readonly Value[]): Value {
  const parts = offset instanceof PlainObject ? offset.attributes : new Map<Value, Value>();
  const minutes = (Number(parts.get('days')) * 86_400 + Number(parts.get('seconds'))) / 60;
  if (!(Math.abs(minutes) < 1440)) throw new PickleError('a time zone has no offset');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60))}:${digits(Math.floor(size % 60))}`;
}

/** What defaultdict makes of a missing key, and types that are told by their name: named, never called. */
const NAMES = ['int', 'float', 'str', 'bool', 'list', 'dict', 'tuple', 'object'];

const PATHS = ['PosixPath', 'PurePosixPath', 'WindowsPath', 'PureWindowsPath', 'Path', 'PurePath'];

/** Dicts under another name: their items are data, their methods stay where they are. */
const DICTS = [
  ...['addict.addict.Dict', 'addict.Dict', 'easydict.EasyDict', 'munch.Munch', 'munch.DefaultMunch'],
  ...['mmcv.utils.config.ConfigDict', 'mmengine.config.config.ConfigDict', 'mmengine.config.ConfigDict'],
  ...['yacs.config.CfgNode', 'fvcore.common.config.CfgNode', 'detectron2.config.config.CfgNode'],
  ...['pytorch_lightning.utilities.parsing.AttributeDict', 'lightning.fabric.utilities.data.AttributeDict'],
  'lightning_fabric.utilities.data.AttributeDict',
];

const ENUMERATIONS = [
  ...['torchvision.transforms.functional.InterpolationMode', 'PIL.Image.Resampling', 'PIL.Image.Transpose'],
];

export const STDLIB_GLOBALS: readonly Global[] = [
  new Global('collections.OrderedDict', { call: dictOf, create: () => new Map() }),
  new Global('collections.Counter', { call: dictOf, create: () => new Map() }),
  new Global('collections.defaultdict', { call: () => new Map(), create: () => new Map() }),
  new Global('collections.deque', { call: listOf }),
  new Global('builtins.set', { call: setOf }),
  new Global('builtins.frozenset', { call: setOf }),
  new Global('builtins.bytes', { call: bytesOf }),
  new Global('builtins.bytearray', { call: bytesOf }),
  new Global('builtins.complex', { call: complex }),
  ...['range', 'slice'].map(
    (name) => new Global(`builtins.${name}`, { call: record(name, ['start', 'stop', 'step']) }),
  ),
  ...NAMES.map((name) => new Global(`builtins.${name}`)),
  new Global('_codecs.encode', { call: encode }),
  new Global('argparse.Namespace', { call: bare('Namespace'), create: bare('Namespace') }),
  new Global('types.SimpleNamespace', { call: bare('SimpleNamespace'), create: bare('SimpleNamespace') }),
  new Global('uuid.UUID', { create: bare('UUID') }),
  new Global('functools.partial', { call: () => new Partial('partial') }),
  ...PATHS.flatMap((name) =>
    ['pathlib', 'pathlib._local'].map((module) => new Global(`${module}.${name}`, { call: path })),
  ),
  new Global('datetime.datetime', { call: datetime }),
  new Global('datetime.date', { call: ([state]) => dayOf(dateBytes(state, 4)) }),
  new Global('datetime.time', {
    call: ([state, zone]) => timeOf(dateBytes(state, 6)) + zoneOf(zone),
  }),
  new Global('datetime.timedelta', { call: record('timedelta', ['days', 'seconds', 'microseconds']) }),
  new Global('datetime.timezone', { call: timezone }),
  new Global('decimal.Decimal', { call: own }),
  new Global('fractions.Fraction', { call: fraction }),
  ...DICTS.map((name) => new Global(name, { call: dictOf, create: () => new Map() })),
  ...ENUMERATIONS.map((name) => new Global(name, { call: member })),
];
