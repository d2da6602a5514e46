export { type Curve, drawCurves } from './curves.js';
export { ReportError } from './errors.js';
export type * from './events.js';
export { drawOverlay, type OverlayOptions } from './overlay.js';
export { type ReportOptions, writeReport } from './report.js';
