import { OPERATOR_TABLE } from '../gen/table.js';

export interface TableEntry {
  /** `add_` */
  name: string;
  overloads: string[];
  /** `torch` has it. */
  isFunction: boolean;
  /** Tensors have it. */
  isMethod: boolean;
  /** The part of `torch` that has it without the prefix: `linalg` for `linalg_solve`. */
  namespace: string | undefined;
  /** It trusts its arguments: `torch.unchecked` has it. */
  unchecked: boolean;
}

/** The generated table of aten operators: one line each, `name .overload,overload marks`. */
export function atenTable(): TableEntry[] {
  return OPERATOR_TABLE.split('\n').map((line) => {
    const [name, overloads, marks = ''] = line.split(' ') as [string, string, string?];
    return {
      name,
      overloads: overloads.slice(1).split(','),
      isFunction: marks.includes('f'),
      isMethod: marks.includes('m'),
      namespace: marks === 'n' ? name.slice(0, name.indexOf('_')) : undefined,
      unchecked: marks === 'u',
    };
  });
}
