import { inflateSync } from 'node:zlib';
import {
  LaneMetrics,
  type LaneMetricsOptions,
  type LaneScores,
  type Mask,
  MetricsError,
} from '@cotrain/metrics';
import test from 'ava';
import fc from 'fast-check';
import { assertClose } from '../assertClose.js';
import { goldenJson } from './golden.js';

interface Golden {
  distances: number[];
  classes: LaneMetricsOptions['classes'];
  cases: {
    width: number;
    height: number;
    frames: { name: string; truth: string; prediction: string | null }[];
    scores: number[][];
    thinned: number[][];
  }[];
}

const GOLDEN = goldenJson<Golden>('lanes.json');
const { classes } = GOLDEN;

/** Rows as in the golden file: the classes, the attributes, the mean. One column for each distance. */
function table(scores: LaneScores, distances = GOLDEN.distances): number[][] {
  const { perClass, direction, style, category } = scores;
  return [...Object.values(perClass), direction, style, category, scores].map((row) =>
    distances.map((distance) => row[`F1_pix${distance}`]!),
  );
}

for (const thin of [false, true]) {
  test(`the toolkit's numbers to the last digit${thin ? ', of skeletons' : ''}`, (t) => {
    for (const { width, height, frames, scores, thinned } of GOLDEN.cases) {
      const mask = (text: string): Mask => ({
        width,
        height,
        data: Uint8Array.from(inflateSync(Buffer.from(text, 'base64'))),
      });
      // Backwards, and half of them merged: neither changes the result.
      const [metrics, other] = [new LaneMetrics({ classes, thin }), new LaneMetrics({ classes, thin })];
      for (const [i, { name, truth, prediction }] of [...frames].reverse().entries()) {
        (i % 2 ? other : metrics).update(name, mask(truth), prediction === null ? null : mask(prediction));
      }
      metrics.merge(other);
      t.is(metrics.images, frames.length);
      const result = metrics.compute();
      t.deepEqual(table(result), thin ? thinned : scores);
      t.deepEqual(
        Object.keys(result.perClass),
        Object.values(classes).flatMap((names) => [...names]),
      );
    }
  });
}

test('equal to a search through all pairs of pixels', (t) => {
  const side = fc.integer({ min: 1, max: 9 });
  const byte = fc.oneof(fc.constant(255), fc.integer({ min: 0, max: 255 }));
  const masks = fc.tuple(side, side).chain(([width, height]) => {
    const bytes = fc.uint8Array({ minLength: width * height, maxLength: width * height });
    const sparse = fc.array(byte, { minLength: width * height, maxLength: width * height });
    const mask = fc
      .oneof(bytes, sparse)
      .map((values) => ({ width, height, data: Uint8Array.from(values) }) satisfies Mask);
    return fc.tuple(mask, mask);
  });
  fc.assert(
    fc.property(
      masks,
      fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 }),
      ([gt, pd], distances) => {
        const metrics = new LaneMetrics({ classes, distances });
        metrics.update('a', gt, pd);
        t.deepEqual(table(metrics.compute(), distances).slice(0, 12), naive(gt, pd, distances));
      },
    ),
  );
});

/** A slow implementation of the definition: percent of each class, [12, D]. */
function naive(gt: Mask, pd: Mask, distances: readonly number[]): number[][] {
  const members: ((byte: number) => boolean)[] = [
    ...[0, 1].map((id) => (byte: number) => ((byte >> 5) & 1) === id),
    ...[0, 1].map((id) => (byte: number) => ((byte >> 4) & 1) === id),
    ...Array.from({ length: 8 }, (_, id) => (byte: number) => (byte & 7) === id),
  ];
  const places = ({ width, data }: Mask, of: (byte: number) => boolean) =>
    [...data.entries()]
      .filter(([, byte]) => (byte & 8) === 0 && of(byte))
      .map(([i]) => [i % width, Math.floor(i / width)] as const);
  type Places = ReturnType<typeof places>;
  const share = (these: Places, those: Places, distance: number) =>
    these.filter(([x, y]) => those.some(([u, v]) => (x - u) ** 2 + (y - v) ** 2 <= distance ** 2)).length /
    these.length;
  return members.map((of) => {
    const [truth, found] = [places(gt, of), places(pd, of)];
    return distances.map((distance) => {
      if (truth.length === 0 || found.length === 0) return truth.length === found.length ? 100 : 0;
      const [precision, recall] = [share(found, truth, distance), share(truth, found, distance)];
      return (precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)) * 100;
    });
  });
}

/** A background mask with pixels of a parallel solid crosswalk. */
function drawn(width: number, height: number, pixels: [x: number, y: number][]): Mask {
  const data = new Uint8Array(width * height).fill(255);
  for (const [x, y] of pixels) data[y * width + x] = 0;
  return { width, height, data };
}

test("the toolkit's own cases: lines beside and across each other", (t) => {
  const score = (a: [number, number][], b: [number, number][], distance: number) => {
    const metrics = new LaneMetrics({ classes, distances: [distance] });
    metrics.update('a', drawn(10, 10, a), drawn(10, 10, b));
    return metrics.compute().perClass.crosswalk![`F1_pix${distance}`]!;
  };
  const row = (y: number, from: number, to: number) =>
    Array.from({ length: to - from }, (_, i): [number, number] => [from + i, y]);
  for (const [distance, expected] of [
    [1, 0],
    [3, 0],
    [4, 100],
    [6, 100],
  ] as const)
    t.is(score(row(3, 3, 7), row(7, 3, 7), distance), expected);
  const column: [number, number][] = [5, 6, 7].map((y) => [7, y]);
  for (const [distance, expected] of [
    [2, 0],
    [3, 100 / 3],
    [4, 200 / 3],
    [5, 100],
  ] as const)
    assertClose(t, score(row(3, 3, 6), column, distance), expected, { absolute: 1e-9 });
});

test('a frame without a prediction is a mask of zeros; without frames all is NaN', (t) => {
  const truth = drawn(8, 4, [[2, 1]]);
  const [missing, zeros] = [new LaneMetrics({ classes }), new LaneMetrics({ classes })];
  t.true(table(missing.compute()).flat().every(Number.isNaN));
  missing.update(1, truth, null);
  zeros.update(1, truth, { width: 8, height: 4, data: new Uint8Array(32) });
  t.deepEqual(missing.compute(), zeros.compute());
  t.true(missing.compute().perClass.crosswalk!.F1_pix1! > 0);
  missing.reset();
  t.is(missing.images, 0);
});

test('what cannot be counted is refused, and nothing of it is counted', (t) => {
  const metrics = new LaneMetrics({ classes });
  const mask = drawn(4, 2, []);
  metrics.update('a', mask, mask);
  const cases: [() => void, RegExp][] = [
    [() => metrics.update('a', mask, mask), /frame a was already counted/],
    [() => metrics.update('b', mask, drawn(2, 4, [])), /frame b: .*got 4x2 and 2x4/],
    [
      () => metrics.update('b', { ...mask, width: 5 }, mask),
      /frame b, truth: a mask of 5x2 has 10 bytes, got 8/,
    ],
    [() => metrics.update('b', mask, { ...mask, data: new Uint8Array(3) }), /prediction: .*got 3/],
    [() => metrics.merge(metrics), /frame a was already counted/],
    [() => metrics.merge(new LaneMetrics({ classes, thin: true })), /not thinned and .* pixels, thinned/],
    [() => metrics.merge(new LaneMetrics({ classes, distances: [1] })), /within \[1, 2, 5, 10\]/],
    [() => new LaneMetrics({ classes, distances: [] }), /distances must be/],
    [() => new LaneMetrics({ classes, distances: [1, 1] }), /different whole numbers/],
    [() => new LaneMetrics({ classes, distances: [2.5] }), /got \[2\.5\]/],
    [
      () => new LaneMetrics({ classes: { ...classes, style: ['a', 'b', 'c'] } }),
      /style must have 1 to 2 classes, got 3/,
    ],
    [
      () => new LaneMetrics({ classes: { ...classes, style: ['solid', 'parallel'] } }),
      /'parallel' is listed twice/,
    ],
  ];
  for (const [call, message] of cases) t.throws(call, { instanceOf: MetricsError, message });
  t.is(metrics.images, 1);
});
