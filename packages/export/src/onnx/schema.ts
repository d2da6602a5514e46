// Reads the arguments of a call from an operator's schema.

export interface Argument {
  name: string;
  /** `Tensor?`, `int[2]`, `ScalarType` */
  type: string;
  /** After `*`: passed by name. */
  keyword: boolean;
  /** Has a default. */
  optional: boolean;
}

const parsed = new Map<string, Argument[]>();

/** Arguments of `aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`. */
export function argumentsOf(schema: string): Argument[] {
  let known = parsed.get(schema);
  if (known === undefined) {
    known = parse(schema);
    parsed.set(schema, known);
  }
  return known;
}

function parse(schema: string): Argument[] {
  const begin = schema.indexOf('(') + 1;
  let depth = 1;
  let end = begin;
  const commas: number[] = [];
  for (; depth > 0 && end < schema.length; end++) {
    const letter = schema[end];
    if (letter === '"' || letter === "'") end = schema.indexOf(letter, end + 1);
    else if (letter === '(' || letter === '[') depth++;
    else if (letter === ')' || letter === ']') depth--;
    else if (letter === ',' && depth === 1) commas.push(end);
  }
  const bounds = [begin - 1, ...commas, end - 1];
  const parts = bounds.slice(1).map((stop, i) => schema.slice(bounds[i]! + 1, stop).trim());
  const star = parts.indexOf('*');
  return parts.flatMap((part, i) => {
    const match = /^(.*?) (\w+)(=.*)?$/s.exec(part);
    if (part === '*' || part === '' || !match) return [];
    const [, type, name, value] = match as unknown as [string, string, string, string?];
    const plain = type.replaceAll(/\([^)]*\)/g, ''); // without the alias: Tensor(a!)
    return [{ name, type: plain, keyword: star >= 0 && i > star, optional: value !== undefined }];
  });
}

/** `aten::add.Tensor` of its schema. */
export const overloadOf = (schema: string): string => schema.slice(0, schema.indexOf('('));
