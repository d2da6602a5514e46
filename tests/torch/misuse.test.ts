// Invalid arguments for every public operator result in a value or an error. Runs a thousandth of
// `npm run test:misuse`.
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
