// What holds for the whole process, its threads included: determinism, the default dtype, thread counts.
import { ArgumentError } from '../errors/errors.js';
import { native } from '../native/addon.js';
import { type DType, dtypeCode, dtypeName } from '../values/dtype.js';

/**
 * Makes operators that would give other results on another run use a deterministic way, or throw where they
 * have none (`warnOnly`: warn). For the whole process, its threads included. On CUDA, products are only
 * deterministic with `CUBLAS_WORKSPACE_CONFIG` in the environment, which this sets to `:4096:8` if it is not
 * set: call it in the main thread, before the first product on a GPU.
 */
export function useDeterministicAlgorithms(enabled: boolean, options: { warnOnly?: boolean } = {}): void {
  if (typeof enabled !== 'boolean')
    throw new ArgumentError('useDeterministicAlgorithms() takes true or false');
  if (enabled) process.env.CUBLAS_WORKSPACE_CONFIG ??= ':4096:8';
  native.setDeterministic(enabled, options.warnOnly === true);
}

/** Whether operators without a deterministic implementation throw or warn. */
export const areDeterministicAlgorithmsEnabled = (): boolean => native.deterministic();

/** The dtype of `torch.tensor([1.5])`, and of factories without `dtype`. */
export const getDefaultDtype = (): DType => dtypeName(native.defaultDType());

/** For the whole process, its threads included. @throws ArgumentError unless it is a floating dtype */
export function setDefaultDtype(dtype: 'float32' | 'float64' | 'float16' | 'bfloat16'): void {
  const code = dtypeCode(dtype);
  if (!/^b?float/.test(dtype)) throw new ArgumentError(`the default dtype is a floating one, not ${dtype}`);
  native.setDefaultDType(code);
}

function checkedCount(count: number): number {
  if (!Number.isInteger(count) || count < 1 || count > 1024)
    throw new ArgumentError(`${count} threads: give a whole number from 1 to 1024`);
  return count;
}

/** Sets how many threads one operator may use. */
export const setNumThreads = (count: number): void => native.setNumThreads(checkedCount(count));

/** Number of threads that one operator uses. */
export const getNumThreads = (): number => native.buildInfo().threads;

/** Sets how many operators of a TorchScript program may run at once: before any has. @throws Error later */
export const setNumInteropThreads = (count: number): void => native.setNumInteropThreads(checkedCount(count));

/** Number of threads that TorchScript uses between operators. */
export const getNumInteropThreads = (): number => native.buildInfo().interopThreads;
