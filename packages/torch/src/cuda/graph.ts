// Graphs: a device's work, recorded once and queued again as a whole. A step of many small operators waits
// for the host that queues them; a graph costs the host one call.
import { ArgumentError } from '../errors/errors.js';
import { native } from '../native/addon.js';
import type { NativeRecording } from '../native/cudaNative.js';
import type { Device } from '../values/types.js';
import { type CudaDevice, existing, synchronize, withDevice } from './device.js';
import { emptyCache } from './memory.js';
import { currentStream, Stream, withStream } from './stream.js';

/**
 * Recorded work of a device. `graph(cudaGraph, run)` records, `replay()` repeats: on the same memory, with
 * the values that it has then. What is recorded must live as long as the graph: inputs, parameters, results.
 */
export class CUDAGraph {
  readonly #device: Device;
  /** @internal */ readonly native: NativeRecording;
  #state: 'empty' | 'recorded' = 'empty';

  /** @param device Default: the current CUDA device. @throws DeviceError without one */
  constructor(device?: CudaDevice) {
    this.#device = existing('CUDAGraph', device);
    this.native = native.newRecording(this.#device);
  }

  /** @internal */
  capture<T>(run: () => T, after: CUDAGraph | null): T {
    if (this.#state === 'recorded') throw new ArgumentError('a CUDAGraph records once: reset() it first');
    return withDevice(this.#device, () => {
      const stream = new Stream({ device: this.#device });
      // Nothing of before may run into the recording, and what the pool could need is given back.
      synchronize(this.#device);
      emptyCache(this.#device);
      stream.waitStream(currentStream(this.#device));
      const result = withStream(stream, () => this.#record(run, after));
      currentStream(this.#device).waitStream(stream);
      this.#state = 'recorded';
      return result;
    });
  }

  #record<T>(run: () => T, after: CUDAGraph | null): T {
    native.beginRecording(this.native, after === null ? null : after.native);
    let result: T;
    try {
      result = run();
    } catch (error) {
      try {
        native.endRecording(this.native);
      } catch {
        // A recording that an error broke off cannot be ended; the error says why.
      }
      native.resetRecording(this.native);
      throw error;
    }
    native.endRecording(this.native);
    return result;
  }

  /** Queues all recorded work in the current stream. @throws ArgumentError if nothing was recorded */
  replay(): void {
    if (this.#state === 'empty') throw new ArgumentError('CUDAGraph.replay: nothing was recorded');
    native.replayRecording(this.native);
  }

  /** Gives the memory of the recording back, once its tensors are freed. It can record again then. */
  reset(): void {
    native.resetRecording(this.native);
    this.#state = 'empty';
  }
}

/**
 * Records what `run` queues on the graph's device, without running it, and returns what `run` returns:
 * tensors that hold values after the first `replay()`. In it, nothing may read values back (`item()`) or copy
 * from ordinary host memory, and what the host decides is decided once. Run the same work a few times before:
 * libraries choose their algorithms then.
 *
 * @throws ArgumentError for an `async` function, and if the graph has recorded already; TorchError for what
 *   cannot be recorded
 */
export function graph<T>(graph: CUDAGraph, run: () => T): T {
  if (!(graph instanceof CUDAGraph)) throw new ArgumentError('torch.cuda.graph() takes a CUDAGraph first');
  return graph.capture(run, null);
}
