import test from 'ava';
import { phrasesIn } from '../../scripts/lib/phrases.mjs';

for (const [wrong, right] of [
  ['/** Of the image. */', '/** Size of the image. */'],
  ['/**\n   * Of the image, where\n   * it is known. */', '/** The size. Of course it is positive. */'],
  ['// computed anew', '// computed again, as a new one'],
  ['the how-manieth time', 'how often'],
  ['Mend it: unset X', 'Fix: unset X'],
  ["'x' is no class", "'x' is not a class; there\nis no class named x"],
  ['where these are no masks', 'they are no longer masks, and no more than two'],
  ["a kind of one's own", 'a custom kind'],
  ['notes, a line each', 'notes, one line each'],
  ['as the file has it', 'as it has to be'],
  ['is left out and told on stderr', 'he told one'],
  ['what it may be told', 'what it accepts'],
] as const) {
  test(`style: not '${wrong}' but '${right}'`, (t) => {
    t.is(phrasesIn(`\n${wrong}`).length, 1);
    t.deepEqual(phrasesIn(right), []);
  });
}

test('style: a phrase is found with its line', (t) => {
  t.regex(phrasesIn('fine\nfine\ncomputed anew')[0]!, /^3: "anew"/);
});
