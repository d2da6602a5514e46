import { Rng } from '@cotrain/data';
import { ArgumentError } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { assertClose } from '../assertClose.js';

const draw = (...key: number[]) => {
  const rng = new Rng(...key);
  return Array.from({ length: 4 }, () => rng.uint32());
};

test('a stream is a function of its key, and other keys give other streams', (t) => {
  const keys = [[0], [1], [2 ** 32], [2 ** 40 + 1], [0, 0], [0, 1], [1, 0], [1, 0, 0]];
  const streams = keys.map((key) => draw(...key).join());
  t.is(new Set(streams).size, keys.length);
  for (const [i, key] of keys.entries()) t.is(draw(...key).join(), streams[i]!);
});

test('values are spread evenly over their range', (t) => {
  const rng = new Rng(11);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 20_000; i++) counts[rng.int(0, 9)]!++;
  t.true(
    counts.every((count) => Math.abs(count - 2000) < 200),
    counts.join(' '),
  );
  const mean = Array.from({ length: 20_000 }, () => rng.uniform(2, 4)).reduce((a, b) => a + b) / 20_000;
  assertClose(t, mean, 3, { absolute: 0.02 }, `${mean}`);
  const heads = Array.from({ length: 20_000 }, () => rng.chance(0.3)).filter(Boolean).length;
  assertClose(t, heads, 6000, { absolute: 300 }, `${heads}`);
});

test('weights are heeded, and an empty choice is an error', (t) => {
  const rng = new Rng(3);
  const picks = Array.from({ length: 4000 }, () =>
    rng.weighted([
      ['a', 3],
      ['b', 1],
      ['never', 0],
    ] as const),
  );
  const share = picks.filter((pick) => pick === 'a').length / picks.length;
  assertClose(t, share, 0.75, { absolute: 0.04 }, `${share}`);
  t.false(picks.includes('never'));
  t.throws(() => rng.pick([]), { instanceOf: ArgumentError });
});

test('shuffle permutes', (t) => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat(), (values, seed) => {
      const shuffled = new Rng(seed).shuffle([...values]);
      t.deepEqual(
        [...shuffled].sort((a, b) => a - b),
        [...values].sort((a, b) => a - b),
      );
    }),
  );
});
