/**
 * Benchmarks: cases whose sides run in turn, medians with distribution-free intervals, floors, and verdicts
 * only outside of the noise.
 *
 * @module
 */
export {
  type BenchCase,
  type Comparison,
  type Floor,
  type FunctionsCase,
  GROUPS,
  idOf,
  type Measured,
  type MeasuredFigure,
  type Peer,
  type Preload,
  type ProcessesCase,
  peerNames,
  registerCases,
  type Setting,
  type Tolerance,
} from './case.js';
export { BenchError } from './errors.js';
export { type CpuTimes, IDLE_CORES, type IdleProbe, otherCores, waitForIdle } from './idle.js';
export { describeMachine, type Machine } from './machine.js';
export { type BenchEvent, type BenchOptions, listCases, runBench } from './measure/runBench.js';
export { buildNative, builtNative, loadNative, type NativeLoops } from './peers/native.js';
export { findPython, type Python } from './peers/python.js';
export { describeComparison } from './present/compareText.js';
export { renderHtml } from './present/html.js';
export { renderMarkdown } from './present/markdown.js';
export { describeCase, describeResult } from './present/text.js';
export { type Comparison as ResultComparison, compareResults, type Difference } from './results/compare.js';
export {
  type BenchResult,
  type CaseResult,
  type Figure,
  readResult,
  resultFiles,
  type SideFigure,
  toJson,
  writeResult,
} from './results/result.js';
export { type Interval, medianInterval, ratioInterval } from './stats/interval.js';
export { median, quantile, type Spread, spreadOf } from './stats/quantiles.js';
export { judge, pairedRatios, type Ratio, type Unit, type Verdict } from './stats/verdict.js';
