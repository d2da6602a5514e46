// Loads the addon and types what it exports. Nothing outside this package calls it.

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { NativeLoadError } from '../errors/errors.js';
import type { JsonRecords } from '../files/formats/jsonRecords.js';
import { builtFolder } from './built.js';
import type { CudaNative } from './cudaNative.js';
import { locateAddon, surroundings } from './locate.js';
import { REBUILD, remedyOfLoading } from './remedy.js';

/** One value in a schema: `Tensor?[]`, `int[2]`, `ScalarType?`, ... */
export interface ValueType {
  kind:
    | 'Tensor'
    | 'int'
    | 'float'
    | 'bool'
    | 'Scalar'
    | 'str'
    | 'ScalarType'
    | 'Device'
    | 'Layout'
    | 'MemoryFormat'
    | 'Generator'
    | 'unsupported';
  optional: boolean;
  list: boolean;
  elementOptional: boolean;
}

export interface ArgumentSchema extends ValueType {
  name: string;
  /** N of `int[N]`: such a list may be given as one number. 0 otherwise. */
  size: number;
  required: boolean;
  /** Where it has one that is a number, a boolean, null or a list of integers. */
  default: number | boolean | null | readonly number[] | undefined;
  keywordOnly: boolean;
  out: boolean;
}

export interface ReturnSchema extends ValueType {
  name: string;
  /** Index of the argument that this result is (in-place and out variants), or -1. */
  alias: number;
}

export interface OperatorSchema {
  schema: string;
  arguments: ArgumentSchema[];
  returns: ReturnSchema[];
}

/** What the addon knows of LibTorch. */
export interface LoadedInfo {
  /** Version of the LibTorch that is loaded. */
  libtorchVersion: string;
  /** Version whose headers the addon was compiled against. */
  builtAgainst: string;
  /** File that the LibTorch functions were loaded from. */
  libtorchPath: string;
  /** Instruction set that the CPU kernels use, for example `AVX512`. */
  cpuCapability: string;
  threads: number;
  interopThreads: number;
  parallelInfo: string;
}

/** What the addon knows of CUDA. */
export interface NativeCuda {
  /** Whether a GPU can be used. */
  available: boolean;
  deviceCount: number;
  /** Whether the loaded LibTorch is a CUDA build. */
  built: boolean;
  /** Whether the addon and the operator library were built with CUDA (`cotrain build --cuda`). */
  kernels: boolean;
  /** LibTorch's reason for there being no device. */
  reason: string;
}

export interface Native extends CudaNative {
  attach(buffer: ArrayBuffer, generations: ArrayBuffer): void;
  describeOperator(name: string, overload: string): OperatorSchema | null;
  findOperator(name: string, overload: string): number;
  operatorNames(): [name: string, overload: string][];
  call(id: number): number;
  findDirect(name: string, overload: string, whole: boolean): number;
  callDirect(id: number): number;
  item(slot: number, generation: number): number;
  fromBytes(bytes: Uint8Array, dtype: number, shape: readonly number[], pinned: boolean): number;
  readFile(file: number, offset: number, slot: number, generation: number, summed: boolean): number;
  checksum(slot: number, generation: number): number;
  jsonRecords(
    json: Uint8Array,
    start: number,
    names: readonly string[],
    widths: readonly number[],
    rows: Float64Array,
  ): Omit<JsonRecords, 'width'>;
  readBytes(slot: number, generation: number, bytes: Uint8Array): void;
  describe(slot: number, generation: number): number;
  deviceName(slot: number, generation: number): string;
  freeMany(count: number): void;
  memory(): { tensors: number; bytes: number };
  readCounts(): { host: number; device: number };
  countWaits(enabled: boolean): void;
  waitCounts(): { reads: number; writes: number; operators: number };
  gradEnabled(): boolean;
  setGradEnabled(enabled: boolean): boolean;
  gradient(slot: number, generation: number, knownSlot: number, knownGeneration: number): number;
  setGradient(slot: number, generation: number, gradientSlot: number, gradientGeneration: number): void;
  gradFunctionName(slot: number, generation: number): string | null;
  gradients(
    outputs: number[],
    inputs: number[],
    gradients: number[],
    retainGraph: boolean,
    createGraph: boolean,
    allowUnused: boolean,
  ): number[];
  backward(outputs: number[], gradients: number[], retainGraph: boolean, createGraph: boolean): void;
  wholeBackward(): boolean;
  recordFunction(
    inputs: number[],
    outputs: number[],
    saved: number[],
    constants: number[],
    backward: (slots: number[], needed: boolean[]) => void,
  ): number[];
  give(tensors: number[]): void;
  registerHook(slot: number, generation: number, hook: (slots: number[]) => void): number;
  removeHook(id: number): void;
  callbacks(): number;
  callAsync(
    id: number,
    backward: boolean,
    done: (error: string | null, slot: number, code: string | null) => void,
  ): void;
  openStore(host: string, port: number, serves: boolean, timeout: number): Promise<unknown>;
  storePort(store: unknown): number;
  storeSet(store: unknown, key: string, bytes: Uint8Array): Promise<void>;
  storeGet(store: unknown, key: string): Promise<Uint8Array | null>;
  storeAdd(store: unknown, key: string, amount: number): Promise<number>;
  storeDelete(store: unknown, key: string): Promise<boolean>;
  joinGroup(
    store: unknown,
    rank: number,
    size: number,
    timeout: number,
    address: string,
    isInterface: boolean,
    prefix: string,
  ): Promise<unknown>;
  joinGroupSync(...given: Parameters<Native['joinGroup']>): unknown;
  leaveGroup(group: unknown): Promise<void>;
  collective(
    group: unknown,
    name: string,
    inputs: number[],
    outputs: number[],
    root: number,
    operation: string,
    timeout: number,
  ): Promise<void>;
  collectiveSync(...given: Parameters<Native['collective']>): void;
  makeReducer(
    group: unknown,
    parameters: number[],
    names: readonly string[],
    firstBucketBytes: number,
    bucketBytes: number,
    gradientsAreViews: boolean,
  ): unknown;
  prepareReducer(reducer: unknown, unused: readonly number[], endsItself: boolean): void;
  finishReducer(reducer: unknown): void;
  searchUnused(reducer: unknown, outputs: number[]): number[];
  isReducing(reducer: unknown): boolean;
  startedBuckets(reducer: unknown): number;
  bucketBytes(reducer: unknown): number[];
  freeReducer(reducer: unknown): void;
  syncBatchNorm(group: unknown, tensors: number[], momentum: number, eps: number): number[];
  createGenerator(device: string): number;
  defaultGenerator(device: string): number;
  freeGenerator(index: number): void;
  cloneGenerator(index: number): number;
  seedGenerator(index: number, seed: bigint): void;
  generatorSeed(index: number): bigint;
  randomSeed(index: number): bigint;
  generatorDevice(index: number): string;
  generatorState(index: number): number;
  setGeneratorState(index: number, slot: number, generation: number): void;
  enterInference(enabled: boolean): void;
  leaveInference(): void;
  isInference(): boolean;
  autocastState(device: string): [enabled: boolean, dtype: number];
  setAutocast(device: string, enabled: boolean, dtype: number): void;
  nestAutocast(deeper: boolean): void;
  setDeterministic(enabled: boolean, warnOnly: boolean): void;
  deterministic(): boolean;
  setDefaultDType(dtype: number): void;
  defaultDType(): number;
  shareTensor(slot: number, generation: number): number;
  receiveTensor(key: number): number;
  withdrawTensor(key: number): boolean;
  sharedTensors(): number;
  setWarningHandler(handler: (message: string, deprecation: boolean) => void): void;
  warn(message: string): void;
  startProfiler(shapes: boolean, memory: boolean, cuda: boolean): void;
  stopProfiler(path: string): { names: string[]; values: Float64Array };
  enterRange(name: string): void;
  leaveRange(): void;
  manualSeed(seed: bigint): void;
  setNumThreads(count: number): void;
  setNumInteropThreads(count: number): void;
  loadLibrary(path: string): void;
  adjustMemory(bytes: number): void;
  releaseMemory(): void;
  buildInfo(): LoadedInfo;
  cudaInfo(): NativeCuda;
}

const around = surroundings();

/** Whether `cotrain build` made the addon. */
function isOwnBuild(path: string): boolean {
  return dirname(path) === builtFolder(around.host().version, around.env);
}

function load(path: string): Native {
  try {
    return createRequire(import.meta.url)(path) as Native;
  } catch (error) {
    const reason = (error as Error).message;
    throw new NativeLoadError(`the native addon ${path} does not load: ${reason}`, {
      cause: error,
      fix: remedyOfLoading(around.host(), around.checkout, reason, isOwnBuild(path)),
    });
  }
}

// GNU OpenMP's threads spin while they wait for each other, by default long enough (300,000 turns) to keep a
// busy machine from running the very thread that they wait for: beside two busy processes a ResNet-50 step
// took 2.5 to 8 s, without spinning 1.2 to 1.5. Not to spin at all costs up to a third on an idle machine. A
// tenth of the default is near the best on both (benchmarks/results/resnet50.md). It is read when the library
// is loaded, so it stands here.
if (process.env.OMP_WAIT_POLICY === undefined) process.env.GOMP_SPINCOUNT ??= '30000';
// LibTorch's profiler tells the terminal of each start and stop otherwise.
process.env.KINETO_LOG_LEVEL ??= '99';

/**
 * LibTorch promises no binary compatibility: calls into another version than the compiled one may read wrong
 * memory.
 * @throws NativeLoadError unless the versions are the same; builds (`+cpu`, `a0+git`) may differ
 */
export function checkVersions({ builtAgainst, libtorchVersion, libtorchPath }: LoadedInfo): void {
  const release = (version: string) => /^\d+\.\d+\.\d+/.exec(version)?.[0] ?? version;
  if (release(builtAgainst) === release(libtorchVersion)) return;
  throw new NativeLoadError(
    `the native addon was built against LibTorch ${builtAgainst}, and ${libtorchPath} is ${libtorchVersion}`,
    {
      fix: isOwnBuild(addonPath)
        ? REBUILD
        : around.checkout === null
          ? 'unset LD_LIBRARY_PATH and LD_PRELOAD if they name that LibTorch, or remove node_modules and install again'
          : `run \`npm run setup\` in ${around.checkout}, which builds the addon for the LibTorch that it finds (COTRAIN_LIBTORCH names another)`,
    },
  );
}

export const addonPath = locateAddon(around);
export const native = load(addonPath);
checkVersions(native.buildInfo());

// Virtual memory: pages are touched only when used. 2^20 doubles of arguments; 2^20 tensors alive at once.
const buffer = new ArrayBuffer(8 << 20);
const generationBuffer = new ArrayBuffer(4 << 20);
native.attach(buffer, generationBuffer);

/**
 * What describe() says of a tensor: it stands at the buffer's end (kDescriptionLength in
 * native/addon/bridge.h).
 */
export const description = new Float64Array(buffer, buffer.byteLength - 256 * 8);
/** Arguments and results of native calls, `[tag, payload...]` per value (native/addon/bridge.h). */
export const numbers = new Float64Array(buffer, 0, buffer.byteLength / 8 - description.length);
export const bigints = new BigInt64Array(buffer);
export const bytes = new Uint8Array(buffer);
/** Generation of each slot; freeing a slot raises it. */
export const generations = new Uint32Array(generationBuffer);
