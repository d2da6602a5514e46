// Writes checkpoints on another thread while training continues.
import { saveFileAsync, scope, type Tensor } from '@cotrain/torch';
import { Snapshot } from './snapshot.js';

/** Tensors and metadata of a safetensors file. */
export interface CheckpointContents {
  tensors: Readonly<Record<string, Tensor>>;
  metadata: Record<string, string>;
}

/**
 * Writes one checkpoint at a time. `save` copies the state to host memory and returns; a thread writes, syncs
 * and renames the file. An error of the thread is thrown by the next call.
 */
export class CheckpointWriter {
  readonly #snapshot = new Snapshot();
  #writing: Promise<void> | null = null;
  #failure: { error: unknown } | null = null;

  /** Whether a file is being written. */
  get isBusy(): boolean {
    return this.#writing !== null;
  }

  /** @throws the error of an earlier write: FileWriteError if the disk is full, for example */
  check(): void {
    const failure = this.#failure;
    this.#failure = null;
    if (failure) throw failure.error;
  }

  /**
   * Waits for the previous file, then copies the state and begins to write it.
   *
   * @param contents called when the previous file is complete; its tensors may change after this call
   * @param written called when the file is complete
   */
  async save(path: string, contents: () => CheckpointContents, written: () => void): Promise<void> {
    await this.settled();
    const metadata = scope(() => {
      const given = contents();
      this.#snapshot.take(given.tensors);
      return given.metadata;
    });
    this.#writing = saveFileAsync(path, this.#snapshot.tensors, { metadata })
      .then(written)
      .catch((error) => {
        this.#failure = { error };
      })
      .finally(() => {
        this.#writing = null;
      });
  }

  /** Waits until nothing is being written. @throws as {@link check} */
  async settled(): Promise<void> {
    await this.#writing;
    this.check();
  }

  /** Waits for the file that is being written, and frees the host memory. Errors are dropped. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writing;
    this.#snapshot.dispose();
  }
}
