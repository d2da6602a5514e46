import { formatShape, OptionError } from '@cotrain/nn';
import { Tensor } from '@cotrain/torch';

/** A tensor, several, or pairs of a name and a tensor, as `module.namedParameters()` gives them. */
export type Params = Tensor | Iterable<Tensor> | Iterable<readonly [name: string, param: Tensor]>;

/**
 * The items of a list. A tensor is one item, as in PyTorch, though it iterates over its rows.
 *
 * @throws OptionError for what is no list
 */
export function asList<T>(where: string, given: Tensor | Iterable<T>): (Tensor | T)[] {
  if (given instanceof Tensor) return [given];
  const isIterable = typeof given === 'object' && given !== null && Symbol.iterator in given;
  if (!isIterable) {
    throw new OptionError(
      `${where}: give a list of tensors, such as module.parameters(), got ${kind(given)}`,
    );
  }
  return [...given];
}

/**
 * The gradients that there are, under the names of their parameters, or under their positions.
 *
 * @throws OptionError for what is no list of tensors, nor of names and tensors
 */
export function gradients(where: string, params: Params): [name: string, grad: Tensor][] {
  const list = asList<Tensor | readonly [string, Tensor]>(where, params);
  if (list.length === 0 && 'next' in params) {
    process.emitWarning(`${where}: the iterator of parameters is at its end: nothing is clipped`);
  }
  return list.flatMap((item, i): [string, Tensor][] => {
    const [name, param] = item instanceof Tensor ? [String(i), item] : isPair(item) ? item : [];
    if (!(param instanceof Tensor)) {
      throw new OptionError(
        `${where}: parameter ${i} must be a tensor, or a name and a tensor, got ${kind(item)}`,
      );
    }
    const { grad } = param;
    return grad ? [[name!, grad]] : [];
  });
}

const isPair = (item: unknown): item is readonly [string, Tensor] =>
  Array.isArray(item) && item.length === 2 && typeof item[0] === 'string';

/**
 * The parameters of a group, each of which may be in one group only.
 *
 * @throws OptionError for what an optimizer cannot update
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

/** What a value is, in a word or two. */
export function kind(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (value instanceof Tensor) return `a tensor ${formatShape(value.shape)}`;
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? `a ${value.constructor?.name ?? 'object'}` : `a ${typeof value}`;
}
