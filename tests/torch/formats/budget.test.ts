// Claims that a small file, or a small value, can make: names, depth, copies. Each must fail quickly without
// using much memory.
import {
  ArgumentError,
  FileFormatError,
  inspectFile,
  loadFile,
  loadObject,
  saveObject,
  scope,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import { clean } from '../support.js';
import { checkpoint, int, pickle, tensorView, text, u64, write } from './craft.js';
import { temporaryFolder } from './temporary.js';

const { fresh } = temporaryFolder('budget');
const FLOATS = { 0: new Uint8Array(16) };
const file = (...parts: string[]) => write(fresh(), checkpoint(pickle(...parts), FLOATS));
const refused = { instanceOf: FileFormatError } as const;

const memo = (index: number) => String.fromCharCode(index);
/** Nested pairs of the previous tuple: a key of 2^levels letters in five bytes per level. */
const doubled = (levels: number) =>
  `${int(1)}\x85q\0${Array.from({ length: levels }, (_, i) => `h${memo(i)}\x86q${memo(i + 1)}`).join('')}`;

test('a key of tuples that double', (t) => {
  const path = file(`}(${doubled(60)}${tensorView()}u`);
  t.throws(() => loadFile(path), { ...refused, message: /names of its tensors/ });
  t.throws(() => inspectFile(path), refused);
  scope(() => t.notThrows(() => loadObject(path)));
});

test('keys nested deeply', (t) => {
  const path = file(`}(${int(1)}${'\x85'.repeat(200_000)}${tensorView()}u`);
  for (const read of [loadFile, loadObject])
    t.throws(() => scope(() => read(path)), { ...refused, message: /nested more than 1000 deep/ });
});

test('a long key at every level', (t) => {
  const key = `${text('x'.repeat(60_000))}q\x01`;
  const path = file(`](${key}${'}h\x01'.repeat(900)}${tensorView()}${'s'.repeat(900)}e`);
  t.throws(() => loadFile(path), { ...refused, message: /names of its tensors/ });
  scope(() => t.notThrows(() => loadObject(path)));
});

test('lists that hold each other twice have more paths than there is time', (t) => {
  const levels = Array.from({ length: 60 }, (_, i) => `](h${memo(i)}h${memo(i)}eq${memo(i + 1)}`);
  const list = `](]q\0${tensorView()}a${levels.join('')}e`;
  t.throws(() => loadFile(file(list)), refused);
});

test(
  'what is shared is written once, and shared again',
  clean((t) => {
    let value: unknown = [1];
    for (let i = 0; i < 60; i++) value = [value, value];
    const path = fresh();
    saveObject(path, { value, map: new Map([[1, value]]) } as never);
    let read = (loadObject(path) as { value: unknown[] }).value;
    for (let i = 0; i < 59; i++) {
      t.is(read[0], read[1]);
      read = read[0] as unknown[];
    }
  }),
);

test('values nested deeply, or in themselves, are not written', (t) => {
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  t.throws(() => saveObject(fresh(), deep as never), { instanceOf: ArgumentError, message: /1000 deep/ });
  const cyclic: unknown[] = [];
  cyclic.push({ cyclic });
  t.throws(() => saveObject(fresh(), cyclic as never), { instanceOf: ArgumentError, message: /itself/ });
});

test('a header of safetensors that would fill the heap', (t) => {
  const craft = (header: string) =>
    write(
      fresh('.safetensors'),
      Buffer.concat([Buffer.from(u64(header.length), 'latin1'), Buffer.from(header)]),
    );
  t.throws(() => loadFile(craft(`{"a":${'['.repeat(1_000_000)}`)), { ...refused, message: /nested/ });
  t.throws(() => loadFile(craft(`{"a":[${'{},'.repeat(4_000_000)}{}]}`)), { ...refused, message: /memory/ });
});

test(
  'torch.tensor of arrays that are endless, or claim to be large',
  clean((t) => {
    const cyclic: never[] = [];
    cyclic.push(cyclic as never);
    t.throws(() => torch.tensor(cyclic), { instanceOf: ArgumentError, message: /64 deep/ });
    let deep: never[] = [];
    for (let i = 0; i < 100_000; i++) deep = [deep] as never;
    t.throws(() => torch.tensor(deep), { instanceOf: ArgumentError, message: /64 deep/ });
    let doubles: unknown = 1;
    for (let i = 0; i < 60; i++) doubles = [doubles, doubles];
    t.throws(() => torch.tensor(doubles as never), { instanceOf: ArgumentError, message: /typed array/ });
    t.throws(() => torch.add(cyclic as never, { alpha: cyclic } as never), { instanceOf: ArgumentError });
    t.throws(() => torch.tensor([1]).view([cyclic as never]), { instanceOf: ArgumentError });
  }),
);
