import test from 'ava';
import { wrapComments } from '../../scripts/lib/comment-width.mjs';

const wrap = (text: string): string[] => wrapComments('file.ts', text).split('\n');
const LONG = 'word '.repeat(30).trim();

test('a line comment that is too wide is filled to the width of the code, and its neighbours with it', (t) => {
  const lines = wrap(`  // ${LONG}\n  // tail\nconst a = 1; // ${LONG}`);
  t.true(lines.slice(0, -1).every((line) => line.length <= 110 && line.startsWith('  // word')));
  t.is(lines.at(-2)!.endsWith('tail'), true);
  t.is(lines.at(-1), `const a = 1; // ${LONG}`, 'a comment beside code is left alone');
});

test('a docstring keeps its paragraphs, lists and code, and tags begin lines of their own', (t) => {
  t.deepEqual(wrap(`/** Short. @param a ${LONG} */`), [
    '/**',
    ' * Short.',
    ` * @param a ${'word '.repeat(19).trim()}`,
    ` *   ${'word '.repeat(11).trim()}`,
    ' */',
  ]);
  const kept = ['/**', ' * - one', ' * - two', ' *', ' * ```ts', ` * ${'x'.repeat(120)}`, ' * ```', ' */'];
  t.deepEqual(wrap(kept.join('\n')), kept);
});

test('what looks like a comment inside of a string is none, and a second pass changes nothing', (t) => {
  const text = `const a = \`\n// ${LONG}\n\`;\n/** ${LONG} ${'`a b`'.repeat(1)} - ${LONG} */\nexport {};\n`;
  const once = wrapComments('file.ts', text);
  t.true(once.startsWith(text.slice(0, text.indexOf('/**'))));
  t.is(wrapComments('file.ts', once), once);
});
