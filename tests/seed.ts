// What tests draw. COTRAIN_TEST_SEED moves all of it to other values (`npm run test:machines` does so): a
// test whose outcome hangs on the seed that it was written with tests the seed. Golden values of fixed seeds
// take `manualSeed` itself.
import { manualSeed } from '@cotrain/torch';
import fc from 'fast-check';

const given = process.env.COTRAIN_TEST_SEED;
const shift = Number(given ?? 0);
if (given !== undefined) fc.configureGlobal({ seed: shift });

export function seedDraws(own: number): void {
  manualSeed(own + 1000 * shift);
}
