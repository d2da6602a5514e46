import { OPERATOR_TABLE } from '../gen/table.js';

export interface TableEntry {
  /** `add_` */
  name: string;
  overloads: string[];
  /** Its first argument is `self`: it is a method of tensors too. */
  method: boolean;
  /** It trusts its arguments: it stands under `torch.unchecked`. */
  unchecked: boolean;
}

/** The generated table of aten operators: a line each, `name overload,overload m`. */
export function atenTable(): TableEntry[] {
  return OPERATOR_TABLE.split('\n').map((line) => {
    const [name, overloads, mark] = line.split(' ') as [string, string, string | undefined];
    return { name, overloads: overloads.slice(1).split(','), method: mark === 'm', unchecked: mark === 'u' };
  });
}
