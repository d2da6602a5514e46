// Writes that fail; `npm run test:faults` makes more of them fail.
import test from 'ava';
import { campaign, FAULTS } from './campaign.js';

const linux = process.platform === 'linux' ? test : test.skip;

linux(
  'after each of 12 failed writes, the error is typed, no file is half-written, and the run goes on',
  async (t) => {
    t.timeout(900_000);
    // A small disk needs the right to mount.
    const kinds = FAULTS.filter((kind) => kind !== 'disk');
    const { failures, faults, typed, survived, killed } = await campaign({ faults: 12, seed: 1, kinds });
    t.deepEqual(failures, []);
    t.is(faults, 12);
    t.is(typed + survived + killed, 12);
    t.true(typed >= 5, `${typed} typed errors`);
  },
);
