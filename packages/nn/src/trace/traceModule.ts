import { types } from 'node:util';
import {
  ArgumentError,
  type RecordedTrace,
  recordTrace,
  scope,
  Tensor,
  type TracedModule,
  type TracedOutput,
  TraceError,
  withPlainOperators,
} from '@cotrain/torch';
import type { Module } from '../module.js';
import { checkKeys } from '../options.js';
import { checkTrace, moduleName } from './checkTrace.js';
import { withModuleScopes } from './moduleScopes.js';
import { refuseOwnOperators } from './refuseOwnOperators.js';
import { sampleInputs } from './sampleInputs.js';
import { isReserved, tracedParts } from './tracedParts.js';

/** How a module is traced. */
export interface TraceOptions<Inputs extends readonly Tensor[] = readonly Tensor[]> {
  /** Names of the inputs, valid in Python: `images`. Default: `input`, or `input0`, `input1`, ... */
  names?: readonly string[];
  /**
   * Inputs of the same size with which the trace is checked. Default: random ones of the same range. `false`
   * leaves the check out.
   */
  checkInputs?: Inputs | false;
  /** Inputs of other sizes with which the program must work too. Default: none. */
  otherSizes?: readonly Inputs[];
  /**
   * Replaces cotrain's own operators by LibTorch's, so that the program runs without our operator library:
   * slower and with more memory. Default false.
   */
  plainOperators?: boolean;
}

/**
 * Records a module's `forward` as a TorchScript program: for Python, C++ and exporters. It has the module's
 * parameters and buffers under the keys of its state dict, and computes with them, not with copies. Numbers
 * that `forward` reads from tensors and from their sizes are constants of the program; it is traced a second
 * time with other inputs to see whether that matters.
 *
 * @param module in evaluation mode; `forward` takes tensors and returns a tensor, an array of tensors or an
 *   object of tensors by name
 * @param inputs examples of the inputs
 * @throws TraceError for a module in training mode, for control flow that depends on values, for sizes in
 *   `otherSizes` with which the program does something else, and for an operator that `plainOperators` cannot
 *   replace; `where` is the path of the module
 */
export function traceModule<Inputs extends readonly Tensor[], Out extends TracedOutput>(
  module: Module<Inputs, Out>,
  inputs: Inputs,
  options: TraceOptions<Inputs> = {},
): TracedModule<Out> {
  checkKeys('traceModule', options, ['names', 'checkInputs', 'otherSizes', 'plainOperators']);
  const { checkInputs, otherSizes = [], plainOperators = false } = options;
  refuseTraining(module);
  const names = inputNames(inputs, options.names);
  const parts = tracedParts(module);
  const record = (given: Inputs): RecordedTrace<Out> =>
    recordTrace((...values: Inputs) => runForward(module, values, plainOperators), given, names, parts);
  return scope(() => {
    const first = record(inputs);
    if (plainOperators) {
      refuseOwnOperators(first.traced);
      first.traced.replaceOwnOperators();
    }
    if (checkInputs !== false) {
      const given = checkInputs ?? (sampleInputs(inputs) as unknown as Inputs);
      checkTrace(first, record(given), given, 'other values');
    }
    for (const given of otherSizes) checkTrace(first, record(given), given, 'another size');
    if (first.reads.length > 0)
      process.emitWarning(
        `values of tensors are read in ${first.reads.map(moduleName).join(', ')}: they are constants of the traced program`,
        'TraceWarning',
      );
    return first.traced as TracedModule<Out>;
  });
}

function runForward<Inputs extends readonly Tensor[], Out>(
  module: Module<Inputs, Out>,
  inputs: Inputs,
  plain: boolean,
): Out {
  const run = () => withModuleScopes(module, () => module.forward(...inputs));
  const output = plain ? withPlainOperators(run) : run();
  if (!types.isPromise(output)) return output;
  output.catch(() => {});
  throw new TraceError(`${module.describe()}: traceModule takes a synchronous forward`);
}

function refuseTraining(module: Module<never[], unknown>): void {
  const found = module.namedModules().find(([, { training }]) => training);
  if (found === undefined) return;
  const [path] = found;
  throw new TraceError(
    `traceModule: ${moduleName(path)} is in training mode, whose dropout and running means would be recorded: call eval() first`,
    path,
  );
}

function inputNames(inputs: readonly Tensor[], given: readonly string[] | undefined): readonly string[] {
  if (!Array.isArray(inputs) || inputs.length === 0 || !inputs.every((input) => input instanceof Tensor))
    throw new ArgumentError('traceModule: inputs is an array of tensors, one for each argument of forward');
  if (given === undefined) return inputs.length === 1 ? ['input'] : inputs.map((_, i) => `input${i}`);
  const wrong = given.find(
    (name, i) => !/^[A-Za-z_]\w*$/.test(name) || given.indexOf(name) !== i || isReserved(name),
  );
  if (wrong !== undefined || given.length !== inputs.length)
    throw new ArgumentError(
      wrong !== undefined
        ? `traceModule: '${wrong}' cannot be the name of an input: names must differ, and be valid in Python`
        : `traceModule: ${given.length} names for ${inputs.length} inputs`,
    );
  return given;
}
