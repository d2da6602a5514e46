// One page of all results, for a repository.
import type { BenchResult, CaseResult } from '../results/result.js';
import { type MachineColumn, type MergedCase, mergeResults } from './merge.js';
import { type PageTable, tableOf } from './tables.js';
import { remarks } from './text.js';

/**
 * Draws one Markdown page of results. The same results always give the same page.
 * @param command what the page is drawn with
 */
export function renderMarkdown(results: readonly BenchResult[], command: string): string {
  const { machines, cases } = mergeResults(results);
  const sources = [
    ...new Set(results.flatMap((result) => result.cases.flatMap(({ source }) => source ?? []))),
  ];
  const groups = [...new Set(cases.map(({ group }) => group))];
  const body = groups.map((group) => {
    const own = cases.filter((each) => each.group === group);
    return `## ${group}\n\n${own.map((each) => section(each, machines, sources)).join('\n')}`;
  });
  return `# Figures

Drawn from the JSON files beside it: \`${command}\`. Do not edit it. [How to read it](../README.md#read-a-result): a ratio below 1 means that ours is better.

${machines.map((each) => machineLine(each, machines.length > 1)).join('\n')}

${body.join('\n')}${sources.length > 0 ? `\n## Sources\n\n${sources.map((text, i) => `${i + 1}. ${text}`).join('\n')}\n` : ''}`;
}

function machineLine({ letter, key, machine }: MachineColumn, several: boolean): string {
  const { memory, system, node, libtorch } = machine;
  const rest = [
    ...(memory === null ? [] : [`${(memory / 2 ** 30).toFixed(0)} GiB memory`]),
    ...(system === null ? [] : [system]),
    `Node ${node}`,
    `LibTorch ${libtorch}`,
  ];
  return `- ${several ? `**${letter}**: ` : ''}${key}; ${rest.join(', ')}`;
}

function section(bench: MergedCase, machines: readonly MachineColumn[], sources: readonly string[]): string {
  const results = [...bench.results].map(([key, { found }]) => ({
    letter: machines.length > 1 ? `${machines.find((each) => each.key === key)!.letter}: ` : '',
    found,
  }));
  const parts = tableOf(bench, machines, true);
  const details =
    parts.rows.length === 0
      ? ''
      : `<details><summary>Parts</summary>\n\n${markdownTable(parts)}\n\n</details>\n\n`;
  const lines = results.map(({ letter, found }) => `${letter}${facts(found, sources)}`);
  const notes = results.flatMap(({ found }) => found.notes ?? []);
  return `### ${bench.title}

${bench.description}

${markdownTable(tableOf(bench, machines, false))}

${details}${lines.map((line) => `${line}\n`).join('\n')}${notes.map((note) => `\n${note}\n`).join('')}`;
}

/** Date, threads, rounds and so on, in one line; a source by its number. */
function facts(found: CaseResult, sources: readonly string[]): string {
  const { source, load, others, group, name, ...rest } = found;
  const said = remarks({ ...rest, group, name, load, others });
  const number = source === undefined ? [] : [`[source ${sources.indexOf(source) + 1}](#sources)`];
  const system = load === null ? [] : [`load average ${load}`];
  return `\`${group}/${name}\`: ${[...said, ...system, ...number].join('; ')}.`;
}

function markdownTable({ head, rows }: PageTable): string {
  if (rows.length === 0) return 'Nothing was measured.';
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = `|${head.map((name, i) => (i === 0 || /against|verdict/.test(name) ? '---|' : '---:|')).join('')}`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
