// TorchScript archives: models that Python compiled, run by LibTorch without Python.

import { ArgumentError, DisposedTensorError, FileFormatError } from '../errors/errors.js';
import { tensorAt } from '../handle/handle.js';
import type { GraphRows } from '../jit/decodeGraph.js';
import { native } from '../native/addon.js';
import { attempt } from '../native/attempt.js';
import { Tensor } from '../tensor/tensor.js';
import { type DType, dtypeCode } from '../values/dtype.js';
import type { Device } from '../values/types.js';
import { Budget } from './formats/budget.js';
import { detect } from './formats/detect.js';
import { withFile } from './formats/source.js';
import { checkTorchScript } from './formats/torchscript.js';

/**
 * What a method takes and returns: a tuple is an array, a dict an object, or a Map if a key is not a string.
 */
export type ScriptValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Tensor
  | ScriptValue[]
  | Map<ScriptValue, ScriptValue>
  | { [name: string]: ScriptValue };

/** A value in the representation of native/addon/jit.cpp. */
type NativeValue = null | boolean | number | bigint | string | Float64Array | NativeValue[] | NativeDict;
interface NativeDict {
  dict: [NativeValue, NativeValue][];
}

/** A TorchScript module in the addon. */
export interface ScriptHandle {
  readonly isModule: unique symbol;
}

interface ScriptNative {
  scriptLoad(path: string, device: Device | null): ScriptHandle;
  scriptDispose(handle: ScriptHandle): void;
  scriptMethods(handle: ScriptHandle): string[];
  scriptCall(
    handle: ScriptHandle,
    method: string,
    positional: NativeValue[],
    named: Record<string, NativeValue>,
  ): NativeValue;
  scriptTensors(handle: ScriptHandle): [name: string, tensor: Float64Array, parameter: boolean][];
  scriptTrain(handle: ScriptHandle, on: boolean): void;
  scriptIsTraining(handle: ScriptHandle): boolean;
  scriptTo(handle: ScriptHandle, device: Device | null, dtype: number | null): void;
  scriptTrace(
    inputs: number[],
    names: readonly string[],
    classes: readonly string[],
    places: readonly [parent: number, key: string, module: number][],
    tensors: readonly [module: number, key: string, slot: number, generation: number, parameter: boolean][],
    run: (
      slots: number[],
    ) => [kind: 'tensor' | 'tuple' | 'dict', names: readonly string[], handles: number[]],
    onRead: () => void,
  ): ScriptHandle;
  scriptGraph(handle: ScriptHandle, simplified: boolean): GraphRows;
  scriptReplaceOwn(handle: ScriptHandle): void;
  scriptSave(
    handle: ScriptHandle,
    path: string,
    files: Readonly<Record<string, string>>,
    frozen: boolean,
  ): void;
}

/** @internal */
export const script = native as unknown as ScriptNative;

/**
 * A module of a TorchScript archive (`torch.jit.save` in Python). It is a program: it can do what TorchScript
 * can, so load only what you trust. `loadFile` reads an archive's tensors and runs none of it.
 */
export class ScriptModule {
  private handle: ScriptHandle | null;

  /** @internal */
  constructor(handle: ScriptHandle) {
    this.handle = handle;
  }

  /**
   * @param options.device where its tensors go; by default where they were when it was saved
   * @throws FileFormatError if the file is not a TorchScript archive, or LibTorch cannot load it
   */
  static load(path: string, { device }: { device?: Device } = {}): ScriptModule {
    withFile(path, (source) => {
      if (detect(source) !== 'zip')
        throw new FileFormatError(path, 'this is not a TorchScript archive: use loadFile');
      checkTorchScript(source, new Budget(path, source.size));
    });
    try {
      return new ScriptModule(script.scriptLoad(path, device ?? null));
    } catch (error) {
      throw new FileFormatError(path, `LibTorch cannot load it: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  /** @throws TorchError for arguments that do not fit, and for whatever fails inside */
  forward(...values: ScriptValue[]): ScriptValue {
    return this.call('forward', values);
  }

  /**
   * Calls any method of the module.
   *
   * @param named arguments by the names that they have in Python
   * @throws TorchError for arguments that do not fit, and for whatever fails inside
   */
  call(
    method: string,
    values: readonly ScriptValue[] = [],
    named: Record<string, ScriptValue> = {},
  ): ScriptValue {
    const handle = this.live();
    const encoder = new Encoder();
    const positional = values.map((value, i) => encoder.encode(value, `argument ${i}`));
    const byName = Object.fromEntries(
      Object.entries(named).map(([name, value]) => [name, encoder.encode(value, `argument '${name}'`)]),
    );
    const { tensors } = encoder;
    return decode(
      attempt(`ScriptModule.${method}`, tensors, () => script.scriptCall(handle, method, positional, byName)),
    );
  }

  /** Names of the methods that `call` takes. */
  get methods(): string[] {
    return script.scriptMethods(this.live());
  }

  /** The parameters themselves, not copies: what is written to them, the module computes with. */
  parameters(): Record<string, Tensor> {
    return this.tensors((parameter) => parameter);
  }

  /** The other tensors that are attributes. */
  buffers(): Record<string, Tensor> {
    return this.tensors((parameter) => !parameter);
  }

  /** Parameters and buffers, as `loadFile` names them. */
  stateDict(): Record<string, Tensor> {
    return this.tensors(() => true);
  }

  get training(): boolean {
    return script.scriptIsTraining(this.live());
  }

  train(on = true): this {
    script.scriptTrain(this.live(), on);
    return this;
  }

  eval(): this {
    return this.train(false);
  }

  /** Moves or converts all parameters and buffers. @throws TorchError */
  to({ device, dtype }: { device?: Device; dtype?: DType }): this {
    const handle = this.live();
    const code = dtype === undefined ? null : dtypeCode(dtype);
    attempt('ScriptModule.to', [], () => script.scriptTo(handle, device ?? null, code));
    return this;
  }

  get isDisposed(): boolean {
    return this.handle === null;
  }

  /**
   * Frees the module now, and its tensors unless they were asked for. Otherwise the garbage collector does.
   */
  dispose(): void {
    if (this.handle !== null) script.scriptDispose(this.handle);
    this.handle = null;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** @internal */
  live(): ScriptHandle {
    if (this.handle === null) throw new DisposedTensorError('the ScriptModule was disposed');
    return this.handle;
  }

  private tensors(wanted: (parameter: boolean) => boolean): Record<string, Tensor> {
    const all = script
      .scriptTensors(this.live())
      .map(([name, slot, parameter]) => ({ name, parameter, tensor: decode(slot) as Tensor }));
    for (const { parameter, tensor } of all) if (!wanted(parameter)) tensor.dispose();
    return Object.fromEntries(
      all.filter(({ parameter }) => wanted(parameter)).map(({ name, tensor }) => [name, tensor]),
    );
  }
}

const MAXIMUM_DEPTH = 500;
/** Arrays that hold each other several times can claim any number of values. */
const MAXIMUM_VALUES = 10_000_000;

/** Turns the arguments of one call into what the addon takes. */
class Encoder {
  /** All that the arguments hold, for error messages. */
  readonly tensors: Tensor[] = [];
  private values = 0;

  encode(value: ScriptValue, what: string, depth = 0): NativeValue {
    if (++this.values > MAXIMUM_VALUES)
      throw new ArgumentError(`${what}: the arguments hold more than ${MAXIMUM_VALUES} values`);
    if (value === null || ['boolean', 'number', 'bigint', 'string'].includes(typeof value))
      return value as NativeValue;
    if (depth > MAXIMUM_DEPTH)
      throw new ArgumentError(`${what}: it is nested too deeply, or contains itself`);
    const inside = (item: ScriptValue) => this.encode(item, what, depth + 1);
    if (value instanceof Tensor) {
      if (value.isDisposed) throw new DisposedTensorError(`${what}: ${value.disposedMessage()}`);
      this.tensors.push(value);
      return Float64Array.of(value.slot, value.generation);
    }
    if (Array.isArray(value)) return value.map(inside);
    if (value instanceof Map) return { dict: [...value].map(([key, item]) => [inside(key), inside(item)]) };
    if (typeof value !== 'object' || ![Object.prototype, null].includes(Object.getPrototypeOf(value)))
      throw new ArgumentError(`${what}: a ${typeof value} is nothing that TorchScript takes`);
    return { dict: Object.entries(value).map(([key, item]) => [key, inside(item)]) };
  }
}

function decode(value: NativeValue): ScriptValue {
  if (value instanceof Float64Array) return tensorAt(value[0]!);
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const entries = value.dict.map(([key, item]): [ScriptValue, ScriptValue] => [decode(key), decode(item)]);
  const named = entries.every(([key]) => typeof key === 'string');
  return named ? Object.fromEntries(entries as [string, ScriptValue][]) : new Map(entries);
}
