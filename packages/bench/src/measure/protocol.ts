// What a process that measures is told (an environment variable) and says (JSON lines on file descriptor 3,
// so that nothing that a library prints is taken for a result). Python's half is peers/pytorch/bench.py.
import type { Measured, MeasuredFigure, Setting } from '../case.js';

/** Name of the variable. */
export const TASK = 'COTRAIN_BENCH';
export const RESULT_FD = 3;

export type Task =
  | { what: 'functions'; id: string; rounds: number; setting: Setting; plugins: string[] }
  | { what: 'prepare'; id: string; setting: Setting; plugins: string[] }
  | { what: 'side'; id: string; side: string; setting: Setting; plugins: string[] }
  | { what: 'roof'; setting: Setting };

export type Message =
  /** One round of one side of a case of functions, in ms. */
  | { type: 'time'; figure: string; side: string; ms: number }
  /** The figures of a case of functions, before any time. */
  | { type: 'figures'; figures: FigureOutline[] }
  /** How far two sides' tensors were apart. */
  | { type: 'agreement'; figure: string; worst: number; tolerance: number; checked: number }
  | { type: 'measured'; measured: Measured }
  | { type: 'roof'; flops: number; bandwidth: number };

export interface FigureOutline {
  figure: string;
  floor?: { flops?: number; bytes?: number };
  sides: string[];
  /** Sides that are not available here. */
  missing: string[];
}

/** What a peer in Python says at its end. */
export interface PeerMessage {
  /** A bare number is in the unit of our side. */
  figures: Record<string, number | MeasuredFigure>;
  checks?: Record<string, number>;
  /** Module to version, Python's own among them. */
  versions: Record<string, string>;
}
