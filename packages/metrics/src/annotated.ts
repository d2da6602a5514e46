import { MetricsError } from './errors.js';

/**
 * Which of the classes were annotated in an image, [C]; all of them where nothing is given.
 * @throws MetricsError for an id that is no class
 */
export function annotatedClasses(
  given: readonly number[] | undefined,
  classes: readonly string[],
  place: string,
): boolean[] {
  const unknown = given?.find((id) => !Number.isInteger(id) || id < 0 || id >= classes.length);
  if (unknown !== undefined) {
    throw new MetricsError(
      `${place}: the annotated class ${unknown} is none; class ids are 0-${classes.length - 1} (${classes[0]} ... ${classes.at(-1)})`,
    );
  }
  return classes.map((_, id) => given?.includes(id) ?? true);
}
