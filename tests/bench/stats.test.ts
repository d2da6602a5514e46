// The statistics of benchmarks: known values, and what holds for all samples.

import {
  judge,
  median,
  medianInterval,
  pairedRatios,
  quantile,
  ratioInterval,
  spreadOf,
} from '@cotrain/bench';
import test from 'ava';
import fc from 'fast-check';

const times = (minLength: number, maxLength = 40) =>
  fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength, maxLength });

test("quantiles are numpy's", (t) => {
  const values = [7, 1, 5, 2, 11, 3];
  // numpy.quantile([7, 1, 5, 2, 11, 3], [0, .1, .25, .5, .9, 1])
  t.deepEqual(
    [0, 0.1, 0.25, 0.5, 0.9, 1].map((share) => quantile(values, share)),
    [1, 1.5, 2.25, 4, 9, 11],
  );
  t.is(median([3, 1, 2]), 2);
  t.is(median([4]), 4);
});

test('quantiles lie between the extremes, and in order', (t) => {
  fc.assert(
    fc.property(times(1), (values) => {
      const {
        median: middle,
        quartiles: [low, high],
        least,
      } = spreadOf(values);
      t.true(least === Math.min(...values) && least <= low && low <= middle && middle <= high);
      t.true(high <= Math.max(...values));
    }),
  );
});

test("the median's interval has the ranks of the sign test", (t) => {
  // Conover, Practical Nonparametric Statistics: of n sorted values, the k-th from either end at 95 %.
  const ranks: [number, number][] = [
    [6, 1],
    [7, 1],
    [8, 1],
    [9, 2],
    [10, 2],
    [15, 4],
    [20, 6],
    [31, 10],
    [201, 87],
  ];
  for (const [count, rank] of ranks) {
    const values = Array.from({ length: count }, (_, i) => i + 1);
    const { low, high } = medianInterval(values)!;
    t.deepEqual([low, high], [rank, count + 1 - rank], `${count} values`);
  }
  for (const count of [1, 2, 5]) t.is(medianInterval(new Array(count).fill(1)), null);
  t.truthy(medianInterval(Array.from({ length: 3000 }, (_, i) => i)), 'no underflow of 2^-3000');
});

test('the interval holds the median, whatever the order of the rounds', (t) => {
  fc.assert(
    fc.property(times(6), (values) => {
      const { low, median: middle, high } = medianInterval(values)!;
      t.true(low <= middle && middle <= high);
      t.deepEqual(medianInterval([...values].reverse()), { low, median: middle, high });
    }),
  );
});

test('at most one interval in twenty misses the true median', (t) => {
  // Exactly: it misses where fewer than `rank` of the fair coins fall on one side.
  for (const count of [6, 7, 9, 15, 31, 101]) {
    const sorted = Array.from({ length: count }, (_, i) => i + 1);
    const rank = medianInterval(sorted)!.low;
    let missed = 0;
    let choose = 1;
    for (let k = 0; k < rank; k++) {
      missed += (2 * choose) / 2 ** count;
      choose = (choose * (count - k)) / (k + 1);
    }
    t.true(missed <= 0.05, `${count}: ${missed}`);
  }
});

test("the ratio's interval has the critical values of Mann and Whitney", (t) => {
  // Tables of U at 5 %, two-sided: 3 x 5 -> 0, 4 x 4 -> 0, 5 x 5 -> 2, 7 x 7 -> 8, 10 x 10 -> 23, 20 x 20 ->
  // 127.
  const critical: [number, number, number][] = [
    [3, 5, 0],
    [4, 4, 0],
    [5, 5, 2],
    [7, 7, 8],
    [10, 10, 23],
    [20, 20, 127],
  ];
  for (const [a, b, u] of critical) {
    // Powers whose ratios b / a are all different, so that a rank can be read off.
    const below = Array.from({ length: a }, (_, i) => 2 ** (i / 100));
    const above = Array.from({ length: b }, (_, j) => 3 ** j);
    const ratios = below.flatMap((x) => above.map((y) => y / x)).sort((x, y) => x - y);
    const { low, high } = ratioInterval(below, above)!;
    t.is(ratios.indexOf(low), u, `${a} x ${b}`);
    t.is(ratios.indexOf(high), ratios.length - 1 - u, `${a} x ${b}`);
  }
  t.is(ratioInterval([1, 2, 3], [1, 2, 3]), null);
});

test('the approximation for many rounds continues the exact values', (t) => {
  const rank = (count: number) => {
    const values = Array.from({ length: count }, (_, i) => 1.01 ** i);
    const ratios = values.flatMap((x) => values.map((y) => y / x)).sort((x, y) => x - y);
    const { low } = ratioInterval(values, values)!;
    return ratios.filter((ratio) => ratio < low * (1 - 1e-9)).length / count ** 2;
  };
  t.true(Math.abs(rank(50) - rank(51)) < 0.01);
});

test('a ratio of two results turns over with them', (t) => {
  fc.assert(
    fc.property(times(6, 12), times(6, 12), (a, b) => {
      const [there, back] = [ratioInterval(a, b)!, ratioInterval(b, a)!];
      t.true(Math.abs(there.low * back.high - 1) < 1e-9 && Math.abs(there.high * back.low - 1) < 1e-9);
    }),
  );
});

test('a verdict follows from the interval alone, and does not depend on the unit of time', (t) => {
  fc.assert(
    fc.property(times(1), times(1), fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (a, b, scale) => {
      const ratio = judge(pairedRatios('ms', a, b), 'ms', true);
      const { interval, verdict } = ratio;
      if (interval === null) t.is(verdict, 'too few rounds');
      else if (interval[1] < 1) t.is(verdict, 'faster');
      else if (interval[0] > 1) t.is(verdict, 'slower');
      else t.is(verdict, 'no difference seen');
      const scaled = pairedRatios(
        's',
        a.map((x) => x * scale),
        b.map((x) => x * scale),
      );
      const other = judge(scaled, 's', true);
      t.true(Math.abs(other.median / ratio.median - 1) < 1e-9);
    }),
  );
});

test('equal sides never differ, and a side that is always faster is', (t) => {
  fc.assert(
    fc.property(times(6), (values) => {
      t.is(judge(pairedRatios('ms', values, values), 'ms', true).verdict, 'no difference seen');
      const slower = values.map((value) => 1.5 * value);
      t.is(judge(pairedRatios('ms', values, slower), 'ms', true).verdict, 'faster');
      t.is(judge(pairedRatios('ms', slower, values), 'ms', true).verdict, 'slower');
      // Of a rate, more is better.
      t.is(judge(pairedRatios('images/s', slower, values), 'images/s', true).verdict, 'faster');
      t.is(judge(pairedRatios('bytes', values, slower), 'bytes', true).verdict, 'less memory');
      t.is(judge(pairedRatios('ms', values, slower), 'ms', false).verdict, 'not judged');
    }),
  );
});

test('one round that goes wrong changes no verdict of nine', (t) => {
  const ratios = [0.5, 0.51, 0.52, 0.5, 0.49, 0.5, 0.53, 0.5, 0.51];
  t.is(judge(ratios, 'ms', true).verdict, 'faster');
  t.is(judge([...ratios.slice(1), 40], 'ms', true).verdict, 'faster');
});
