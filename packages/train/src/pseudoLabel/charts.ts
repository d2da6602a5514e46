// The two charts that show whether a threshold is suitable.
import { type ChartSpec, COLORS } from '../report/chart.js';
import { BINS, operatingPoints, type TruthStats } from './stats.js';

type Layer = ChartSpec['layer'][number];

const scoreAxis = () => ({
  field: 'score',
  type: 'quantitative' as const,
  title: 'score',
  scale: { domain: [0, 1] },
});

/** Line at the threshold. */
const rule = (threshold: number): Layer => ({
  data: { values: [{ score: threshold }] },
  mark: { type: 'rule', strokeWidth: 1.5, strokeDash: [5, 4], color: 'currentColor' },
  encoding: { x: scoreAxis() },
});

/** Histogram of the scores of boxes or pixels. */
export function scoreHistogram(all: readonly number[], threshold: number, what: string): ChartSpec {
  const sum = all.reduce((a, b) => a + b, 0);
  const values = all.map((count, bin) => ({
    score: bin / BINS,
    end: (bin + 1) / BINS,
    share: sum === 0 ? 0 : count / sum,
    fate: (bin + 0.5) / BINS < threshold ? 'left out' : 'label',
  }));
  const bars: Layer = {
    data: { values },
    mark: { type: 'bar', binSpacing: 1 },
    encoding: {
      x: { ...scoreAxis(), bin: 'binned' },
      x2: { field: 'end' },
      y: { field: 'share', type: 'quantitative', title: null, axis: { format: '~%', tickCount: 5 } },
      color: {
        field: 'fate',
        type: 'nominal',
        scale: { domain: ['label', 'left out'], range: [COLORS[0], '#9aa4ae'] },
        legend: { title: null, orient: 'top', symbolType: 'square' },
      },
    },
  };
  return { title: { text: `Scores of the ${what} that were found` }, layer: [bars, rule(threshold)] };
}

/** Precision and recall of predictions with at least each score. */
export function precisionRecall(truth: TruthStats, threshold: number): ChartSpec {
  const values = operatingPoints(truth).flatMap(({ threshold: score, ...point }) =>
    (['precision', 'recall'] as const).flatMap((kind) =>
      point[kind] === null ? [] : [{ score, kind, value: point[kind] }],
    ),
  );
  const lines: Layer = {
    data: { values },
    mark: { type: 'line', strokeWidth: 2.2 },
    encoding: {
      x: scoreAxis(),
      y: {
        field: 'value',
        type: 'quantitative',
        title: null,
        scale: { domain: [0, 1] },
        axis: { format: '~%', tickCount: 5 },
      },
      color: {
        field: 'kind',
        type: 'nominal',
        scale: { domain: ['precision', 'recall'], range: [COLORS[2], COLORS[1]] },
        legend: { title: null, orient: 'top' },
      },
    },
  };
  return { title: { text: 'Precision and recall, by the least score' }, layer: [lines, rule(threshold)] };
}
