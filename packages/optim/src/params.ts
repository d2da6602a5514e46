import { formatShape, OptionError } from '@cotrain/nn';
import { Tensor } from '@cotrain/torch';

/** A tensor, several tensors, or pairs of name and tensor as `module.namedParameters()` returns them. */
export type Params = Tensor | Iterable<Tensor> | Iterable<readonly [name: string, param: Tensor]>;

/**
 * Returns the items of a list. As in PyTorch, a tensor counts as one item although it iterates over its rows.
 *
 * @throws OptionError if `given` is not a list
 */
export function asList<T>(where: string, given: Tensor | Iterable<T>): (Tensor | T)[] {
  if (given instanceof Tensor) return [given];
  const isIterable = typeof given === 'object' && given !== null && Symbol.iterator in given;
  if (!isIterable) {
    throw new OptionError(
      `${where}: expected a list of tensors, such as module.parameters(), got ${kind(given)}`,
    );
  }
  return [...given];
}

/**
 * All parameters with their names, or with their positions if there are no names.
 *
 * @throws OptionError if `params` is not a list of tensors or of names and tensors
 */
export function named(where: string, params: Params): [name: string, param: Tensor][] {
  const list = asList<Tensor | readonly [string, Tensor]>(where, params);
  if (list.length === 0 && 'next' in params) {
    process.emitWarning(`${where}: the parameter iterator is exhausted, so nothing would be clipped`);
  }
  return list.map((item, i): [string, Tensor] => {
    const [name, param] = item instanceof Tensor ? [String(i), item] : isPair(item) ? item : [];
    if (!(param instanceof Tensor)) {
      throw new OptionError(
        `${where}: parameter ${i} must be a tensor, or a name and a tensor, got ${kind(item)}`,
      );
    }
    return [name!, param];
  });
}

const isPair = (item: unknown): item is readonly [string, Tensor] =>
  Array.isArray(item) && item.length === 2 && typeof item[0] === 'string';

/**
 * Checks the parameters of a group. Each parameter may belong to one group only.
 *
 * @throws OptionError if an optimizer cannot update a parameter
 */
export function checkParams(where: string, params: Tensor | Iterable<Tensor>, seen: Set<Tensor>): Tensor[] {
  const list = asList(where, params);
  if (list.length === 0) throw new OptionError(`${where}: no parameters`);
  for (const [i, param] of list.entries()) {
    if (!(param instanceof Tensor)) {
      throw new OptionError(`${where}: parameter ${i} must be a tensor, got ${kind(param)}`);
    }
    if (!param.isLeaf)
      throw new OptionError(`${where}: parameter ${i} is the result of an operator, not a leaf`);
    if (seen.has(param))
      throw new OptionError(`${where}: parameter ${i}, ${formatShape(param.shape)}, was given before`);
    seen.add(param);
  }
  return list;
}

/** Describes a value in a word or two, for error messages. */
export function kind(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (value instanceof Tensor) return `a tensor ${formatShape(value.shape)}`;
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? `a ${value.constructor?.name ?? 'object'}` : `a ${typeof value}`;
}
