// Values other than tensors in checkpoints, in each protocol that Python writes:
// tests/golden/files/make_plain.py.
import { loadFile, loadObject, type Tensor } from '@cotrain/torch';
import test from 'ava';
import { clean } from '../support.js';
import { golden } from './craft.js';

const NAMES = ['int', 'float', 'bool', 'str', 'list', 'dict', 'tuple', 'set', 'bytes', 'complex', 'object'];

for (const protocol of [2, 3, 4, 5])
  test(
    `Python's plain values in protocol ${protocol}`,
    clean((t) => {
      const { array, ...rest } = loadObject(golden(`plain_${protocol}.pth`)) as { array: Tensor };
      t.deepEqual([array.dtype, array.toArray()], ['int16', [0, 1, 2]] as never);
      t.deepEqual(rest as unknown, {
        ints: { a: 1 },
        floats: { a: 0.5 },
        strings: { a: 'x' },
        lists: { a: [1] },
        dicts: { a: {} },
        sets: { a: new Set() },
        counter: { a: 2, b: 1 },
        ordered: { a: 1 },
        deque: [1, 2],
        range: { start: 0, stop: 10 ** 12, step: 2 },
        slice: { start: 1, stop: null, step: null },
        complex: { real: 1, imag: 2 },
        bytes: Uint8Array.of(0, 255),
        bytearray: Uint8Array.of(97, 98),
        frozen: new Set([1]),
        types: NAMES.map((name) => `builtins.${name}`),
        namespace: { lr: 0.1 },
        simple: { a: 1 },
        path: '/data/x',
        datetime: '2024-02-29T23:05:06.000070',
        aware: '2024-02-29T23:05:06+00:00',
        zone: '1999-12-31T00:00:00-03:30',
        date: '2024-02-29',
        time: '01:02:03',
        delta: { days: 1, seconds: 2, microseconds: 3 },
        decimal: '0.10',
        fraction: '1/3',
        uuid: { int: 5 },
        partial: { func: 'builtins.int', args: [], keywords: { base: 2 } },
        size: [1, 2],
        device: 'cuda:1',
        dtype: 'bfloat16',
        layout: 'strided',
        numpy: [0.5, 3, true, 'numpy.float32', 'int16'],
      });
    }),
  );

test(
  'tensors in a pickle that torch.save did not write',
  clean((t) => {
    const { weight, part, half } = loadFile(golden('tensors.pkl'));
    t.deepEqual(weight!.toArray(), [0, 1, 2, 3]);
    t.deepEqual(part!.toArray(), [1, 2]);
    t.deepEqual([half!.dtype, half!.toArray()], ['float16', [0, 1, 2, 3]] as never);
  }),
);
