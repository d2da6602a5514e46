// The TypeScript signature of an operator's schema, as calls of it are checked: required arguments by
// position, the others in an object of options.
import type { ArgumentSchema, OperatorSchema, ReturnSchema, ValueType } from '../native/addon.js';
import { namedCodes } from '../values/codes.js';
import { camelCase } from '../values/names.js';

const RESERVED = new Set('default in new var with function this delete class import export'.split(' '));
/** A name that a variable or a parameter may have. */
export const identifier = (name: string): string => camelCase(name) + (RESERVED.has(name) ? '_' : '');

const ELEMENTS: Record<ValueType['kind'], string> = {
  Tensor: 'Tensor',
  int: 'Int',
  float: 'number',
  bool: 'boolean',
  Scalar: 'Scalar',
  str: 'string',
  ScalarType: 'DType',
  Device: 'Device',
  Layout: 'Layout',
  MemoryFormat: 'MemoryFormat',
  Generator: 'Generator',
  unsupported: 'never',
};

/** The TypeScript type of an argument; `element` for one whose integers have names. */
function typeOf(argument: ValueType & { size?: number }, element = ELEMENTS[argument.kind]): string {
  if (!argument.list) return argument.optional ? `${element} | null` : element;
  const parts = [element, ...(argument.elementOptional ? ['null'] : [])].join(' | ');
  const list = parts.includes(' ') ? `readonly (${parts})[]` : `readonly ${parts}[]`;
  const single = (argument.size ?? 0) > 0 ? [element] : [];
  return [list, ...single, ...(argument.optional ? ['null'] : [])].join(' | ');
}

const RESULTS: Partial<Record<ValueType['kind'], string>> = {
  int: 'number',
  float: 'number',
  Scalar: 'number | boolean',
};

const argumentType = ({ schema }: OperatorSchema, argument: ArgumentSchema): string =>
  typeOf(argument, namedCodes(schema, argument)?.type);

function resultOf(result: ReturnSchema): string {
  const element = RESULTS[result.kind] ?? typeOf({ ...result, list: false });
  return result.list ? `${element}[]` : element;
}

function resultsOf(returns: readonly ReturnSchema[]): string {
  if (returns.length === 0) return 'void';
  if (returns.length === 1) return resultOf(returns[0]!);
  const named = returns.every(({ name }) => name);
  const parts = returns.map(
    (result, i) => `${named ? identifier(result.name) : `result${i}`}: ${resultOf(result)}`,
  );
  return `[${parts.join(', ')}]`;
}

const isPositional = (argument: ArgumentSchema): boolean => argument.required && !argument.keywordOnly;

/** Whether nothing in it is of a type that cannot cross over to JavaScript. */
export const isSupported = (schema: OperatorSchema): boolean =>
  [...schema.arguments, ...schema.returns].every(({ kind }) => kind !== 'unsupported');

/** The fields of its object of options, `stride?: readonly Int[] | Int`. */
export function optionsOf(schema: OperatorSchema): { argument?: ArgumentSchema; field: string }[] {
  const named = schema.arguments.filter((argument) => !isPositional(argument));
  const fields: { argument?: ArgumentSchema; field: string }[] = named.map((argument) => ({
    argument,
    field: `${camelCase(argument.name)}${argument.required ? '' : '?'}: ${argumentType(schema, argument)}`,
  }));
  // As PyTorch's factories.
  if (['dtype', 'layout', 'device', 'pin_memory'].every((name) => named.some((a) => a.name === name)))
    fields.push({ field: 'requiresGrad?: boolean' });
  return fields;
}

/**
 * `(input: Tensor, options?: { dim?: Int }): Tensor`.
 *
 * @param form.method the first argument is the tensor itself
 * @param form.options name of the type of its options; by default they are written out
 */
export function signature(
  schema: OperatorSchema,
  { method = false, options: optionsType }: { method?: boolean; options?: string } = {},
): string {
  const { arguments: all, returns } = schema;
  const parameters = all
    .filter(isPositional)
    .slice(method ? 1 : 0)
    .map((argument) => `${identifier(argument.name)}: ${argumentType(schema, argument)}`);
  const options = optionsOf(schema).map(({ field }) => field);
  if (options.length > 0) {
    const required = all.some((argument) => !isPositional(argument) && argument.required);
    parameters.push(`options${required ? '' : '?'}: ${optionsType ?? `{ ${options.join('; ')} }`}`);
  }
  const result = method && returns.length === 1 && returns[0]!.alias === 0 ? 'this' : resultsOf(returns);
  return `(${parameters.join(', ')}): ${result}`;
}
