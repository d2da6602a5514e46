/** Applies `fn` to each value of a record. */
export const mapValues = <T, R>(
  record: Readonly<Record<string, T>>,
  fn: (value: T) => R,
): Record<string, R> => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, fn(value)]));
