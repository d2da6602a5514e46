// What the page and its worker say to each other.
import type { Metadata } from './metadata.js';
import type { Predictions } from './predictions.js';

/** How a model is computed. */
export type Backend = 'wasm' | 'webgpu';

/** Time of the parts of a frame, in milliseconds. */
export interface FrameTimes {
  /** Reading the pixels and resizing them. */
  prepare: number;
  /** The model with its post-processing. */
  model: number;
  /** Predictions in the pixels of the photograph. */
  finish: number;
}

/** From the page to the worker. */
export type Request =
  | { type: 'load'; folder: string; version: string; backend: Backend | 'automatic' }
  | { type: 'predict'; id: number; image: ImageBitmap };

/** From the worker to the page. */
export type Answer =
  | { type: 'progress'; bytes: number }
  | { type: 'loaded'; metadata: Metadata; backend: Backend; threads: number; note: string }
  | { type: 'failed'; message: string }
  | { type: 'predicted'; id: number; predictions: Predictions; times: FrameTimes }
  | { type: 'refused'; id: number; message: string };
