import { SPLITS } from '../bdd100k/layout.js';
import { type Inspection, PROBLEM_KINDS } from './report.js';

/** How many problems of a kind `formatInspection` lists. */
export interface FormatOptions {
  /** Number of problems of each kind to list; the rest is only counted. Default 20. */
  maxProblems?: number;
}

/** Formats the inspection as text with aligned tables. */
export function formatInspection(inspection: Inspection, { maxProblems = 20 }: FormatOptions = {}): string {
  const { root, images, coverage, states, sizes, masks, ignoredPixels, boxes } = inspection;
  const tasks = Object.keys(inspection.tasks);
  const sections = [`${root}: ${count(images.train)} train and ${count(images.val)} val images`];
  const sizeText = sizes.slice(0, 5).map((size) => `${size.width}x${size.height} (${count(size.images)})`);
  if (sizes.length > 5) sizeText.push(`and ${sizes.length - 5} more`);
  sections.push(`Image sizes: ${sizeText.join(', ') || 'none'}`);
  sections.push(
    table(
      'Label coverage (images by labelled tasks)',
      [...tasks, ...SPLITS],
      coverage.map(({ tasks: labelled, images }) => [
        ...tasks.map((task) => (labelled.includes(task) ? 'yes' : '-')),
        ...SPLITS.map((split) => count(images[split])),
      ]),
    ),
    table(
      'Label states (empty = labelled, nothing is there; absent = not labelled)',
      ['task', 'split', 'present', 'empty', 'absent'],
      tasks.flatMap((task) =>
        SPLITS.map((split) => {
          const { present, empty, absent } = states[task]![split];
          return [task, split, count(present), count(empty), count(absent)];
        }),
      ),
    ),
  );
  for (const [task, classes] of Object.entries(masks)) {
    const pixels = classes.reduce((sum, entry) => sum + entry.pixels, 0);
    const ignored = ignoredPixels[task]!;
    if (pixels + ignored === 0) continue;
    const share = (part: number) => `${((100 * part) / (pixels + ignored)).toFixed(2)} %`;
    const rows = classes.map((entry) => [
      entry.name,
      count(entry.pixels),
      share(entry.pixels),
      count(entry.images),
    ]);
    rows.push(['ignore (255)', count(ignored), share(ignored), '']);
    sections.push(table(`Classes of ${task}`, ['class', 'pixels', 'share', 'images'], rows));
  }
  for (const [task, categories] of Object.entries(boxes)) {
    if (!categories.some((category) => category.boxes > 0)) continue;
    const flags = ['occluded', 'truncated', 'crowd', 'ignored'] as const;
    sections.push(
      table(
        `Categories of ${task}`,
        ['category', 'boxes', 'images', ...flags],
        categories.map((entry) => [
          entry.name,
          count(entry.boxes),
          count(entry.images),
          ...flags.map((flag) => count(entry[flag])),
        ]),
      ),
    );
  }
  sections.push(formatProblems(inspection, maxProblems));
  return `${sections.join('\n\n')}\n`;
}

function formatProblems({ problems }: Inspection, maxProblems: number): string {
  if (problems.length === 0) return 'Problems: none';
  const lines = [`Problems: ${count(problems.length)}`];
  for (const kind of PROBLEM_KINDS) {
    const found = problems.filter((problem) => problem.kind === kind);
    if (found.length === 0) continue;
    lines.push(`  ${kind}: ${count(found.length)}`);
    for (const { split, message } of found.slice(0, maxProblems)) lines.push(`    [${split}] ${message}`);
    if (found.length > maxProblems) lines.push(`    ... and ${count(found.length - maxProblems)} more`);
  }
  return lines.join('\n');
}

/** Aligns the first column left and numbers right. */
function table(title: string, header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]!.length)),
  );
  const isNumber = header.map((_, column) => rows.every((row) => /^[\d,. %]*$/.test(row[column]!)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        isNumber[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [title, line(header), rule, ...rows.map(line)].join('\n');
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
