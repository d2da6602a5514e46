// Thousands of damaged files, equal for equal seeds.

/** xorshift32: random numbers below a bound. */
export class Random {
  constructor(private state: number) {
    if (state === 0) this.state = 1;
  }

  below(bound: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % Math.max(1, bound);
  }

  of<T>(items: ArrayLike<T>): T {
    return items[this.below(items.length)]!;
  }
}

const INTERESTING = [0n, 1n, 0x7fn, 0x80n, 0xffn, 0xffffn, 0x7fffffffn, 0x80000000n, 0xffffffffn, 2n ** 32n];
const WIDE = [2n ** 53n, 2n ** 62n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n];
/** Opcodes, and other bytes that are significant in a header. */
const BYTES = Buffer.from(
  '(.0123456789NKMJXqhrjtuesabcRQ)]}{":,[\x80\x85\x86\x87\x81\x8a\x8c\x93\x94\x95\0\xff',
  'latin1',
);

/** Pickle opcodes whose arguments are numbers, sizes or positions: K and h take one byte, M two, J four. */
const NUMBERS = Buffer.from('KKKhhMJJ');

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => {
    if (bytes.length > 0) bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
    return bytes;
  },
  (bytes, random) => {
    if (bytes.length > 0) bytes[random.below(bytes.length)] = random.of(BYTES);
    return bytes;
  },
  (bytes, random) => {
    if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  (bytes, random) => {
    if (bytes.length >= 4)
      bytes.writeUInt32LE(Number(BigInt.asUintN(32, random.of(INTERESTING))), random.below(bytes.length - 3));
    return bytes;
  },
  (bytes, random) => {
    const value = random.of([...INTERESTING, ...WIDE]);
    if (bytes.length >= 8) bytes.writeBigUInt64LE(value, random.below(bytes.length - 7));
    return bytes;
  },
  (bytes, random) => {
    const at = bytes.indexOf(random.of(NUMBERS), random.below(bytes.length));
    if (at >= 0 && at + 5 <= bytes.length)
      bytes[at + 1 + (bytes[at] === 0x4a ? random.below(4) : 0)] = random.below(256);
    return bytes;
  },
  (bytes, random) => {
    const at = bytes.indexOf('J', random.below(bytes.length));
    if (at >= 0 && at + 5 <= bytes.length)
      bytes.writeInt32LE(random.of([-1, 0, 1, 2 ** 31 - 1, -(2 ** 31)]), at + 1);
    return bytes;
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  (bytes, random) => {
    const [from, length] = [random.below(bytes.length), random.below(64)];
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
  },
  (bytes, random) => {
    const [from, to, length] = [random.below(bytes.length), random.below(bytes.length), random.below(256)];
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from, from + length), bytes.subarray(to)]);
  },
  (bytes, random) => {
    const [from, to, length] = [random.below(bytes.length), random.below(bytes.length), random.below(64)];
    bytes.copy(bytes, to, from, Math.min(from + length, bytes.length));
    return bytes;
  },
];

/** A copy with one to four mutations. */
export function mutated(source: Uint8Array, random: Random): Buffer {
  let bytes: Buffer = Buffer.from(source);
  for (let i = 1 + random.below(4); i > 0; i--) bytes = random.of(MUTATIONS)(bytes, random);
  return bytes;
}
