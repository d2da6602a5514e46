import { CotrainError, suggestion } from '@cotrain/torch';

/** A misspelt or unknown option, or an option of a wrong value. */
export class OptionError extends CotrainError {
  override readonly name = 'OptionError';
  override readonly code = 'E_OPTION';
}

/**
 * Fills `options` with `defaults`, whose keys are all the options there are; an explicit `undefined` means
 * the default.
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

/**
 * Checks that an object has known options only.
 *
 * @throws OptionError for a key that is not among the known ones, naming the nearest of these.
 */
export function checkKeys(where: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new OptionError(
    `${where}: unknown option '${unknown}'${suggestion(unknown, known)}; the options are ${known.join(', ')}`,
  );
}

/**
 * Checks that an option is one of the known values.
 *
 * @param what is chosen, such as `Fpn: fuse`
 * @throws OptionError for a value that is not among the known ones, naming the nearest of these.
 */
export function checkChoice<T extends string>(
  what: string,
  given: unknown,
  known: readonly T[],
): asserts given is T {
  if (known.includes(given as T)) return;
  const list = known.join(', ').replace(/, ([^,]*)$/, ' or $1');
  throw new OptionError(`${what} must be ${list}, ${gotInstead(given, known)}`);
}

/**
 * Checks that the kind of a part is known.
 *
 * @throws OptionError for a configuration of a kind that is not among the known ones, naming the nearest of
 * these.
 */
export function checkKind(
  what: string,
  config: { readonly kind?: unknown } | null | undefined,
  known: readonly string[],
): void {
  if (known.includes(config?.kind as string)) return;
  throw new OptionError(`the kind of a ${what} ${unknownChoice(config?.kind, known)}`);
}

/** What is wrong with a value that is not among the known ones. */
export const unknownChoice = (given: unknown, known: readonly string[]): string =>
  `must be one of ${known.join(', ')}, ${gotInstead(given, known)}`;

const gotInstead = (given: unknown, known: readonly string[]): string =>
  typeof given === 'string' ? `got '${given}'${suggestion(given, known)}` : `got ${given}`;
