// Graphs of one call, made by hand, and what onnxruntime computes of them.
import {
  camelCase,
  type DType,
  type Graph,
  type GraphNode,
  type GraphValue,
  scope,
  Tensor,
  torch,
} from '@cotrain/torch';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { argumentsOf } from '../../packages/export/dist/onnx/schema.js';
import { native } from '../../packages/torch/dist/native/addon.js';

export type Argument =
  | Tensor
  | Constant
  | number
  | boolean
  | string
  | null
  | readonly (Tensor | number | null)[];

/** A tensor that is a constant of the graph, as a parameter is. */
export class Constant {
  constructor(readonly tensor: Tensor) {}
}

/** One call: the operator with its overload, and arguments by the schema's names. */
export interface OneCall {
  op: string;
  args: Record<string, Argument>;
  /** How many of the results are outputs of the graph. Default: all. */
  results?: number;
}

export interface Traced {
  graph: Graph;
  inputs: Tensor[];
  outputs: Tensor[];
}

type AnyFunction = (...values: unknown[]) => unknown;

/** The schema as LibTorch prints it. */
export function schemaOf(op: string): string {
  if (op.startsWith('cotrain::')) void (torch.ops as Record<string, unknown>).cotrain; // loads the library
  const [name, overload] = op.split('.') as [string, string?];
  const schema = native.describeOperator(name, overload ?? '');
  if (!schema) throw new Error(`no operator ${op}`);
  return schema.schema;
}

/** Calls an operator, and writes down the graph that a trace of the call would be. */
export function trace({ op, args, results: wanted }: OneCall, { dynamic = false } = {}): Traced {
  const schema = schemaOf(op);
  const nodes: GraphNode[] = [];
  const graphInputs: GraphValue[] = [];
  const inputs: Tensor[] = [];
  let count = 0;
  const traced = (type: string, tensor?: Tensor): GraphValue => {
    const id = count++;
    const shape = dynamic ? tensor?.shape.map(() => null) : tensor && [...tensor.shape];
    return { id, name: `${id}`, type, ...(tensor && { dtype: tensor.dtype, shape: shape! }) };
  };
  const constant = (value: GraphNode['value'], type: string, tensor?: Tensor): GraphValue => {
    const output = tensor ? { ...traced(type), dtype: tensor.dtype, shape: [...tensor.shape] } : traced(type);
    nodes.push({
      kind: 'prim::Constant',
      schema: '',
      inputs: [],
      outputs: [output],
      value: value!,
      scope: 'head.0',
    });
    return output;
  };
  const write = (argument: Argument | undefined, type: string): GraphValue => {
    if (argument instanceof Constant) return constant(argument.tensor, 'Tensor', argument.tensor);
    if (argument instanceof Tensor) {
      const input = traced('Tensor', argument);
      inputs.push(argument);
      graphInputs.push(input);
      return input;
    }
    if (Array.isArray(argument)) {
      if (argument.every((item) => typeof item === 'number'))
        return constant([...(argument as number[])], 'int[]');
      const items = argument.map((item) => write(item as Tensor | null, 'NoneType'));
      const list = traced('Tensor[]');
      nodes.push({ kind: 'prim::ListConstruct', schema: '', inputs: items, outputs: [list], scope: '' });
      return list;
    }
    if (type.startsWith('ScalarType'))
      return constant(argument === null || argument === undefined ? null : 6, 'int');
    const own = argument as number | boolean | string | null | undefined;
    const isFloat =
      /^float/.test(type) || (/^Scalar/.test(type) && typeof own === 'number' && !Number.isInteger(own));
    return constant(own ?? null, typeof own === 'number' ? (isFloat ? 'float' : 'int') : typeof own);
  };
  const formal = argumentsOf(schema);
  const unknown = Object.keys(args).find((name) => !formal.some((argument) => argument.name === name));
  if (unknown) throw new Error(`${schema} has no argument '${unknown}'`);
  const defaults = defaultsOf(schema);
  const values = formal.map(({ name, type }) => write(name in args ? args[name] : defaults[name], type));
  const outputs = call(op, args);
  const isList = /-> Tensor\[\]|-> Tensor\(a\)\[\]/.test(schema);
  const results = outputs.map((tensor) => traced('Tensor', tensor));
  const list = isList ? traced('Tensor[]') : null;
  nodes.push({
    kind: op.split('.')[0]!,
    schema,
    inputs: values,
    outputs: list ? [list] : results,
    scope: 'head.0',
  });
  if (list) nodes.push({ kind: 'prim::ListUnpack', schema: '', inputs: [list], outputs: results, scope: '' });
  const shown = results.slice(0, wanted);
  return { graph: { inputs: graphInputs, outputs: shown, nodes }, inputs, outputs: outputs.slice(0, wanted) };
}

function call(op: string, args: OneCall['args']): Tensor[] {
  const positional: unknown[] = [];
  const options: Record<string, unknown> = {};
  for (const { name, keyword, optional } of argumentsOf(schemaOf(op))) {
    const given = args[name] instanceof Constant ? (args[name] as Constant).tensor : args[name];
    if (keyword || optional) {
      if (given !== undefined && given !== null) options[camelCase(name)] = given;
    } else positional.push(given ?? null);
  }
  const [namespace, name] = op.split('::') as [string, string];
  const operators = torch.ops as unknown as Record<string, Record<string, AnyFunction>>;
  const result = operators[namespace]![name]!(...positional, options);
  return (Array.isArray(result) ? result : [result]) as Tensor[];
}

/** Defaults as the schema writes them. */
function defaultsOf(schema: string): Record<string, Argument> {
  const found: Record<string, Argument> = {};
  for (const [, name, text] of schema.matchAll(/[ (](\w+)=(\[[^\]]*\]|"[^"]*"|'[^']*'|[^,)]+)/g)) {
    if (text === 'None') found[name!] = null;
    else if (text === 'True' || text === 'False') found[name!] = text === 'True';
    else if (text!.startsWith('[')) found[name!] = JSON.parse(text!) as number[];
    else if (/^["']/.test(text!)) found[name!] = text!.slice(1, -1);
    else if (!Number.isNaN(Number(text))) found[name!] = Number(text);
    else if (text === 'inf') found[name!] = Number.POSITIVE_INFINITY;
    else found[name!] = null; // codes that no lowering reads
  }
  return found;
}

const ortTypes: Partial<Record<DType, string>> = { bool: 'bool', float16: 'float16' };

/** Outputs of an ONNX file, in order, as tensors. */
export async function runOnnx(
  onnx: Uint8Array,
  inputs: Readonly<Record<string, Tensor>>,
  outputs: readonly string[],
): Promise<Tensor[]> {
  const session = await InferenceSession.create(onnx, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    extra: { session: { x64quantprecision: '1' } }, // like openOnnx, whose inputs are bytes
  });
  try {
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, tensor]) => {
        const whole = tensor.contiguous();
        return [
          name,
          new OrtTensor((ortTypes[whole.dtype] ?? whole.dtype) as 'float32', whole.data() as Float32Array, [
            ...whole.shape,
          ]),
        ];
      }),
    );
    const results = await session.run(feeds);
    return outputs.map((name) => {
      const { data, dims, type } = results[name]!;
      return torch.tensor(data as Float32Array, { dtype: type as DType }).reshape([...dims]);
    });
  } finally {
    await session.release();
  }
}

/**
 * What is wrong with a result; null if it is right: within 1e-4 of the largest magnitude, integers exactly.
 */
export function problemOf(actual: Tensor, expected: Tensor, tolerance = 1e-4): string | null {
  return scope(() => {
    if (actual.dtype !== expected.dtype) return `dtype ${actual.dtype}, expected ${expected.dtype}`;
    if (String(actual.shape) !== String(expected.shape))
      return `shape [${actual.shape}], expected [${expected.shape}]`;
    if (expected.numel() === 0) return null;
    const [a, b] = [actual, expected].map((own) => own.to({ dtype: 'float64' }).reshape([-1])) as [
      Tensor,
      Tensor,
    ];
    const exact = !['float16', 'float32', 'float64'].includes(expected.dtype);
    const [x, y] = [a, b].map((own) => own.data<'float64'>()) as [Float64Array, Float64Array];
    let scale = 0;
    for (const value of y) if (Number.isFinite(value)) scale = Math.max(scale, Math.abs(value));
    const allowed = exact ? 0 : tolerance * (scale || 1);
    for (let i = 0; i < x.length; i++) {
      if (Object.is(x[i], y[i]) || x[i] === y[i]) continue;
      if (Math.abs(x[i]! - y[i]!) <= allowed) continue;
      return `${x[i]} at ${i} of [${expected.shape}], expected ${y[i]} (allowed ${allowed})`;
    }
    return null;
  });
}
