export { type BoxOverlayOptions, type DrawnBox, drawBoxOverlay } from './box-overlay.js';
export { type Curve, drawCurves } from './curves.js';
export { ReportError } from './errors.js';
export type * from './events.js';
export { type ClassStyle, drawOverlay, type OverlayOptions } from './overlay.js';
export { type ReportOptions, writeReport } from './report.js';
