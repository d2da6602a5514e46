import { type AnyModule, OptionError } from '@cotrain/nn';
import { camelCase, suggestion } from '@cotrain/torch';

/** Tests whether `path` matches the pattern or lies below it. */
export type PathTest = (path: string) => boolean;

/** Treats `lvAdapter` and its state-dict key `lv_adapter` as the same name. */
const segments = (path: string): string[] => path.split('.').map(camelCase);

/** `heads.det` matches `heads.det` and everything below it; `*` stands for any single name. */
function testOf(pattern: string): PathTest {
  const wanted = segments(pattern);
  return (path) => {
    const names = segments(path);
    return names.length >= wanted.length && wanted.every((name, i) => name === '*' || name === names[i]);
  };
}

/** Resolves module path patterns for one model. */
export class PathPatterns {
  /** Paths of parameters and of modules, including modules without parameters. */
  readonly #paths: string[];

  constructor(model: AnyModule) {
    const named = [...model.namedModules(), ...model.namedParameters()];
    this.#paths = named.map(([path]) => path).filter((path) => path !== '');
  }

  /** @throws OptionError if nothing in the model matches the pattern, suggesting the nearest path */
  test(where: string, pattern: string): PathTest {
    const test = testOf(pattern);
    if (this.#paths.some(test)) return test;
    const parts = this.#paths.filter((path) => !path.includes('.'));
    const known = this.#paths.flatMap((path) => [path, camelCase(path)]);
    throw new OptionError(
      `${where}: '${pattern}' matches nothing in the model${suggestion(pattern, known)}; its parts are ${parts.join(', ')}`,
    );
  }
}
