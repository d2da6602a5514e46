import { MetricsError } from './errors.js';

/**
 * Which classes were annotated in an image, [C]. All of them if `annotated` is not given.
 * @throws MetricsError for an id that is not a class
 */
export function annotatedClasses(
  given: readonly number[] | undefined,
  classes: readonly string[],
  place: string,
): boolean[] {
  const unknown = given?.find((id) => !Number.isInteger(id) || id < 0 || id >= classes.length);
  if (unknown !== undefined) {
    throw new MetricsError(
      `${place}: the annotated class ${unknown} does not exist; class ids are 0-${classes.length - 1} (${classes[0]} ... ${classes.at(-1)})`,
    );
  }
  return classes.map((_, id) => given?.includes(id) ?? true);
}
