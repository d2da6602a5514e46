// Modes that change what operators do: autocast (this thread's), determinism and the default dtype (the process's).
import { within } from './autograd.js';
import { type DType, dtypeCode, dtypeName } from './dtype.js';
import { ArgumentError } from './errors.js';
import { suggestion } from './names.js';
import { native } from './native.js';

export interface AutocastOptions {
  /** The kind of device whose operators are cast. Default `cpu`. */
  device?: 'cpu' | 'cuda';
  /** What eligible operators compute in. Default: LibTorch's for the device, bfloat16 on the CPU and float16 on CUDA. */
  dtype?: 'bfloat16' | 'float16';
  /** False turns autocast off inside. Default true. */
  enabled?: boolean;
}

const AUTOCAST_OPTIONS = ['device', 'dtype', 'enabled'];

/** What `autocast` would restore: for code that runs later under the modes of now. */
export function autocastState(device: 'cpu' | 'cuda'): AutocastOptions {
  const [enabled, code] = native.autocastState(device);
  return { device, enabled, dtype: dtypeName(code) as 'bfloat16' | 'float16' };
}

/**
 * Runs `run` with matrix products and convolutions in a short floating type, and what needs precision in float32:
 * `torch.autocast`. Parameters stay as they are; the loss may be computed inside, `backward()` belongs outside.
 *
 * @throws ArgumentError for an `async` function, or a promise
 */
export function autocast<T>(run: () => T): T;
export function autocast<T>(options: AutocastOptions, run: () => T): T;
export function autocast<T>(first: AutocastOptions | (() => T), second?: () => T): T {
  const [options, run] = typeof first === 'function' ? [{}, first] : [first, second!];
  for (const name in options)
    if (!AUTOCAST_OPTIONS.includes(name))
      throw new ArgumentError(`autocast: unknown option '${name}'${suggestion(name, AUTOCAST_OPTIONS)}`);
  const { device = 'cpu', enabled = true } = options;
  const [wasEnabled, before] = native.autocastState(device);
  const dtype = options.dtype === undefined ? before : dtypeCode(options.dtype);
  if (!['bfloat16', 'float16'].includes(dtypeName(dtype)))
    throw new ArgumentError(`autocast computes in bfloat16 or float16, not in ${dtypeName(dtype)}`);
  return within(
    'autocast',
    () => {
      native.setAutocast(device, enabled, dtype);
      native.nestAutocast(true);
    },
    () => {
      native.nestAutocast(false);
      native.setAutocast(device, wasEnabled, before);
    },
    run,
  );
}

/**
 * Runs `run` without recording, and without the bookkeeping that would allow recording later: its results can never take
 * part in a gradient. A little faster than `noGrad`. @throws ArgumentError for an `async` function, or a promise
 */
export const inferenceMode = <T>(run: () => T): T =>
  within(
    'inferenceMode',
    () => native.enterInference(true),
    () => native.leaveInference(),
    run,
  );

export const isInferenceMode = (): boolean => native.isInference();

/**
 * Makes operators that would give other results on another run use a deterministic way, or throw where they have none
 * (`warnOnly`: warn). For the whole process, its threads included.
 */
export function useDeterministicAlgorithms(enabled: boolean, options: { warnOnly?: boolean } = {}): void {
  if (typeof enabled !== 'boolean')
    throw new ArgumentError('useDeterministicAlgorithms() takes true or false');
  native.setDeterministic(enabled, options.warnOnly === true);
}

export const areDeterministicAlgorithmsEnabled = (): boolean => native.deterministic();

/** The dtype of `torch.tensor([1.5])`, and of factories that are not told one. */
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

export const getNumThreads = (): number => native.buildInfo().threads;

/** Sets how many operators of a TorchScript program may run at once: before any has. @throws Error later */
export const setNumInteropThreads = (count: number): void => native.setNumInteropThreads(checkedCount(count));

export const getNumInteropThreads = (): number => native.buildInfo().interopThreads;
