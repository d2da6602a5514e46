// Checkpoints by file name.
import { readSafetensors, writeSafetensors } from './formats/safetensors.js';
import type { Tensor } from './tensor.js';

/**
 * The tensors of a checkpoint, by name. Reads safetensors.
 *
 * @throws FileFormatError if the file is damaged or of another format; the file system's error if it cannot be read
 */
export function loadFile(path: string): Record<string, Tensor> {
  return readSafetensors(path);
}

/**
 * Writes tensors by name as safetensors: whole or not at all.
 *
 * @throws FileWriteError if it cannot be written; what stood there before still does
 * @param options.metadata strings to keep in the file (`readMetadata` gives them back)
 */
export function saveFile(
  path: string,
  tensors: Record<string, Tensor>,
  options: { metadata?: Record<string, string> } = {},
): void {
  writeSafetensors(path, tensors, options.metadata);
}
