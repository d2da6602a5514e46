// An experiment's table: our figures, and the paper's beside them.
import { join } from 'node:path';
import { writeFileAtomic } from '@cotrain/torch';
import { htmlPage, section, table } from '../report/page.js';
import { escapeXml } from '../report/raster.js';
import { type Experiment, METRICS, type Metric, type Row } from './experiment.js';
import type { Result, Results } from './results.js';

/** Writes `NAME.md` and `NAME.html` into `out`. */
export function writeTable(
  out: string,
  experiment: Experiment,
  results: Results,
): { markdown: string; files: string[] } {
  const markdown = markdownTable(experiment, results);
  const base = join(out, experiment.name);
  writeFileAtomic(`${base}.md`, markdown);
  writeFileAtomic(`${base}.html`, page(experiment, results));
  return { markdown, files: [`${base}.md`, `${base}.html`] };
}

const NOT_APPLICABLE = '-';

/** Each score has two columns: ours, and the paper's. */
function cells({ rows, metrics }: Experiment, results: Results): { head: string[]; body: string[][] } {
  const head = [
    '',
    ...metrics.flatMap((metric) => [`${METRICS[metric]}, ours`, `${METRICS[metric]}, paper`]),
  ];
  const body = rows.map((row, i) => [
    heading(row, rows[i - 1]),
    ...metrics.flatMap((metric) => [ours(results[row.job]?.[metric]), paper(row, metric)]),
  ]);
  return { head, body };
}

const heading = ({ group, label }: Row, before?: Row): string =>
  group === undefined || group === before?.group ? label : `${group}: ${label}`;

const ours = (result: Result | undefined): string => {
  if (!result) return NOT_APPLICABLE;
  return result.mean.toFixed(1) + (result.spread === null ? '' : ` ± ${result.spread.toFixed(1)}`);
};

const paper = (row: Row, metric: Metric): string => row.paper[metric]?.toFixed(1) ?? NOT_APPLICABLE;

/** Seeds of the rows that are there; they differ while an experiment runs. */
function repetitions(results: Results): string {
  const counts = Object.values(results).flatMap((row) => Object.values(row).map(({ seeds }) => seeds));
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (counts.length === 0) return 'No run has finished yet.';
  if (most === 1) return 'One seed: no spread is known, and small differences mean nothing.';
  return `Mean and standard deviation over ${least === most ? most : `${least} to ${most}`} seeds.`;
}

export function markdownTable(experiment: Experiment, results: Results): string {
  const { head, body } = cells(experiment, results);
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const rule = `|${head.map((_, i) => (i === 0 ? '---' : '---:')).join('|')}|`;
  return `# ${experiment.title}

${[line(head), rule, ...body.map(line)].join('\n')}

In percent, on the validation frames. ${repetitions(results)} The paper's figures are for comparison only: none of them is ours. ${experiment.differences}
`;
}

function page(experiment: Experiment, results: Results): string {
  const { head, body } = cells(experiment, results);
  const note = `${repetitions(results)} The paper's figures are for comparison only: none of them is ours. ${experiment.differences}`;
  return htmlPage(
    experiment.title,
    'In percent, on the validation frames.',
    section('Scores', table(body, head)) + section('What differs', `<p>${escapeXml(note)}</p>`),
  );
}
