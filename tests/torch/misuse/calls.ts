// The calls of the misuse test, by seed and number. Each is the same in every run, whatever ran before.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { camelCase, isGradEnabled, loadFile, scope, Tensor, torch } from '@cotrain/torch';
import { atenTable } from '../../../packages/torch/dist/dispatch/atenTable.js';
import { type ArgumentSchema, native } from '../../../packages/torch/dist/native/addon.js';
import { type Drawn, Values } from './values.js';

type Packed = number | string | boolean | null | Packed[] | { tensor: string } | { number: string };
interface Golden {
  name: string;
  args: Packed[];
  options: Record<string, Packed>;
}

const golden = (name: string) => fileURLToPath(new URL(`../../golden/torch/${name}`, import.meta.url));
const right = new Map<string, Golden[]>();
for (const call of (JSON.parse(readFileSync(golden('operators.json'), 'utf8')) as { calls: Golden[] }).calls)
  right.set(call.name, [...(right.get(call.name) ?? []), call]);
const stored = loadFile(golden('operators.safetensors'));

type Functions = Record<string, (...values: unknown[]) => unknown>;

interface PublicOperator {
  name: string;
  /** As a program writes it: `torch.linalg.solve`. */
  written: string;
  call: Functions[string];
  overloads: ArgumentSchema[][];
}

/** Every operator except those of `torch.unchecked`, with the arguments of each of its signatures. */
export const PUBLIC: readonly PublicOperator[] = atenTable()
  .filter(({ unchecked }) => !unchecked)
  .map(({ name, isFunction, namespace, overloads }) => {
    const parts = isFunction
      ? [camelCase(name)]
      : namespace !== undefined
        ? [namespace, camelCase(name.slice(namespace.length + 1))]
        : ['ops', 'aten', name];
    const found = parts.reduce((object, part) => (object as Record<string, object>)[part]!, torch as object);
    return { name, overloads, written: ['torch', ...parts].join('.'), call: found as Functions[string] };
  })
  .map(({ overloads, ...operator }) => ({
    ...operator,
    // The loaded LibTorch may lack what the types of another version list.
    overloads: overloads.flatMap((overload) => {
      const schema = native.describeOperator(`aten::${operator.name}`, overload);
      return schema === null ? [] : [schema.arguments];
    }),
  }))
  .filter(({ overloads }) => overloads.length > 0);

export interface Call {
  operator: string;
  /** Source text of the call. */
  text: string;
  run(): unknown;
}

/** The call with a given number, to be created and run within one scope. */
export function callOf(seed: number, index: number, only?: readonly string[]): Call {
  const values = new Values(seed, index);
  const candidates = only === undefined ? PUBLIC : PUBLIC.filter(({ name }) => only.includes(name));
  const operator = values.random.of(candidates);
  const known = right.get(operator.name);
  const { positional, named } =
    known !== undefined && values.chance(2)
      ? damaged(values.random.of(known), values)
      : drawn(values.random.of(operator.overloads), values);
  const options = [...named].map(([name, { text }]) => `${name}: ${text}`).join(', ');
  const parts = [...positional.map(({ text }) => text), ...(options === '' ? [] : [`{ ${options} }`])];
  return {
    operator: operator.name,
    text: `${operator.written}(${parts.join(', ')})`,
    run: () => {
      const given = positional.map(({ value }) => value);
      if (named.size > 0) given.push(Object.fromEntries([...named].map(([key, { value }]) => [key, value])));
      const result = operator.call(...given);
      use(result, values);
      return result;
    },
  };
}

interface Arguments {
  positional: Drawn[];
  named: Map<string, Drawn>;
}

function drawn(schema: readonly ArgumentSchema[], values: Values): Arguments {
  const positional: Drawn[] = [];
  const named = new Map<string, Drawn>();
  for (const argument of schema) {
    if (argument.required && !argument.keywordOnly) positional.push(values.argument(argument));
    else if (argument.required || values.chance(3))
      named.set(camelCase(argument.name), values.argument(argument));
  }
  return { positional, named };
}

/** A valid call with some of its arguments replaced. */
function damaged({ args, options }: Golden, values: Values): Arguments {
  const replaced = (value: unknown): Drawn | null => {
    if (!values.chance(3)) return null;
    const kind = value instanceof Tensor ? 'Tensor' : typeof value === 'string' ? 'str' : 'int';
    const list = Array.isArray(value);
    const element = list ? value[0] : value;
    const inner = element instanceof Tensor ? 'Tensor' : typeof element === 'boolean' ? 'bool' : kind;
    const size = list ? value.length : 0;
    const exact = {
      optional: true,
      list,
      elementOptional: false,
      name: '',
      size,
      required: true,
    } as ArgumentSchema;
    return values.argument({
      ...exact,
      kind: typeof element === 'number' && values.chance(4) ? 'float' : inner,
    });
  };
  const argument = (packed: Packed): Drawn => {
    const value = unpacked(packed);
    return replaced(value) ?? { value, text: shown(value) };
  };
  return {
    positional: args.map(argument),
    named: new Map(Object.entries(options).map(([name, packed]) => [camelCase(name), argument(packed)])),
  };
}

function unpacked(value: Packed): unknown {
  if (Array.isArray(value)) return value.map(unpacked);
  if (typeof value !== 'object' || value === null) return value;
  return 'tensor' in value ? stored[value.tensor]!.clone() : Number(value.number.replace('inf', 'Infinity'));
}

function shown(value: unknown): string {
  if (value instanceof Tensor) return `${value.dtype}[${value.shape.join(', ')}]`;
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  return typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? String(value));
}

/** Reads the result, and runs backward through a part of it. */
function use(result: unknown, values: Values): void {
  const tensors = [result].flat(2).filter((item): item is Tensor => item instanceof Tensor);
  for (const tensor of tensors) {
    const { shape, dtype } = tensor;
    if (tensor.device !== 'cpu' || /type/.test(dtype) || shape.some((size) => size > 1000)) continue;
    scope(() => tensor.data());
    if (tensor.requiresGrad && isGradEnabled() && values.chance(2)) tensor.sum().backward();
  }
}
