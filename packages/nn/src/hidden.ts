import { CotrainError } from '@cotrain/torch';

/** A module holds parameters in a place where they would not be found, or would be found twice. */
export class RegistrationError extends CotrainError {
  override readonly name = 'RegistrationError';
  override readonly code = 'E_REGISTRATION';
}

/** Search depth; modules are not nested deeper in plain containers. */
const DEPTH = 8;

/**
 * @throws RegistrationError if a field holds an array, a map, a set or a plain object that contains something
 *   that must be registered
 */
export function refuseHidden(field: string, value: unknown, isRegistered: (value: unknown) => boolean): void {
  const found = placeWithin(value, isRegistered);
  if (found === null) return;
  const isList = Array.isArray(value) || value instanceof Set;
  const kind = Array.isArray(value)
    ? 'an array'
    : isList
      ? 'a set'
      : value instanceof Map
        ? 'a map'
        : 'an object';
  const instead = isList ? 'ModuleList or ParameterList' : 'ModuleDict or ParameterDict';
  throw new RegistrationError(
    `${field} is ${kind}, whose contents would not be registered (${found.place} is a ${found.item.constructor.name}): use ${instead}, or a #private field to keep them out`,
  );
}

/**
 * Searches an array, map, set or plain object at any depth for a value that `isWanted`. Returns the value and
 * its place (`[1]`, `.get('head')`, `.neck[0]`), or null. Instances of classes are not searched, since they
 * belong to other code.
 */
function placeWithin(
  value: unknown,
  isWanted: (value: unknown) => boolean,
): { place: string; item: object } | null {
  const seen = new Set<object>();
  const search = (holder: object, around: string, depth: number): { place: string; item: object } | null => {
    if (depth > DEPTH || seen.has(holder)) return null;
    seen.add(holder);
    for (const [key, item] of contents(holder)) {
      if (!isObject(item)) continue;
      const place = around + key;
      const found = isWanted(item) ? { place, item } : search(item, place, depth + 1);
      if (found !== null) return found;
    }
    return null;
  };
  return isObject(value) ? search(value, '', 0) : null;
}

function* contents(holder: object): Generator<[place: string, item: unknown]> {
  if (Array.isArray(holder)) {
    for (const [i, item] of holder.entries()) if (isObject(item)) yield [`[${i}]`, item];
  } else if (holder instanceof Map) {
    for (const [key, item] of holder) {
      yield ['.keys()', key];
      yield [typeof key === 'string' ? `.get('${key}')` : '.values()', item];
    }
  } else if (holder instanceof Set) {
    for (const item of holder) yield ['.values()', item];
  } else if ([Object.prototype, null].includes(Object.getPrototypeOf(holder))) {
    for (const [key, item] of Object.entries(holder)) yield [`.${key}`, item];
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A traversal reached a module that contains itself. */
export const containsItself = (path: string, module: string): RegistrationError =>
  new RegistrationError(
    `${path} is ${module}, a module that contains it: keep such a reference in a #private field`,
  );
