import { memory, scope, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose, type Tolerance } from '../assertClose.js';

type Numbers = Parameters<typeof assertClose>[1];

const failures: [actual: Numbers, expected: Numbers, tolerance: Tolerance, message: RegExp][] = [
  [1.5, 1, { absolute: 0.4 }, /^1\.5 is not 1: they differ by 0\.5; allowed is 0\.4$/],
  [
    [1, 2, 8],
    [1, 2, 4],
    { relative: 0.5 },
    /^8 is not 4 at \[2\]: they differ by 4, 1 of it; allowed is 0\.5 of the largest, 4$/,
  ],
  [[1, 2], [1], { absolute: 9 }, /^2 numbers, expected 1$/],
  [Number.NaN, 0, { absolute: 9 }, /^NaN is not 0/],
  [[0, 2], [0, 0], { relative: 1 }, /^2 is not 0 at \[1\].* allowed is 1 of the largest, 1$/],
];

test('numbers that differ: where most, both of them, and what was allowed', async (t) => {
  for (const [actual, expected, tolerance, message] of failures) {
    const attempt = await t.try((inner) => assertClose(inner, actual, expected, tolerance));
    attempt.discard();
    t.false(attempt.passed);
    t.regex(attempt.errors[0]!.message, message);
  }
  const before = memory().tensors;
  const attempt = await t.try((inner) =>
    scope(() =>
      assertClose(
        inner,
        torch.tensor([
          [1, 2],
          [3, 5],
        ]),
        torch.tensor([
          [1, 2],
          [3, 4],
        ]),
        { relative: 0.1 },
        'the map',
      ),
    ),
  );
  attempt.discard();
  t.regex(attempt.errors[0]!.message, /^the map: 5 is not 4 at \[1, 1\]/);
  t.is(memory().tensors, before);
});

test('numbers that agree, up to the tolerance itself', (t) => {
  assertClose(t, [1, 2.5], [1, 2], { absolute: 0.5 });
  assertClose(t, [1, 2.5], [1, 2], { relative: 0.25 });
  assertClose(t, 0, 0, { relative: 0 });
});
