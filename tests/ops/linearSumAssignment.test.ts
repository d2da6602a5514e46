import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Assignment, linearSumAssignment } from '@cotrain/ops';
import { getNumThreads, setNumThreads, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { hashTensor } from '../parity/hashUniform.js';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';

type Pair = [row: number, column: number];

const pairsOf = ({ rows, columns }: Assignment): Pair[] => {
  const partner = columns.toArray() as number[];
  return (rows.toArray() as number[]).map((row, k) => [row, partner[k]!]);
};

const matrix = (costs: readonly (readonly number[])[], columns = costs[0]?.length ?? 0): Tensor =>
  torch.tensor(Float64Array.from(costs.flat()), { shape: [costs.length, columns] });

const solve = (costs: number[][], options = {}): Pair[] =>
  pairsOf(linearSumAssignment([matrix(costs)], options)[0]!);

/** All assignments of different columns to the rows (at most as many as there are columns). */
function* assignments(rows: number, columns: number, taken: number[] = []): Generator<number[]> {
  if (taken.length === rows) yield taken;
  else
    for (let j = 0; j < columns; j++)
      if (!taken.includes(j)) yield* assignments(rows, columns, [...taken, j]);
}

/**
 * The definition of the policy: first the number of forbidden pairs, then the missing pairs, then the cost of
 * finite ones.
 */
function badness(costs: readonly number[]): [number, number, number] {
  const finite = costs.filter(Number.isFinite);
  const wanted = costs.filter((cost) => cost === Number.NEGATIVE_INFINITY).length;
  return [costs.length - finite.length - wanted, -wanted, finite.reduce((sum, cost) => sum + cost, 0)];
}

function best(costs: number[][]): [number, number, number] {
  const wide = costs.length <= costs[0]!.length;
  const at = (i: number, j: number) => (wide ? costs[i]![j]! : costs[j]![i]!);
  const [rows, columns] = wide ? [costs.length, costs[0]!.length] : [costs[0]!.length, costs.length];
  const all = [...assignments(rows, columns)].map((taken) => badness(taken.map((j, i) => at(i, j))));
  return all.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])[0]!;
}

const costs = (value: fc.Arbitrary<number>) =>
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 })).chain(([rows, columns]) =>
    fc.array(fc.array(value, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

/** Whole numbers, so that sums are exact and ties are frequent, with some non-finite values. */
const anyCost = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -20, max: 20 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  },
);

test(
  'the total is the least of all assignments, with the documented policy for NaN and infinities',
  clean((t) => {
    fc.assert(
      fc.property(costs(anyCost), (rows) => {
        const pairs = solve(rows);
        const found = badness(pairs.map(([i, j]) => rows[i]![j]!));
        t.is(pairs.length, Math.min(rows.length, rows[0]!.length));
        t.is(new Set(pairs.map(([, j]) => j)).size, pairs.length);
        t.deepEqual(
          pairs,
          [...pairs].sort((a, b) => a[0] - b[0]),
        );
        t.deepEqual(found, best(rows));
      }),
      { numRuns: 300 },
    );
  }),
);

test(
  'maximize is the same with the opposite costs',
  clean((t) => {
    fc.assert(
      fc.property(costs(anyCost), (rows) => {
        const negated = rows.map((row) => row.map((cost) => -cost));
        t.deepEqual(solve(rows, { maximize: true }), solve(negated));
      }),
    );
  }),
);

test(
  "totals equal scipy's on matrices of a matcher's sizes",
  clean((t) => {
    const golden: { name: string; shape: [number, number]; maximize: boolean; total: number }[] = JSON.parse(
      readFileSync(new URL('../golden/ops/linear_sum_assignment.json', import.meta.url), 'utf8'),
    );
    for (const { name, shape, maximize, total } of golden) {
      const costs = hashTensor(name, shape).to('float64');
      const [{ rows, columns }] = linearSumAssignment([costs], { maximize }) as [Assignment];
      const ours = Number(costs.index([rows, columns]).sum().item());
      t.true(Math.abs(ours - total) <= 1e-13 * Math.abs(total), `${shape}: ${ours}, scipy ${total}`);
    }
  }),
);

test(
  'many matrices of different sizes and layouts in one call, empty ones too',
  clean((t) => {
    seedDraws(1);
    const shapes: [number, number][] = [
      [300, 20],
      [0, 5],
      [5, 0],
      [0, 0],
      [3, 40],
      [1, 1],
      [17, 17],
      [100, 130],
    ];
    const matrices = shapes.map(([rows, columns], k) =>
      k % 2 === 0 ? torch.randn([rows, columns]) : torch.randn([columns, rows]).t(),
    );
    const together = linearSumAssignment(matrices);
    t.is(together.length, shapes.length);
    for (const [k, assignment] of together.entries()) {
      t.is(assignment.rows.dtype, 'int64');
      t.deepEqual(assignment.rows.shape, [Math.min(...shapes[k]!)]);
      const alone = linearSumAssignment([matrices[k]!.contiguous().to('float64')])[0]!;
      t.deepEqual(pairsOf(assignment), pairsOf(alone));
    }
    t.deepEqual(linearSumAssignment([]), []);
  }),
);

test(
  'the number of threads changes nothing',
  clean((t) => {
    seedDraws(2);
    // Few distinct values give many equally good assignments; the same one must always be chosen.
    const matrices = Array.from({ length: 20 }, (_, k) => torch.randint(0, 4, [30, 5 + k]).to('float32'));
    const threads = getNumThreads();
    const [one, several] = [1, 4].map((count) => {
      setNumThreads(count);
      return linearSumAssignment(matrices).map(pairsOf);
    });
    setNumThreads(threads);
    t.deepEqual(one, several);
  }),
);

// Few distinct values give many equally good assignments. CUDA must choose the CPU's, so the pairs are
// recorded: this test runs with CUDA's kernels too (test:cuda-on-host).
test(
  'equally good assignments: every device chooses the same one',
  clean((t) => {
    seedDraws(3);
    const matrices = Array.from({ length: 60 }, (_, k) => {
      const costs = torch.randint(0, 4, [1 + ((7 * k) % 40), 1 + ((11 * k) % 60)]).to('float64');
      return k % 3 === 0 ? costs.maskedFill(costs.eq(3), Number.POSITIVE_INFINITY) : costs;
    });
    const pairs = linearSumAssignment(matrices).map(pairsOf);
    t.is(createHash('sha256').update(JSON.stringify(pairs)).digest('hex').slice(0, 16), 'dff17855439b252f');
  }),
);

test(
  'costs at the ends of float64 and float16 matrices',
  clean((t) => {
    const big = Number.MAX_VALUE;
    t.deepEqual(
      solve([
        [big, -big],
        [-big, big],
      ]),
      [
        [0, 1],
        [1, 0],
      ],
    );
    t.deepEqual(
      solve([
        [big, big / 2, -big],
        [big, Number.NaN, -big],
        [big, big, -big],
      ]),
      [
        [0, 1],
        [1, 0],
        [2, 2],
      ],
    );
    const half = torch
      .tensor([
        [4, 1],
        [2, 3],
      ])
      .to('float16');
    t.deepEqual(pairsOf(linearSumAssignment([half])[0]!), [
      [0, 1],
      [1, 0],
    ]);
  }),
);

test(
  'a matrix of NaN only still gives every row a column',
  clean((t) => {
    const pairs = pairsOf(linearSumAssignment([torch.full([40, 60], Number.NaN)])[0]!);
    t.is(pairs.length, 40);
    t.is(new Set(pairs.map(([, column]) => column)).size, 40);
  }),
);

test(
  'costs that are recorded for gradients are read, not differentiated',
  clean((t) => {
    const costs = torch.rand([4, 3], { requiresGrad: true });
    const [{ rows }] = linearSumAssignment([costs.mul(2)]) as [Assignment];
    t.false(rows.requiresGrad);
  }),
);

test(
  'shapes on the meta device',
  clean((t) => {
    const [{ rows, columns }] = linearSumAssignment([torch.empty([300, 20], { device: 'meta' })]) as [
      Assignment,
    ];
    t.deepEqual([rows.shape, columns.shape], [[20], [20]]);
    t.is(rows.device, 'meta');
  }),
);

test(
  'an input that is not a floating-point matrix is refused, with its place in the list',
  clean((t) => {
    const good = torch.zeros([2, 2]);
    t.throws(() => linearSumAssignment([good, torch.zeros([2, 2, 2])]), {
      message: /costs\[1\] must be a matrix, not of shape \[2, 2, 2\]/,
    });
    t.throws(() => linearSumAssignment([torch.zeros([2, 2], { dtype: 'int64' })]), {
      message: /costs\[0\] must be of floating point, not Long/,
    });
    t.throws(() => linearSumAssignment([good, torch.zeros([2, 2], { device: 'meta' })]), {
      message: /costs\[0\] is on cpu, costs\[1\] on meta/,
    });
  }),
);
