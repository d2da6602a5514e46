import { CotrainError, suggestion } from '@cotrain/torch';

/** An unknown or misspelt option, or an option with an invalid value. */
export class OptionError extends CotrainError {
  override readonly name = 'OptionError';
  override readonly code = 'E_OPTION';
}

/**
 * Fills in `defaults`, whose keys are all valid options. An explicit `undefined` selects the default.
 *
 * @throws OptionError for an unknown key, suggesting the nearest known one.
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
 * @throws OptionError for an unknown key, suggesting the nearest known one.
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
 * @param what name of the option, such as `Fpn: fuse`
 * @throws OptionError for an unknown value, suggesting the nearest known one.
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
 * @throws OptionError for a configuration of an unknown kind, suggesting the nearest known one.
 */
export function checkKind(
  what: string,
  config: { readonly kind?: unknown } | null | undefined,
  known: readonly string[],
): void {
  if (known.includes(config?.kind as string)) return;
  throw new OptionError(`the kind of a ${what} ${unknownChoice(config?.kind, known)}`);
}

/** Error text for a value that is not among the known ones. */
export const unknownChoice = (given: unknown, known: readonly string[]): string =>
  `must be one of ${known.join(', ')}, ${gotInstead(given, known)}`;

const gotInstead = (given: unknown, known: readonly string[]): string =>
  typeof given === 'string' ? `got '${given}'${suggestion(given, known)}` : `got ${given}`;
