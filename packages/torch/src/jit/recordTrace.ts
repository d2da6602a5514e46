// Records what a function does with its inputs.
import { TraceError } from '../errors/errors.js';
import { type ScriptHandle, ScriptModule, script } from '../files/scriptModule.js';
import { handles, tensorsAt } from '../handle/lists.js';
import { scope } from '../handle/scope.js';
import { Tensor } from '../tensor/tensor.js';
import { isTracing, noteRead, whileRecording } from './recording.js';
import { TracedModule, type TracedOutput } from './tracedModule.js';

/** Modules and tensors of the traced module, by which TorchScript names them. */
export interface TracedParts {
  /** Name of each module's class; the first is the traced module's. */
  classes: readonly string[];
  /** Where modules stand in others, by their indices in `classes`. */
  places: readonly [parent: number, key: string, module: number][];
  /** Parameters and buffers of the modules. */
  tensors: readonly [module: number, key: string, tensor: Tensor, parameter: boolean][];
}

/** A trace, and what happened while it was recorded. */
export interface RecordedTrace<Out> {
  traced: TracedModule<Out & TracedOutput>;
  /** What the function returned. */
  output: Out;
  /**
   * Paths of the modules that read values which follow from the inputs (`item`, `data`, `toArray`): constants
   * of the program.
   */
  reads: string[];
}

/**
 * Records what `run` does with `inputs`. `traceModule` of `@cotrain/nn` is for modules, and checks the
 * result.
 *
 * @param names names of the inputs
 * @throws TraceError if a trace is being recorded already, or a result cannot be traced
 */
export function recordTrace<Inputs extends readonly Tensor[], Out extends TracedOutput>(
  run: (...inputs: Inputs) => Out,
  inputs: Inputs,
  names: readonly string[],
  parts: TracedParts = { classes: ['Traced'], places: [], tensors: [] },
): RecordedTrace<Out> {
  if (isTracing()) throw new TraceError('a trace is being recorded: traces do not nest');
  return scope(() => record(run, inputs, names, parts));
}

function record<Inputs extends readonly Tensor[], Out extends TracedOutput>(
  run: (...inputs: Inputs) => Out,
  inputs: Inputs,
  names: readonly string[],
  parts: TracedParts,
): RecordedTrace<Out> {
  let output: Out | undefined;
  let outputNames: readonly string[] = [];
  let thrown: unknown;
  const call = (slots: number[]): ReturnType<Parameters<typeof script.scriptTrace>[5]> => {
    try {
      output = run(...(tensorsAt(slots) as unknown as Inputs));
      const packed = packOutput(output);
      outputNames = packed[1];
      return packed;
    } catch (error) {
      thrown = error; // as it is: the way through the addon would wrap what is not an Error
      throw error;
    }
  };
  const tensors = parts.tensors.map(
    ([module, key, tensor, parameter]): [number, string, number, number, boolean] => {
      if (tensor.layout === 'mkldnn')
        throw new TraceError(
          `${key} lies in memory as oneDNN wants it (optimizeForInference): trace the model before`,
        );
      return [module, key, tensor.slot, tensor.generation, parameter];
    },
  );
  return whileRecording((recording) => {
    let handle: ScriptHandle;
    try {
      const given = handles(inputs, 'inputs of a trace');
      const { classes, places } = parts;
      handle = script.scriptTrace(given, names, classes, places, tensors, call, noteRead);
    } catch (error) {
      throw traceFailure(thrown ?? error, thrown !== undefined, recording.failedAt ?? '');
    }
    const traced = new TracedModule<Out & TracedOutput>(new ScriptModule(handle), names, outputNames);
    return { traced, output: output as Out, reads: [...recording.reads] };
  });
}

/** How TorchScript returns an output, with its names and tensors. */
function packOutput(
  output: unknown,
): [kind: 'tensor' | 'tuple' | 'dict', names: string[], handles: number[]] {
  if (output instanceof Tensor) return ['tensor', ['output'], handles([output], 'output')];
  if (Array.isArray(output) && output.length > 0) {
    const names = output.map((_, i) => `output${i}`);
    return ['tuple', names, handles(output, 'output')];
  }
  if (
    typeof output === 'object' &&
    output !== null &&
    !Array.isArray(output) &&
    Object.keys(output).length > 0
  ) {
    const names = Object.keys(output);
    const tensors = Object.values(output) as Tensor[];
    const wrong = tensors.findIndex((tensor) => !(tensor instanceof Tensor));
    if (wrong >= 0)
      throw new TraceError(
        `the output '${names[wrong]}' is not a tensor: a traced module returns a tensor, an array of tensors or an object of tensors`,
      );
    return ['dict', names, handles(tensors, 'output')];
  }
  throw new TraceError('a traced module returns a tensor, an array of tensors or an object of tensors');
}

/** @param own whether the function that was traced threw it, and not the tracer */
function traceFailure(reason: unknown, own: boolean, where: string): unknown {
  const message = reason instanceof Error ? reason.message : '';
  const at = where === '' ? '' : `${where}: `;
  const options = { cause: reason };
  if (/Cannot insert a Tensor that requires grad as a constant/.test(message))
    return new TraceError(
      `${at}a tensor that requires a gradient is used but not registered in the module: make it a Parameter in a public field, or detach() it`,
      where,
      options,
    );
  if (/observable data dependence/.test(message))
    return new TraceError('an output does not depend on the inputs', '', options);
  return own ? reason : new TraceError(`${at}LibTorch's tracer: ${message}`, where, options);
}
