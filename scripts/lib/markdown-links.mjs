import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ROOT } from './root.mjs';
import { run } from './workspace.mjs';

/** Broken links within the repository's documents, as "file:line: target". Web links are not checked. */
export async function brokenLinks() {
  const { output } = await run('git', ['ls-files', '-co', '--exclude-standard', '*.md'], { quiet: true });
  const files = output.split('\n').filter((file) => file !== '' && existsSync(join(ROOT, file)));
  return files.flatMap((file) => {
    const lines = withoutCode(readFileSync(join(ROOT, file), 'utf8')).split('\n');
    return lines.flatMap((line, index) =>
      targetsIn(line)
        .filter((target) => !leadsSomewhere(file, target))
        .map((target) => `${file}:${index + 1}: ${target}`),
    );
  });
}

function targetsIn(line) {
  return [...line.matchAll(/\]\(([^)\s]+)[^)]*\)/g)]
    .map((match) => match[1])
    .filter((target) => !/^[a-z]+:/.test(target));
}

function leadsSomewhere(file, target) {
  const [path, anchor] = decodeURIComponent(target).split('#');
  const destination = path === '' ? join(ROOT, file) : resolve(ROOT, dirname(file), path);
  if (!existsSync(destination)) return false;
  return !anchor || !destination.endsWith('.md') || headings(destination).includes(anchor);
}

function headings(path) {
  const lines = withoutCode(readFileSync(path, 'utf8')).split('\n');
  return lines.filter((line) => /^#+ /.test(line)).map((line) => anchorOf(line.replace(/^#+ /, '')));
}

/** The anchor of a heading, as on GitHub; the site has the same. */
export function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

// Blanked, not removed: line numbers stay true.
function withoutCode(text) {
  return text.replace(/```[\s\S]*?```/g, (block) => block.replace(/[^\n]/g, '')).replace(/`[^`\n]*`/g, '');
}
