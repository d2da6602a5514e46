export { type BoxOverlayOptions, boxLegend, boxPanel, drawBoxOverlay } from './boxOverlay.js';
export { type Curve, drawCurves } from './curves.js';
export { ReportError } from './errors.js';
export type * from './events.js';
export { colorAt, FIELD_COLORS, type FieldStyle, fieldLegend, fieldPanel } from './fieldOverlay.js';
export { type ClassStyle, drawOverlay, maskLegend, maskPanel, type OverlayOptions } from './overlay.js';
export type { LegendEntry, Panel, PanelFrame } from './panels.js';
