// Phrases that are always wrong in our comments, messages and documents; docs/style.md says what to write.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

const PHRASES = [
  [/\/\*\*[\s*]*Of /g, 'a docstring that begins with "Of": name the thing ("Size of the image")'],
  [/\banew\b/gi, '"anew": write "again", or a verb such as recompute'],
  [/\bhow-manieth\b/gi, '"how-manieth": write "how often" or "which"'],
  [/\bMend it\b/g, '"Mend it": write "Fix"'],
  [
    /(?<!\bt?here[\s*/]+)\b(is|are|was|were) no (?!longer\b|more\b|less\b)[a-z]/gi,
    '"is no X": write "is not an X"',
  ],
  [/\bone['’]s own\b/gi, '"one\'s own": write "custom" or "your own"'],
  [/\ba line each\b/gi, '"a line each": write "one line each"'],
  [/\bas (the )?\S+ (has|have) (it|them)\b/gi, '"as X has it": write "as in X"'],
  [/\btold (on|of|apart)\b/gi, '"told": write reported, identified or distinguished'],
  [/\bmay be told\b/gi, '"may be told": write "takes" or "accepts"'],
];
const CHECKED = /\.(ts|mts|mjs|cpp|h|cu|cuh|md)$/;
// Generated files, results of runs, and the two places that quote the phrases.
const NOT_CHECKED = /\/(gen|golden|results)\/|CHANGELOG\.md$|^docs\/style\.md$|\/phrases\.(mjs|test\.ts)$/;

/** Wrong phrases in the repository's files, as `path:line: phrase: what to write instead`. */
export function wrongPhrases() {
  const files = execFileSync('git', ['ls-files', '-zco', '--exclude-standard'], { cwd: ROOT }).toString();
  return files
    .split('\0')
    .filter((file) => CHECKED.test(file) && !NOT_CHECKED.test(file) && existsSync(join(ROOT, file)))
    .flatMap((file) => phrasesIn(readFileSync(join(ROOT, file), 'utf8')).map((found) => `${file}:${found}`));
}

/** Wrong phrases in a text, as `line: phrase: what to write instead`. */
export function phrasesIn(text) {
  return PHRASES.flatMap(([pattern, advice]) =>
    [...text.matchAll(pattern)].map(({ index }) => `${text.slice(0, index).split('\n').length}: ${advice}`),
  );
}
