// Batches as tensors of the device, to which the next one is copied while the device computes a step.
import type { BatchTensors } from '@cotrain/data';
import { cuda, type Device, keep, scope, Tensor } from '@cotrain/torch';

/** Whether a device computes while the host continues, so that there is something to copy meanwhile. */
export const isAsynchronous = (device: Device): boolean => !/^(cpu|meta|mps)/.test(device);

/** Turns batches into tensors, when their step takes them or before. */
export class Transfers<Batch extends object> {
  readonly #toTensors: (batch: Batch) => BatchTensors;
  readonly #device: Device;
  /** Copies of the next batches overlap with what is queued in the stream of the steps. */
  #stream: cuda.Stream | null = null;
  readonly #begun = new Map<Batch, BatchTensors>();
  /** What steps have taken of it. */
  #taken: BatchTensors[] = [];

  constructor(toTensors: (batch: Batch) => BatchTensors, device: Device) {
    this.#toTensors = toTensors;
    this.#device = device;
  }

  /** Queues the copies of batches that a later step takes. The host does not wait for them. */
  begin(batches: readonly Batch[]): void {
    if (!isAsynchronous(this.#device)) return;
    this.#stream ??= new cuda.Stream({ device: this.#device });
    const stream = this.#stream;
    for (const batch of batches) {
      try {
        const tensors = scope(() => cuda.withStream(stream, () => this.#toTensors(batch)));
        for (const tensor of tensorsIn(tensors)) keep(tensor);
        this.#begun.set(batch, tensors);
      } catch {
        // This step knows nothing of that batch; the batch's own meets the error again.
      }
    }
  }

  /** The tensors of a batch: of the caller's scope, or until `free()` if they were begun. */
  take(batch: Batch): BatchTensors {
    const tensors = this.#begun.get(batch);
    if (tensors === undefined) return this.#toTensors(batch);
    this.#begun.delete(batch);
    this.#taken.push(tensors);
    const current = cuda.currentStream(this.#device);
    current.waitStream(this.#stream!);
    // Their memory is the other stream's, which must not reuse it before this one is done with it.
    for (const tensor of tensorsIn(tensors))
      if (tensor.device === current.device) tensor.recordStream(current);
    return tensors;
  }

  /** Frees the tensors that were begun and taken. */
  free(): void {
    for (const tensor of tensorsIn(this.#taken)) tensor.dispose();
    this.#taken = [];
  }

  /** Frees all tensors that were begun. */
  dispose(): void {
    this.#taken.push(...this.#begun.values());
    this.#begun.clear();
    this.free();
  }
}

/** All tensors in plain data. */
function* tensorsIn(value: unknown): Generator<Tensor> {
  if (value instanceof Tensor) yield value;
  else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    for (const part of Object.values(value)) yield* tensorsIn(part);
}
