// Random generators as values: streams of their own, and the state of the default ones.
import { ArgumentError } from '../errors/errors.js';
import { GeneratorHandle } from '../handle/generatorHandle.js';
import { isTensor, tensorAt } from '../handle/handle.js';
import { native } from '../native/addon.js';
import { attempt } from '../native/attempt.js';
import { checkDevice } from '../native/cuda.js';
import type { Tensor } from '../tensor/tensor.js';
import { suggestion } from '../values/names.js';
import type { Device } from '../values/types.js';

/** Device and seed of a new generator. */
export interface GeneratorOptions {
  /** Where the numbers are drawn: a generator serves tensors of its device only. Default `cpu`. */
  device?: Device;
  /** Default: 67280421310721, as in Python. */
  seed?: number | bigint;
}

const OPTIONS = ['device', 'seed'];

/**
 * @internal A seed as LibTorch takes it: 64 bits, negative ones as two's complement.
 * @throws ArgumentError
 */
export function seedBits(seed: number | bigint): bigint {
  if (typeof seed !== 'bigint' && !Number.isSafeInteger(seed))
    throw new ArgumentError(`seed ${seed} is not an integer`);
  const bits = BigInt(seed);
  if (BigInt.asUintN(64, bits) !== bits && BigInt.asIntN(64, bits) !== bits)
    throw new ArgumentError(`seed ${seed} does not fit 64 bits`);
  return BigInt.asUintN(64, bits);
}

/** @returns the index of a new generator */
function created(options: GeneratorOptions): number {
  for (const name in options)
    if (!OPTIONS.includes(name))
      throw new ArgumentError(`Generator: unknown option '${name}'${suggestion(name, OPTIONS)}`);
  const seed = options.seed === undefined ? undefined : seedBits(options.seed);
  const device = options.device ?? 'cpu';
  checkDevice(device);
  const index = native.createGenerator(device);
  if (seed !== undefined) native.seedGenerator(index, seed);
  return index;
}

const NATIVE_INDEX = Symbol('native index');

/**
 * A stream of random numbers: `torch.rand([2], { generator })`. The streams are those of Python's
 * `torch.Generator`, and so is the state, which makes a run resumable exactly.
 */
export class Generator extends GeneratorHandle {
  /** @throws ArgumentError for a seed of more than 64 bits; Error for a device that is not there */
  constructor(options?: GeneratorOptions);
  /** @internal */
  constructor(index: number, mark: typeof NATIVE_INDEX);
  constructor(source: GeneratorOptions | number = {}, mark?: typeof NATIVE_INDEX) {
    super(mark === NATIVE_INDEX ? (source as number) : created(source as GeneratorOptions));
  }

  get device(): Device {
    return native.generatorDevice(this.index);
  }

  /**
   * Starts the stream of `seed`. Returns this generator.
   * @throws ArgumentError for a seed of more than 64 bits
   */
  manualSeed(seed: number | bigint): this {
    native.seedGenerator(this.index, seedBits(seed));
    return this;
  }

  /** The seed that the stream began with. */
  initialSeed(): bigint {
    return native.generatorSeed(this.index);
  }

  /** Starts a stream with a seed from the system's entropy. @returns the seed */
  seed(): bigint {
    return native.randomSeed(this.index);
  }

  /** Where the stream stands, in a uint8 tensor: the one that Python's `get_state` gives. */
  getState(): Tensor {
    return tensorAt(native.generatorState(this.index));
  }

  /**
   * Continues where `state` was taken. Returns this generator.
   * @throws TorchError for what is not a state of this device
   */
  setState(state: Tensor): this {
    if (!isTensor(state)) throw new ArgumentError('setState() takes the tensor that getState() gave');
    state.assertLive();
    attempt('Generator.setState', [state], () =>
      native.setGeneratorState(this.index, state.slot, state.generation),
    );
    return this;
  }

  /** A generator that goes on as this one will, independently. */
  clone(): Generator {
    return new Generator(native.cloneGenerator(this.index), NATIVE_INDEX);
  }
}

/**
 * The generator that operators on `device` draw from when they are given none, and that `manualSeed` seeds.
 * All worker threads share it.
 */
export function defaultGenerator(device: Device = 'cpu'): Generator {
  checkDevice(device);
  return new Generator(native.defaultGenerator(device), NATIVE_INDEX);
}

/** Seeds the default generators of all devices, as PyTorch does: the streams are the same as in Python. */
export const manualSeed = (seed: number | bigint): void => native.manualSeed(seedBits(seed));
