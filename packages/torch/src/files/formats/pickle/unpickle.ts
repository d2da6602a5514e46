// A pickle machine for data. Python's pickles are programs: this one knows the opcodes that PyTorch's and
// NumPy's files consist of, and names only what its host allows. Nothing that a file says is ever run.
// Opcodes: https://github.com/python/cpython/blob/v3.13.0/Lib/pickle.py#L111-L190
import { FileFormatError } from '../../../errors/errors.js';
import type { Budget } from '../budget.js';
import type { Cursor } from '../source.js';
import { Built, Global, LongText, nameOf, PickleError, Tuple, text, type Value } from './values.js';

export interface PickleHost {
  /** What `module.name` stands for. @throws PickleError unless it is allowed */
  resolve(module: string, name: string): Value;
  /** What a persistent id stands for: a storage. @throws PickleError */
  persistent(id: Value): Value;
}

/** LONG4 allows 2 GB for one integer; no number in a checkpoint has 2,000 bits. */
const MAXIMUM_INTEGER_BYTES = 256;
const MAXIMUM_NAME = 512;
/** Strings from this length on are decoded when they are used, if ever. */
const LONG_TEXT = 1 << 16;

// What values take in memory, about: V8's objects and what they grow by.
const VALUE_BYTES = 24;
const CONTAINER_BYTES = 256;
const ELEMENT_BYTES = 40;

type Operation = (machine: Machine) => void;

/** All that a pickle can do here. */
const OPERATIONS = new Map<number, Operation>([
  [0x80, (m) => m.checkProtocol()], // PROTO
  [0x95, (m) => m.length8()], // FRAME: helps readers that buffer; the window does it here
  [0x28, (m) => m.mark()], // MARK
  [0x4e, (m) => m.push(null)], // NONE
  [0x88, (m) => m.push(true)], // NEWTRUE
  [0x89, (m) => m.push(false)], // NEWFALSE
  [0x4a, (m) => m.push(m.cursor.take(4).readInt32LE())], // BININT
  [0x4b, (m) => m.push(m.cursor.byte())], // BININT1
  [0x4d, (m) => m.push(m.cursor.take(2).readUInt16LE())], // BININT2
  [0x8a, (m) => m.push(m.integer(m.cursor.byte()))], // LONG1
  [0x8b, (m) => m.push(m.integer(m.cursor.take(4).readInt32LE()))], // LONG4
  [0x47, (m) => m.push(m.cursor.take(8).readDoubleBE())], // BINFLOAT
  [0x58, (m) => m.pushText(m.length4(), 'utf8')], // BINUNICODE
  [0x8c, (m) => m.pushText(m.cursor.byte(), 'utf8')], // SHORT_BINUNICODE
  [0x8d, (m) => m.pushText(m.length8(), 'utf8')], // BINUNICODE8
  [0x54, (m) => m.pushText(m.length4(), 'latin1')], // BINSTRING: Python 2
  [0x55, (m) => m.pushText(m.cursor.byte(), 'latin1')], // SHORT_BINSTRING
  [0x42, (m) => m.pushBytes(m.length4())], // BINBYTES
  [0x43, (m) => m.pushBytes(m.cursor.byte())], // SHORT_BINBYTES
  [0x8e, (m) => m.pushBytes(m.length8())], // BINBYTES8
  [0x96, (m) => m.pushBytes(m.length8())], // BYTEARRAY8
  [0x5d, (m) => m.push([], CONTAINER_BYTES)], // EMPTY_LIST
  [0x61, (m) => m.append([m.pop()])], // APPEND
  [0x65, (m) => m.append(m.popMark())], // APPENDS
  [0x29, (m) => m.pushTuple([])], // EMPTY_TUPLE
  [0x85, (m) => m.pushTuple(m.popMany(1))], // TUPLE1
  [0x86, (m) => m.pushTuple(m.popMany(2))], // TUPLE2
  [0x87, (m) => m.pushTuple(m.popMany(3))], // TUPLE3
  [0x74, (m) => m.pushTuple(m.popMark())], // TUPLE
  [0x7d, (m) => m.push(new Map(), CONTAINER_BYTES)], // EMPTY_DICT
  [0x73, (m) => m.setItems(m.popMany(2))], // SETITEM
  [0x75, (m) => m.setItems(m.popMark())], // SETITEMS
  [0x8f, (m) => m.push(new Set(), CONTAINER_BYTES)], // EMPTY_SET
  [0x90, (m) => m.addItems(m.popMark())], // ADDITEMS
  [0x91, (m) => m.frozenSet()], // FROZENSET
  [0x63, (m) => m.push(m.host.resolve(m.line(), m.line()))], // GLOBAL
  [0x93, (m) => m.stackGlobal()], // STACK_GLOBAL
  [0x52, (m) => m.reduce()], // REDUCE
  [0x81, (m) => m.create()], // NEWOBJ
  [0x62, (m) => m.build()], // BUILD
  [0x51, (m) => m.push(m.host.persistent(m.pop()), CONTAINER_BYTES)], // BINPERSID
  [0x68, (m) => m.recall(m.cursor.byte())], // BINGET
  [0x6a, (m) => m.recall(m.length4())], // LONG_BINGET
  [0x71, (m) => m.remember(m.cursor.byte())], // BINPUT
  [0x72, (m) => m.remember(m.length4())], // LONG_BINPUT
  [0x94, (m) => m.memoize()], // MEMOIZE
]);
const PROTO = 0x80;
const STOP = 0x2e;

/**
 * Reads one pickle (protocols 2 to 5) from the cursor, and leaves the cursor behind it.
 *
 * @throws FileFormatError for any opcode, global or structure that is not allowed, with its place
 */
export function unpickle(cursor: Cursor, host: PickleHost, budget: Budget): Value {
  const machine = new Machine(cursor, host, budget);
  const begin = cursor.position;
  for (;;) {
    const at = cursor.position;
    try {
      const op = cursor.byte();
      if (at === begin && op !== PROTO)
        throw new PickleError('it does not begin with a protocol number (protocols 0 and 1 are not read)');
      if (op === STOP) return machine.result();
      const operation = OPERATIONS.get(op);
      if (operation === undefined)
        throw new PickleError(`opcode 0x${op.toString(16).padStart(2, '0')} is not allowed`);
      operation(machine);
    } catch (error) {
      if (!(error instanceof PickleError)) throw error;
      throw new FileFormatError(cursor.path, `its pickle is refused at byte ${at}: ${error.message}`, {
        cause: error,
      });
    }
  }
}

class Machine {
  private readonly stack: Value[] = [];
  /** Heights of the stack at the open MARKs. */
  private readonly marks: number[] = [];
  private readonly memo = new Map<number, Value>();

  constructor(
    readonly cursor: Cursor,
    readonly host: PickleHost,
    private readonly budget: Budget,
  ) {}

  result(): Value {
    const value = this.pop();
    if (this.stack.length > 0 || this.marks.length > 0)
      throw new PickleError('it ends with more than one value');
    return value;
  }

  checkProtocol(): void {
    const protocol = this.cursor.byte();
    if (protocol < 2 || protocol > 5) throw new PickleError(`protocol ${protocol} is not read`);
  }

  mark(): void {
    this.budget.take(VALUE_BYTES, 'its pickle');
    this.marks.push(this.stack.length);
  }

  push(value: Value, bytes = VALUE_BYTES): void {
    this.budget.take(bytes, 'its pickle');
    this.stack.push(value);
  }

  private get floor(): number {
    return this.marks.at(-1) ?? 0;
  }

  pop(): Value {
    return this.popMany(1)[0]!;
  }

  private top(): Value {
    if (this.stack.length <= this.floor) throw new PickleError('a value is missing on its stack');
    return this.stack.at(-1)!;
  }

  popMany(count: number): Value[] {
    if (this.stack.length - count < this.floor) throw new PickleError('values are missing on its stack');
    return this.stack.splice(this.stack.length - count);
  }

  /** What was pushed since the last MARK. */
  popMark(): Value[] {
    const mark = this.marks.pop();
    if (mark === undefined) throw new PickleError('a mark is missing on its stack');
    return this.stack.splice(mark);
  }

  length4(): number {
    return this.cursor.take(4).readUInt32LE();
  }

  length8(): number {
    const length = this.cursor.take(8).readBigUInt64LE();
    if (length > BigInt(this.cursor.end - this.cursor.position))
      throw new PickleError(`${length} bytes are needed: the file is truncated or damaged`);
    return Number(length);
  }

  /** Little-endian two's complement; a number where that is exact. */
  integer(length: number): number | bigint {
    if (length < 0 || length > MAXIMUM_INTEGER_BYTES)
      throw new PickleError(`an integer of ${length} bytes is not read`);
    let value = 0n;
    const bytes = this.cursor.take(length);
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
    const signed = BigInt.asIntN(8 * length, value);
    const number = Number(signed);
    return Number.isSafeInteger(number) ? number : signed;
  }

  pushText(length: number, encoding: 'utf8' | 'latin1'): void {
    if (length < LONG_TEXT) {
      const value = this.cursor.take(length).toString(encoding);
      this.push(value, CONTAINER_BYTES / 4 + 2 * value.length);
      return;
    }
    this.cursor.need(length);
    this.budget.take(length, 'a string in its pickle');
    this.push(new LongText(this.cursor.takeLong(length), encoding), CONTAINER_BYTES);
  }

  pushBytes(length: number): void {
    this.cursor.need(length);
    this.budget.take(length, 'bytes in its pickle');
    const bytes =
      length < LONG_TEXT ? Uint8Array.from(this.cursor.take(length)) : this.cursor.takeLong(length);
    this.push(bytes, CONTAINER_BYTES);
  }

  pushTuple(items: Value[]): void {
    this.push(new Tuple(items), CONTAINER_BYTES / 4 + items.length * ELEMENT_BYTES);
  }

  append(items: Value[]): void {
    const list = this.top();
    if (!Array.isArray(list)) throw new PickleError(`items are appended to ${nameOf(list)}`);
    this.budget.take(items.length * ELEMENT_BYTES, 'its pickle');
    for (const item of items) list.push(item);
  }

  setItems(items: Value[]): void {
    const dict = this.top();
    if (!(dict instanceof Map)) throw new PickleError(`items are set in ${nameOf(dict)}`);
    if (items.length % 2 !== 0) throw new PickleError('a key has no value');
    this.budget.take(items.length * ELEMENT_BYTES, 'its pickle');
    for (let i = 0; i < items.length; i += 2) dict.set(key(items[i]!), items[i + 1]!);
  }

  addItems(items: Value[]): void {
    const set = this.top();
    if (!(set instanceof Set)) throw new PickleError(`items are added to ${nameOf(set)}`);
    this.budget.take(2 * items.length * ELEMENT_BYTES, 'its pickle');
    for (const item of items) set.add(key(item));
  }

  frozenSet(): void {
    const members = this.popMark();
    this.push(new Set(), CONTAINER_BYTES);
    this.addItems(members);
  }

  line(): string {
    return this.cursor.line(MAXIMUM_NAME);
  }

  stackGlobal(): void {
    const [module, name] = this.popMany(2);
    this.push(this.host.resolve(text(module, 'a module'), text(name, 'a name')));
  }

  reduce(): void {
    const [callee, args] = this.popMany(2);
    if (!(callee instanceof Global) || callee.behaviour.call === undefined)
      throw new PickleError(`${nameOf(callee)} is called, which is not allowed`);
    if (!(args instanceof Tuple)) throw new PickleError(`${callee.name} is called with ${nameOf(args)}`);
    this.push(callee.behaviour.call(args.items, this.budget), CONTAINER_BYTES);
  }

  create(): void {
    const [type, args] = this.popMany(2);
    if (!(type instanceof Global) || type.behaviour.create === undefined)
      throw new PickleError(`an object of ${nameOf(type)} is made, which is not allowed`);
    if (!(args instanceof Tuple)) throw new PickleError(`${type.name} is made with ${nameOf(args)}`);
    this.push(type.behaviour.create(args.items), CONTAINER_BYTES);
  }

  build(): void {
    const state = this.pop();
    const target = this.top();
    if (target instanceof Built) target.setState(state);
    // Attributes of a dict, such as `_metadata` of a state dict, are not part of its data.
    else if (!(target instanceof Map)) throw new PickleError(`a state is given to ${nameOf(target)}`);
  }

  remember(index: number): void {
    this.budget.take(ELEMENT_BYTES, 'its pickle');
    this.memo.set(index, this.top());
  }

  memoize(): void {
    this.remember(this.memo.size);
  }

  recall(index: number): void {
    const value = this.memo.get(index);
    if (value === undefined) throw new PickleError(`it recalls value ${index}, which it never kept`);
    this.push(value);
  }
}

/** A value as a key: by value where Python hashes by value, as far as that is needed here. */
function key(value: Value): Value {
  if (value instanceof LongText) return value.toString();
  if (Array.isArray(value) || value instanceof Map || value instanceof Set)
    throw new PickleError(`${nameOf(value)} is a key, which Python does not allow`);
  return value;
}
