const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether an alternative selected by a key such as `kind` is replaced by another one, which replaces all its
 * settings.
 */
const isOther = (before: Record<string, unknown>, over: Record<string, unknown>): boolean =>
  ['kind', 'setting'].some((key) => key in over && over[key] !== before[key]);

/** Merges two configurations: objects are merged key by key, anything else is replaced. */
export function mergeConfigs(
  base: Record<string, unknown>,
  over: Record<string, unknown>,
): Record<string, unknown> {
  const result = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    const isMerged = isObject(before) && isObject(value) && !isOther(before, value);
    result[key] = isMerged ? mergeConfigs(before, value) : value;
  }
  return result;
}
