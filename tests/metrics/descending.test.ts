import test from 'ava';
import fc from 'fast-check';
import { descending } from '../../packages/metrics/dist/boxes/descending.js';

test('the order of a stable sort, NaN last', (t) => {
  const value = fc.oneof(fc.constantFrom(0, -0, 1, 0.5, Number.NaN, Infinity, -Infinity), fc.double());
  const property = fc.property(fc.array(value), (values) => {
    const rank = (score: number) => (Number.isNaN(score) ? 1 : 0);
    const expected = values
      .map((score, i) => ({ score, i }))
      .sort((a, b) => rank(a.score) - rank(b.score) || (b.score > a.score ? 1 : b.score < a.score ? -1 : 0))
      .map(({ i }) => i);
    t.deepEqual([...descending(values)], expected);
  });
  fc.assert(property);
});
