// Wraps comments at the width of the code, because biome wraps only code.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from './root.mjs';

const { formatter } = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'));
const WIDTH = formatter.lineWidth;
const FOLDERS = ['packages', 'tests', 'scripts', 'benchmarks', 'examples'];
const NOT_OURS = /node_modules|\/(gen|dist|golden)\//;

/** Files with comments that are too wide, `path:line` each. @param fix wraps what can be wrapped */
export function wideComments(fix) {
  const wide = [];
  for (const file of FOLDERS.flatMap(sources)) {
    const text = readFileSync(file, 'utf8');
    if (!text.split('\n').some((line) => line.length > WIDTH)) continue;
    const wrapped = wrapComments(file, text);
    if (wrapped === text) continue;
    if (fix) writeFileSync(file, wrapped);
    else wide.push(...firstDifference(file, text, wrapped));
  }
  return wide;
}

function sources(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mts|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !NOT_OURS.test(file));
}

function firstDifference(file, before, after) {
  const now = after.split('\n');
  const line = before.split('\n').findIndex((text, i) => text !== now[i]);
  return [
    `${relative(ROOT, file)}:${line + 1}: a comment is wider than ${WIDTH} columns or wrapped at another place`,
  ];
}

/** Wraps all comments that are too wide and alone on their lines, paragraph by paragraph. */
export function wrapComments(file, text) {
  let wrapped = text;
  // From the end, so that replacements do not move the remaining comments.
  for (const { start, end } of commentBlocks(file, text).reverse()) {
    const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
    const block = text.slice(start, end);
    if (!`${indent}${block}`.split('\n').some((line) => line.length > WIDTH)) continue;
    const rewritten = block.startsWith('//') ? lineComments(block, indent) : blockComment(block, indent);
    wrapped = wrapped.slice(0, start) + rewritten + wrapped.slice(end);
  }
  return wrapped;
}

/** Comments that are alone on their lines. Consecutive `//` lines form one block. */
function commentBlocks(file, text) {
  const found = new Map();
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const visit = (node) => {
    for (const range of ts.getLeadingCommentRanges(text, node.pos) ?? []) found.set(range.pos, range);
    for (const child of node.getChildren(source)) if (node.kind !== ts.SyntaxKind.JSDoc) visit(child);
  };
  visit(source);
  const blocks = [];
  for (const { pos, end, kind } of [...found.values()].sort((a, b) => a.pos - b.pos)) {
    const lineStart = text.lastIndexOf('\n', pos - 1) + 1;
    if (text.slice(lineStart, pos).trim() !== '' || text.startsWith('#!', pos)) continue;
    const last = blocks.at(-1);
    const oneLine = kind === ts.SyntaxKind.SingleLineCommentTrivia;
    if (oneLine && last?.oneLine && /^\n[ \t]*$/.test(text.slice(last.end, pos))) last.end = end;
    else blocks.push({ start: pos, end, oneLine });
  }
  return blocks;
}

function lineComments(block, indent) {
  const lines = block.split('\n').map((line) => line.trim().replace(/^\/\/ ?/, ''));
  return wrapLines(lines, WIDTH - indent.length - 3)
    .map((line) => `// ${line}`.trimEnd())
    .join(`\n${indent}`);
}

function blockComment(block, indent) {
  if (!block.startsWith('/**')) return block;
  const lines = block
    .slice(3, -2)
    .trim()
    .split('\n')
    .flatMap((line) =>
      line
        .trim()
        .replace(/^\* ?/, '')
        .split(/ (?=@(?:param|returns|throws)\b)/),
    );
  const wrapped = wrapLines(lines, WIDTH - indent.length - 3);
  return ['/**', ...wrapped.map((line) => ` * ${line}`.trimEnd()), ' */'].join(`\n${indent}`);
}

/**
 * Fills paragraphs with a line that is too wide. Tables, fenced code and directives for tools stay unchanged.
 */
function wrapLines(lines, width) {
  const out = [];
  let paragraph = [];
  let fenced = false;
  const flush = () => {
    out.push(...(paragraph.some((line) => line.length > width) ? fill(paragraph, width) : paragraph));
    paragraph = [];
  };
  for (const line of lines) {
    const fence = line.trimStart().startsWith('```');
    if (fence) fenced = !fenced;
    if (fence || fenced || line.trim() === '' || /^\s*\||^(biome-ignore|@ts-)/.test(line)) {
      flush();
      out.push(line);
      continue;
    }
    // A list item or a tag begins a paragraph; its indented lines belong to it.
    const begins = /^\s*([-*] |\d+\. |@)/.test(line);
    const indented = /^\s{2,}/.test(line);
    if (begins || (indented && !/^\s*([-*] |\d+\. |@)/.test(paragraph[0] ?? ''))) flush();
    paragraph.push(line);
  }
  flush();
  return out;
}

function fill(paragraph, width) {
  const lead = /^\s*/.exec(paragraph[0])[0];
  const hanging = /^\s*([-*] |\d+\. |@)/.test(paragraph[0]) ? `${lead}  ` : lead;
  const lines = [];
  let line = lead;
  // Code spans, links and shapes are not broken, and no line starts with a list marker.
  const words = paragraph.join(' ').match(/(?:`[^`]*`|\{@[^}]*\}|\[[^\]\s][^\]]{0,40}\]| [-*+](?= )|\S)+/g);
  for (const word of words) {
    if (line.trim() !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = hanging;
    }
    line += (line.trim() === '' ? '' : ' ') + word;
  }
  return [...lines, line];
}
