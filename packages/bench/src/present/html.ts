// One page of results that needs nothing beside itself: light and dark, on wide screens and on telephones.
import { card, escapeXml, htmlPage, section } from '@cotrain/train/page';
import type { BenchResult, CaseResult } from '../results/result.js';
import { pointsOf, ratioChart, VERDICT_COLORS } from './chart.js';
import { type MachineColumn, type Merged, type MergedCase, mergeResults } from './merge.js';
import { type PageTable, tableOf } from './tables.js';
import { remarks } from './text.js';

/** Rows become blocks, and the chart is the one with short labels, where the screen is narrow. */
const STYLE = `
.narrow { display: none; }
.card + .card { margin-top: 16px; }
td, th { vertical-align: top; }
.facts { color: var(--soft); font-size: 13px; margin: 12px 0 0; overflow-wrap: anywhere; }
.dot { display: inline-block; width: 10px; height: 10px; border-radius: 5px; margin: 0 6px 0 0; }
.wide, .narrow { margin-top: 14px; }
p.about { margin: 0 0 14px; overflow-wrap: anywhere; }
td.better { color: var(--good); font-weight: 600; }
td.worse { color: var(--bad); font-weight: 600; }
@media (max-width: 720px) {
  main { padding: 24px 12px 64px; }
  .card { padding: 14px; }
  .wide { display: none; }
  .narrow { display: block; }
  table.figures, .figures tbody, .figures tr, .figures td { display: block; width: 100%; }
  .figures thead { display: none; }
  .figures tr { padding: 8px 0; border-bottom: 1px solid var(--line); }
  .figures td { border: 0; padding: 1px 0; text-align: right; overflow-wrap: anywhere; }
  .figures td:first-child { text-align: left; font-weight: 600; }
  .figures td:not(:first-child)::before { content: attr(data-label); float: left; color: var(--soft); padding-right: 12px; }
  .figures td:empty { display: none; }
}
`;

/** Draws one HTML page of results. @param title Default 'cotrain bench' */
export async function renderHtml(results: readonly BenchResult[], title = 'cotrain bench'): Promise<string> {
  const merged = mergeResults(results);
  const groups = [...new Set(merged.cases.map(({ group }) => group))];
  const bodies = await Promise.all(groups.map((group) => groupSection(group, merged)));
  const several = merged.machines.length > 1;
  const machines = merged.machines.map(({ letter, key }) => escapeXml(several ? `${letter}: ${key}` : key));
  const legend = Object.entries(VERDICT_COLORS).map(
    ([name, color]) => `<span class="dot" style="background:${color}"></span>${name}`,
  );
  const subtitle = `${machines.join('<br>')}<br>${legend.join(' &nbsp; ')}`;
  return htmlPage(title, subtitle, `<style>${STYLE}</style>\n${bodies.join('\n')}`);
}

async function groupSection(group: string, { machines, cases }: Merged): Promise<string> {
  const own = cases.filter((each) => each.group === group);
  const bodies = await Promise.all(own.map((each) => caseBody(each, machines)));
  return section(group, bodies.map(card).join('\n'));
}

async function caseBody(bench: MergedCase, machines: readonly MachineColumn[]): Promise<string> {
  const parts = tableOf(bench, machines, true);
  const shown = machines.filter(({ key }) => bench.results.has(key));
  const charts = await Promise.all(
    shown.map(async ({ key, letter }) => {
      const { found } = bench.results.get(key)!;
      const mark = machines.length > 1 ? `${letter}: ` : '';
      const facts = `<p class="facts">${escapeXml(`${mark}${remarks(found).join('; ')}`)}</p>`;
      return `${await chartsOf(found)}${facts}`;
    }),
  );
  return [
    `<h3>${escapeXml(bench.title)}</h3>`,
    `<p class="about soft">${escapeXml(bench.description.replaceAll('`', ''))}</p>`,
    htmlTable(tableOf(bench, machines, false)),
    ...(parts.rows.length > 0 ? [`<details><summary>Parts</summary>${htmlTable(parts)}</details>`] : []),
    ...charts,
  ].join('\n');
}

/** A wide chart and a narrow one, of which the style shows one; none where nothing is compared. */
async function chartsOf(found: CaseResult): Promise<string> {
  const points = pointsOf(found);
  if (points.length === 0) return '';
  const [wide, narrow] = await Promise.all([ratioChart(points, 'wide'), ratioChart(points, 'narrow')]);
  return `<div class="wide">${wide}</div><div class="narrow">${narrow}</div>`;
}

function htmlTable({ head, rows }: PageTable): string {
  const titles = head.map((cell) => `<th>${escapeXml(cell)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map(
      (cell, i) => `<td data-label="${escapeXml(head[i]!)}"${classOf(cell)}>${escapeXml(cell)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table class="figures"><thead><tr>${titles}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function classOf(cell: string): string {
  if (cell === 'faster' || cell === 'less memory') return ' class="better"';
  return cell === 'slower' || cell === 'more memory' ? ' class="worse"' : '';
}
