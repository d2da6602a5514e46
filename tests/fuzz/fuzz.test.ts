// Damaged files of every reader. `npm run test:fuzz` reads more of them, in processes of their own.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { fuzz, inputOf } from './fuzz.js';
import { READERS } from './readers.js';
import { seedAt } from './seed.js';

const keep = mkdtempSync(join(tmpdir(), 'cotrain-fuzz-kept-'));
test.after.always(() => rmSync(keep, { recursive: true, force: true }));

const EACH = Math.ceil(1000 / Object.keys(READERS).length);

for (const reader of Object.keys(READERS))
  test.serial(`${reader}: damaged files give values or a typed error, and nothing else`, async (t) => {
    t.timeout(300_000);
    const { failures, read, refused } = await fuzz({ reader, seed: 1, count: EACH, keep });
    t.deepEqual(failures, []);
    t.is(read + refused, EACH);
  });

test('an input can be made again from its seed', (t) => {
  const seeds = [seedAt(new URL('../../package.json', import.meta.url).pathname, 'json')];
  const [first, again] = [1, 2].map(() => inputOf(seeds, 'split', 3, 17));
  t.deepEqual(first, again);
  t.notDeepEqual(first, inputOf(seeds, 'split', 3, 18));
  t.notDeepEqual(first, readFileSync(seeds[0]!.path));
});
