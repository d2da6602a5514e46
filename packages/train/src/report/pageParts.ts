/**
 * What pages of ours are made of: charts as SVG that follow the page's theme, and HTML that needs nothing
 * beside itself.
 *
 * @module
 */
export { type ChartSize, type ChartSpec, COLORS, renderChart } from './chart.js';
export { card, cards, figure, htmlPage, section, table, tileRow } from './page.js';
export { escapeXml, svgToPng } from './raster.js';
