// Charts of a common size and style, as SVG whose text and axes are drawn in `currentColor`.
import type { TopLevelSpec } from 'vega-lite';
import { withoutControls } from './raster.js';

/** Contents of a chart in Vega-Lite's terms, without size, padding and theme. */
export type ChartSpec = Pick<Extract<TopLevelSpec, { layer: unknown }>, 'title' | 'layer'>;

/** Legible on white and on near-black backgrounds. */
export const COLORS = [
  '#3b82f6',
  '#f59e0b',
  '#10b981',
  '#ef4444',
  '#8b5cf6',
  '#14b8a6',
  '#ec4899',
  '#84cc16',
] as const;

/** Size of a chart in pixels, without the labels of a height that follows from its rows. */
export interface ChartSize {
  width?: number;
  height?: number | { step: number };
}

/** Draws a chart as SVG. Default size 620 x 260. */
export async function renderChart(chart: ChartSpec, size: ChartSize = {}): Promise<string> {
  // Loaded on demand, so that a training script without a report does not wait for a plotting library.
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const spec: TopLevelSpec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: size.width ?? 620,
    height: size.height ?? 260,
    autosize: { type: 'fit', contains: 'padding' },
    padding: 8,
    background: 'transparent',
    config: THEME,
    ...chart,
  };
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: 'none' });
  try {
    return withoutControls(await view.toSVG());
  } finally {
    view.finalize();
  }
}

const INK = 'currentColor';
const THEME = {
  font: 'Inter, Helvetica Neue, Arial, DejaVu Sans, sans-serif',
  view: { stroke: null },
  title: {
    anchor: 'start',
    color: INK,
    fontSize: 15,
    fontWeight: 600,
    offset: 10,
    subtitleColor: INK,
    subtitleFontSize: 11,
  },
  axis: {
    domain: false,
    ticks: false,
    gridColor: INK,
    gridOpacity: 0.12,
    labelColor: INK,
    labelOpacity: 0.75,
    labelFontSize: 11,
    labelPadding: 6,
    titleColor: INK,
    titleFontSize: 11,
    titleFontWeight: 400,
  },
  axisX: { grid: false },
  legend: {
    labelColor: INK,
    labelFontSize: 12,
    labelLimit: 300,
    symbolType: 'stroke',
    symbolStrokeWidth: 3,
    symbolOpacity: 1,
  },
} as const;
