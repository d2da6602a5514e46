// Damage inside a valid file: lengths and checksums are repaired, so that what stands behind them is read.
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { type CraftedEntry, zip } from '../torch/formats/craft.js';
import { mutated, type Random } from './mutate.js';
import type { Format, Seed } from './seed.js';

/** A damaged copy of a seed's bytes: of the file itself, or of something inside it. */
export function damaged({ bytes, format }: Seed, random: Random): Buffer {
  const inside = INSIDE[format];
  if (inside === undefined || random.below(3) === 0) return mutated(bytes, random);
  return inside(bytes, random) ?? mutated(bytes, random);
}

/** @returns null if the bytes are not of the format */
type Inside = (bytes: Buffer, random: Random) => Buffer | null;

const INSIDE: Partial<Record<Format, Inside>> = {
  json: damagedJson,
  lines: damagedLines,
  zip: damagedEntry,
  png: damagedChunk,
  safetensors: damagedHeader,
};

const VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1,
    2,
    0.5,
    -0,
    255,
    256,
    2 ** 31,
    2 ** 32,
    -(2 ** 31),
    2 ** 53,
    1e308,
    -1e308,
  ],
  ...[
    '',
    '0',
    'NaN',
    '../../../etc/passwd',
    '\0',
    '__proto__',
    'constructor',
    'x'.repeat(5000),
    '\ud800',
    '💥',
  ],
  ...[[], {}, [[]], [null], { length: 5 }, [1, 2, 3, 4], [1e308, -1, 2 ** 40], { __cotrain: 1 }],
];

/** A copy, because damage may go on inside it. */
const someValue = (random: Random): unknown => structuredClone(random.of(VALUES));

/** Text that JSON.stringify does not write. */
const TEXTS = [
  '1e400',
  '-1e400',
  'NaN',
  'Infinity',
  '123456789012345678901234567890',
  '[[[[[[[[[[]]]]]]]]]]',
];

type Node = { holder: Record<string, unknown>; key: string };

function nodesOf(value: unknown, nodes: Node[] = []): Node[] {
  if (typeof value !== 'object' || value === null) return nodes;
  for (const key of Object.keys(value)) {
    nodes.push({ holder: value as Record<string, unknown>, key });
    nodesOf((value as Record<string, unknown>)[key], nodes);
  }
  return nodes;
}

function damagedJson(bytes: Buffer, random: Random): Buffer | null {
  let root: unknown;
  try {
    root = JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
  let text = '';
  for (let i = 1 + random.below(3); i > 0; i--) {
    const nodes = nodesOf(root);
    if (nodes.length === 0 || random.below(40) === 0) {
      root = someValue(random);
      continue;
    }
    const { holder, key } = random.of(nodes);
    switch (random.below(8)) {
      case 0:
        if (Array.isArray(holder)) holder.splice(Number(key), 1);
        else delete holder[key];
        break;
      case 1:
        if (Array.isArray(holder)) holder.splice(Number(key), 0, structuredClone(holder[Number(key)]));
        else holder[random.of(['__proto__x', 'constructor', '', 'extra', 'name', 'id'])] = holder[key];
        break;
      case 2:
        holder[key] = structuredClone(random.of(nodes).holder); // of another kind
        break;
      case 3: {
        const value = holder[key];
        if (typeof value === 'number') holder[key] = random.of([-value, value + 1, value * 1e9, value / 3]);
        else if (typeof value === 'string') holder[key] = damagedText(value, random);
        else holder[key] = someValue(random);
        break;
      }
      case 4:
        text = random.of(TEXTS);
        holder[key] = PLACE;
        break;
      default:
        holder[key] = someValue(random);
    }
  }
  let json = JSON.stringify(root) ?? 'null';
  if (text !== '') json = json.replaceAll(JSON.stringify(PLACE), text);
  if (random.below(20) === 0) json = json.replace('{', '{"__proto__": {"polluted": true}, ');
  return Buffer.from(json);
}

const PLACE = '\u0001place\u0001';

/** A string is often JSON or a number in itself. */
function damagedText(text: string, random: Random): string {
  if (/^[[{]/.test(text)) return damagedJson(Buffer.from(text), random)?.toString() ?? text;
  return mutated(Buffer.from(text), random).toString(random.below(2) === 0 ? 'utf8' : 'latin1');
}

/** Lines of JSON: one is damaged, repeated, or joined with the next. */
function damagedLines(bytes: Buffer, random: Random): Buffer | null {
  const lines = bytes.toString('utf8').split('\n');
  const at = random.below(lines.length);
  const line = lines[at]!;
  if (random.below(4) === 0) lines.splice(at, random.below(2), line);
  else if (random.below(6) === 0) lines.splice(at, 2, `${line}${lines[at + 1] ?? ''}`);
  else
    lines[at] =
      damagedJson(Buffer.from(line), random)?.toString() ?? mutated(Buffer.from(line), random).toString();
  return Buffer.from(lines.join('\n'));
}

/** The stored entries of an archive, in its order, without deflated ones. */
function entriesOf(archive: Buffer): CraftedEntry[] {
  const entries: CraftedEntry[] = [];
  let at = archive.readUInt32LE(archive.length - 6);
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const field = (place: number) => archive.readUInt16LE(at + place);
    const local = archive.readUInt32LE(at + 42);
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const size = archive.readUInt32LE(at + 24);
    if (field(10) === 0)
      entries.push({
        name: archive.toString('latin1', at + 46, at + 46 + field(28)),
        data: archive.subarray(begin, begin + size),
      });
    at += 46 + field(28) + field(30) + field(32);
  }
  return entries;
}

/** An archive with one damaged entry, with right checksums, or with wrong claims in its directory. */
function damagedEntry(bytes: Buffer, random: Random): Buffer | null {
  const entries = wide(bytes) ? [] : entriesOf(bytes);
  if (entries.length === 0) return null;
  const pickles = entries.flatMap(({ name }, i) => (name.endsWith('.pkl') ? [i] : []));
  const victim =
    random.below(2) === 0 && pickles.length > 0 ? random.of(pickles) : random.below(entries.length);
  return zip(
    entries.map((entry, i) => {
      if (i !== victim) return entry;
      const data = mutated(entry.data as Uint8Array, random);
      if (random.below(8) > 0) return { ...entry, data, deflate: random.below(4) === 0 };
      const claim = random.of(['size', 'packed', 'offset', 'crc'] as const);
      return { ...entry, claims: { [claim]: random.of([0, 1, 0x7fffffff, 0xfffffffe, 0xffffffff]) } };
    }),
  );
}

/** Whether an archive's directory stands in 64-bit fields, as in those that this library writes. */
const wide = (archive: Buffer): boolean =>
  archive.length < 22 || archive.readUInt32LE(archive.length - 6) === 0xffffffff;

/** A PNG with one damaged chunk, with right checksums; damage to pixels is packed again. */
function damagedChunk(bytes: Buffer, random: Random): Buffer | null {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    chunks.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      data: Buffer.from(bytes.subarray(at + 8, at + 8 + length)),
    });
    at += 12 + length;
  }
  if (chunks.length === 0) return null;
  const victim = random.of(chunks);
  if (victim.type === 'IHDR' && random.below(2) === 0) {
    const field = random.below(7);
    if (field < 2)
      victim.data.writeUInt32BE(random.of([0, 1, 7, 1000, 16384, 65535, 2 ** 31 - 1]), 4 * field);
    else victim.data[6 + field] = random.of([0, 1, 2, 3, 4, 6, 8, 16, 255]);
  } else if (victim.type === 'IDAT' && random.below(2) === 0)
    victim.data = deflateSync(mutated(inflateSync(victim.data), random));
  else victim.data = mutated(victim.data, random);
  if (random.below(8) === 0) chunks.splice(random.below(chunks.length), 1);
  const parts = chunks.map(({ type, data }) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const chunk = Buffer.alloc(8 + body.length);
    chunk.writeUInt32BE(data.length, 0);
    body.copy(chunk, 4);
    chunk.writeUInt32BE(crc32(body), 4 + body.length);
    return chunk;
  });
  return Buffer.concat([bytes.subarray(0, 8), ...parts]);
}

/** A safetensors file with a damaged header, whose length is right. */
function damagedHeader(bytes: Buffer, random: Random): Buffer | null {
  const length = Number(bytes.readBigUInt64LE(0));
  const header = bytes.subarray(8, 8 + length);
  const changed = damagedJson(header, random) ?? mutated(header, random);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(changed.length));
  return Buffer.concat([size, changed, bytes.subarray(8 + length)]);
}
