// A run that ends with the same bits whenever it is repeated on the same machine.
import { areDeterministicAlgorithmsEnabled, useDeterministicAlgorithms } from '@cotrain/torch';

/**
 * Makes LibTorch take deterministic algorithms, and throw where it has none, until the result is disposed of.
 * On CUDA, cuBLAS needs a workspace of fixed size, which is chosen unless the environment names one.
 */
export function deterministically(): Disposable {
  process.env.CUBLAS_WORKSPACE_CONFIG ??= ':4096:8';
  const before = areDeterministicAlgorithmsEnabled();
  useDeterministicAlgorithms(true);
  return { [Symbol.dispose]: () => useDeterministicAlgorithms(before) };
}
