// Work that runs again and again on the same memory: a graph on CUDA. Another device may record in another
// way, such as a plan of the CPU's memory: whoever repeats work knows `Recorder` only.
import { keep } from '../handle/memory.js';
import { scope } from '../handle/scope.js';
import { enableGrad, isGradEnabled, noGrad } from '../modes/recording.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Device } from '../values/types.js';
import { CUDAGraph } from './graph.js';

/** Tensors that work gives, or null where there is none. */
export type Results = readonly (Tensor | null)[];

/** Work that was recorded. */
export interface Recording {
  /** Where each replay leaves its results, without autograd's graph. They live until `dispose()`. */
  readonly results: Results;
  replay(): void;
  dispose(): void;
}

/** Records work. With `after`, a replay of that recording always comes before one of this. */
export type Recorder = (run: () => Results, after: Recording | null) => Recording;

const detached = (results: Results): Results =>
  results.map((result) => (result === null ? null : keep(result.detach())));
const freed = (results: Results): void => {
  for (const result of results) result?.dispose();
};

/** Runs the work again, and copies what it gives to where the first results are. For any device. */
export const rerun: Recorder = (run) => {
  const results = scope(() => detached(run()));
  // The mode of the recording, whatever that of a replay: autograd's functions run without gradients.
  const mode = isGradEnabled() ? enableGrad : noGrad;
  return {
    results,
    replay: () =>
      scope(() => {
        const again = mode(run);
        noGrad(() => {
          for (const [i, result] of results.entries()) result?.copy_(again[i]!);
        });
      }),
    dispose: () => freed(results),
  };
};

const graphs = new WeakMap<Recording, CUDAGraph>();

/** Records a graph of the device. */
const graphed =
  (device: Device): Recorder =>
  (run, after) => {
    const graph = new CUDAGraph(device);
    const results = scope(() => graph.capture(() => detached(run()), after ? graphs.get(after)! : null));
    const recording = {
      results,
      replay: () => graph.replay(),
      dispose: () => {
        freed(results);
        graph.reset();
      },
    };
    graphs.set(recording, graph);
    return recording;
  };

/** How work on a device is recorded; null where that would gain nothing. */
export const recorderOf = (device: Device): Recorder | null =>
  device === 'cpu' || device === 'meta' ? null : graphed(device);
