// Random numbers of tests. COTRAIN_TEST_SEED changes all of them (`npm run test:machines` does so), because a
// test that depends on its seed tests the seed. Golden values of fixed seeds use `manualSeed` directly.
import { manualSeed } from '@cotrain/torch';
import fc from 'fast-check';

const given = process.env.COTRAIN_TEST_SEED;
const shift = Number(given ?? 0);
if (given !== undefined) fc.configureGlobal({ seed: shift });

export function seedDraws(own: number): void {
  manualSeed(own + 1000 * shift);
}
