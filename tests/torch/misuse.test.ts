// Wrong arguments to every public operator end in a result or an error: a thousandth of what
// `npm run test:misuse` can do.
import test from 'ava';
import { misuse } from './misuse/misuse.js';

const CALLS = 20_000;

test('wrong arguments to any operator neither end the process nor hang', async (t) => {
  const seed = 1;
  const { results, errors, failures } = await misuse({ calls: CALLS, seed });
  t.log(`seed ${seed}: ${results} results, ${errors} errors`);
  t.deepEqual(
    failures.map(({ index, how, call }) => `seed ${seed}, call ${index} ${how}: ${call}`),
    [],
  );
  t.is(results + errors, CALLS);
  t.true(results > CALLS / 5 && errors > CALLS / 5);
});
