// Autocast: which operators compute in a short floating type. This thread's.
import { ArgumentError } from '../errors/errors.js';
import { native } from '../native/addon.js';
import { dtypeCode, dtypeName } from '../values/dtype.js';
import { suggestion } from '../values/names.js';
import type { Device } from '../values/types.js';
import { within } from './within.js';

/** Device, dtype and weight cache of `autocast`. */
export interface AutocastOptions {
  /** The device whose operators are cast; its index does not matter. Default `cpu`. */
  device?: Device;
  /**
   * What eligible operators compute in. Default: LibTorch's for the device, bfloat16 on the CPU and float16
   * on CUDA.
   */
  dtype?: 'bfloat16' | 'float16';
  /** False turns autocast off inside. Default true. */
  enabled?: boolean;
}

const AUTOCAST_OPTIONS = ['device', 'dtype', 'enabled'];

/** What `autocast` would restore: for code that runs later under the modes of now. */
export function autocastState(device: Device): AutocastOptions {
  const [enabled, code] = native.autocastState(device);
  return { device, enabled, dtype: dtypeName(code) as 'bfloat16' | 'float16' };
}

/**
 * Runs `run` with matrix products and convolutions in a short floating type, and what needs precision in
 * float32: `torch.autocast`. Parameters stay as they are; the loss may be computed inside, `backward()`
 * belongs outside.
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
