// An experiment's table: our scores, with the paper's beside them.
import { join } from 'node:path';
import { writeFileAtomic } from '@cotrain/torch';
import { htmlPage, section, table } from '../report/page.js';
import { escapeXml } from '../report/raster.js';
import { type Experiment, METRICS, type Metric, type Row } from './experiment.js';
import type { Difference, Differences, Result, Results } from './results.js';

/** Writes `NAME.md` and `NAME.html` into `out`. */
export function writeTable(
  out: string,
  experiment: Experiment,
  results: Results,
  differences: Differences = [],
): { markdown: string; files: string[] } {
  const markdown = markdownTable(experiment, results, differences);
  const base = join(out, experiment.name);
  writeFileAtomic(`${base}.md`, markdown);
  writeFileAtomic(`${base}.html`, page(experiment, results, differences));
  return { markdown, files: [`${base}.md`, `${base}.html`] };
}

const NOT_APPLICABLE = '-';

interface Cells {
  head: string[];
  body: string[][];
}

/** Each score has a column, and a second one for the paper's figures if the paper has any for this score. */
function scoreCells({ rows, metrics }: Experiment, results: Results): Cells {
  const columns = metrics.map((metric) => ({
    metric,
    inPaper: rows.some(({ paper }) => typeof paper?.[metric] === 'number'),
  }));
  const head = columns.flatMap(({ metric, inPaper }) =>
    inPaper ? [`${METRICS[metric]}, ours`, `${METRICS[metric]}, paper`] : [METRICS[metric]],
  );
  const body = rows.map((row, i) => [
    heading(row, rows[i - 1]),
    ...columns.flatMap(({ metric, inPaper }) => [
      ours(results[row.job]?.[metric]),
      ...(inPaper ? [paper(row, metric)] : []),
    ]),
  ]);
  return { head: ['', ...head], body };
}

function differenceCells({ comparisons = [], metrics }: Experiment, differences: Differences): Cells {
  const body = comparisons.map(({ label }, i) => [
    label,
    ...metrics.map((metric) => difference(differences[i]?.[metric])),
  ]);
  return { head: ['', ...metrics.map((metric) => METRICS[metric])], body };
}

const heading = ({ group, label }: Row, before?: Row): string =>
  group === undefined || group === before?.group ? label : `${group}: ${label}`;

const ours = (result: Result | undefined): string => {
  if (!result) return NOT_APPLICABLE;
  return result.mean.toFixed(1) + (result.spread === null ? '' : ` ± ${result.spread.toFixed(1)}`);
};

const difference = (result: Difference | undefined): string => {
  if (!result) return NOT_APPLICABLE;
  const { mean, margin } = result;
  const signed = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(1)}`;
  return margin === null
    ? signed(mean)
    : `${signed(mean)} (${signed(mean - margin)} to ${signed(mean + margin)})`;
};

const paper = (row: Row, metric: Metric): string => row.paper?.[metric]?.toFixed(1) ?? NOT_APPLICABLE;

/** Number of seeds of the existing rows, which differs while an experiment runs. */
function repetitions(results: Results): string {
  const counts = Object.values(results).flatMap((row) => Object.values(row).map(({ seeds }) => seeds));
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (counts.length === 0) return 'No run has finished yet.';
  if (most === 1) return 'One seed: no spread is known, and small differences mean nothing.';
  return `Mean and standard deviation over ${least === most ? most : `${least} to ${most}`} seeds.`;
}

const note = (experiment: Experiment, results: Results): string =>
  [
    repetitions(results),
    ...(experiment.rows.some(({ paper = {} }) => Object.keys(paper).length > 0)
      ? ["The paper's figures are for comparison only; we did not measure them."]
      : []),
    experiment.differences,
  ].join(' ');

const IN_PERCENT = 'In percent, on the validation frames.';
const DIFFERENCES_NOTE =
  'Differences, seed by seed: their mean, and the 95 % confidence interval of it (Student). One that holds 0 is not a finding.';

/** Table of an experiment's results in Markdown. */
export function markdownTable(
  experiment: Experiment,
  results: Results,
  differences: Differences = [],
): string {
  const scores = markdown(scoreCells(experiment, results));
  const compared =
    (experiment.comparisons ?? []).length === 0
      ? ''
      : `${markdown(differenceCells(experiment, differences))}\n\n${DIFFERENCES_NOTE}\n`;
  const text = `# ${experiment.title}\n\n${scores}\n\n${IN_PERCENT} ${note(experiment, results)}\n`;
  return compared === '' ? text : `${text}\n${compared}`;
}

function markdown({ head, body }: Cells): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const rule = `|${head.map((_, i) => (i === 0 ? '---' : '---:')).join('|')}|`;
  return [line(head), rule, ...body.map(line)].join('\n');
}

function page(experiment: Experiment, results: Results, differences: Differences): string {
  const scores = scoreCells(experiment, results);
  const compared = differenceCells(experiment, differences);
  return htmlPage(
    experiment.title,
    IN_PERCENT,
    section('Scores', table(scores.body, scores.head)) +
      (compared.body.length === 0
        ? ''
        : section(
            'Differences',
            `${table(compared.body, compared.head)}<p>${escapeXml(DIFFERENCES_NOTE)}</p>`,
          )) +
      section('How', `<p>${escapeXml(note(experiment, results))}</p>`),
  );
}
