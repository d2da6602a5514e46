import { suggestion } from '@cotrain/torch';

/** A misspelt or unknown option, or an option of a wrong value. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/**
 * Fills `options` with `defaults`, whose keys are all the options there are; an explicit `undefined` means the default.
 *
 * @throws OptionError for an unknown key, naming the nearest known one.
 */
export function withDefaults<O extends object>(
  where: string,
  options: O | undefined,
  defaults: NoInfer<Required<O>>,
): Required<O> {
  if (!options) return { ...defaults };
  checkKeys(where, options, Object.keys(defaults));
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) };
}

/** @throws OptionError for a key that is not among the known ones, naming the nearest of these. */
export function checkKeys(where: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new OptionError(
    `${where}: unknown option '${unknown}'${suggestion(unknown, known)}; the options are ${known.join(', ')}`,
  );
}

/**
 * @param what is chosen, such as `Fpn: fuse`
 * @throws OptionError for a value that is not among the known ones, naming the nearest of these.
 */
export function checkChoice<T extends string>(
  what: string,
  given: unknown,
  known: readonly T[],
): asserts given is T {
  if (!known.includes(given as T)) throw new OptionError(`${what} ${unknownChoice(given, known)}`);
}

/** What is wrong with a value that is not among the known ones. */
export function unknownChoice(given: unknown, known: readonly string[]): string {
  const text = typeof given === 'string' ? `'${given}'${suggestion(given, known)}` : String(given);
  return `must be one of ${known.join(', ')}, got ${text}`;
}
