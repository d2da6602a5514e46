// The ratios of a case as a chart: a point with its interval for each figure, on a logarithmic axis.
import { type ChartSpec, renderChart } from '@cotrain/train/page';
import type { CaseResult } from '../results/result.js';

/** One mark. */
export interface RatioPoint {
  /** Figure and the side that it is compared with. */
  label: string;
  ratio: number;
  low: number;
  high: number;
  judged: Judged;
}

const BETTER = new Set(['faster', 'less memory']);
const WORSE = new Set(['slower', 'more memory']);

/** Colours of verdicts, legible on white and on near-black. */
export const VERDICT_COLORS = { better: '#10b981', worse: '#ef4444', 'no verdict': '#94a3b8' } as const;
type Judged = keyof typeof VERDICT_COLORS;

/** Figures with a ratio, details aside. */
export function pointsOf({ figures }: CaseResult): RatioPoint[] {
  return figures.flatMap(({ name, detail, ratios }) =>
    detail
      ? []
      : Object.entries(ratios).map(
          ([side, { median, interval, verdict }]): RatioPoint => ({
            label: `${name} / ${side}`,
            ratio: median,
            low: interval?.[0] ?? median,
            high: interval?.[1] ?? median,
            judged: BETTER.has(verdict) ? 'better' : WORSE.has(verdict) ? 'worse' : 'no verdict',
          }),
        ),
  );
}

/** Letters of a label's line, and pixels of a row beside those of its lines. */
const LINE = { wide: 80, narrow: 24 };
const [LINE_HEIGHT, GAP] = [13, 9];

/**
 * An SVG that follows the page's theme.
 *
 * @param kind 'narrow' for telephones, with labels of several lines
 */
export function ratioChart(points: readonly RatioPoint[], kind: 'wide' | 'narrow'): Promise<string> {
  const values = points.map((point) => ({ ...point, label: wrapped(point.label, LINE[kind]) }));
  const lines = Math.max(...values.map(({ label }) => label.split('\n').length));
  const step = lines * LINE_HEIGHT + GAP;
  const labels = { labelExpr: "split(datum.label, '\\n')", labelLimit: 0, labelLineHeight: LINE_HEIGHT };
  const y = { field: 'label', type: 'nominal', title: null, sort: null, axis: labels } as const;
  const x = {
    type: 'quantitative',
    scale: { type: 'log', domain: domainOf(points) },
    title: kind === 'wide' ? 'ratio: left of 1, ours is better' : 'ratio',
    axis: { tickCount: kind === 'wide' ? 8 : 3, format: '~g' },
  } as const;
  const color = {
    field: 'judged',
    type: 'nominal',
    scale: { domain: Object.keys(VERDICT_COLORS), range: Object.values(VERDICT_COLORS) },
    legend: null,
  } as const;
  const spec: ChartSpec = {
    layer: [
      {
        data: { values: [{ one: 1 }] },
        mark: { type: 'rule', strokeDash: [4, 4], opacity: 0.5, color: 'currentColor' },
        encoding: { x: { ...x, field: 'one' } },
      },
      {
        data: { values },
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' }, color },
      },
      {
        data: { values },
        mark: { type: 'point', filled: true, size: 60, opacity: 1 },
        encoding: { y, x: { ...x, field: 'ratio' }, color },
      },
    ],
  };
  const frame = 50; // the axis with its title
  return renderChart(spec, { width: kind === 'wide' ? 900 : 320, height: frame + step * points.length });
}

/** Holds 1 and all points, with room for the marks. */
function domainOf(points: readonly RatioPoint[]): [number, number] {
  const ends = points.flatMap(({ low, high }) => [low, high]);
  return [Math.min(0.9, ...ends.map((end) => 0.9 * end)), Math.max(1.1, ...ends.map((end) => 1.1 * end))];
}

/** Broken between words, at most so many letters a line where words allow it. */
function wrapped(text: string, length: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > length) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
