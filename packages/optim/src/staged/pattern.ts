import { type AnyModule, OptionError } from '@cotrain/nn';
import { camelCase, suggestion } from '@cotrain/torch';

/** Whether `path` is the pattern's or lies below it. */
export type PathTest = (path: string) => boolean;

/** `lvAdapter` and its state-dict key `lv_adapter` are one name. */
const segments = (path: string): string[] => path.split('.').map(camelCase);

/** `heads.det` matches `heads.det` and all below; `*` stands for any one name. */
function testOf(pattern: string): PathTest {
  const wanted = segments(pattern);
  return (path) => {
    const names = segments(path);
    return names.length >= wanted.length && wanted.every((name, i) => name === '*' || name === names[i]);
  };
}

/** Module path patterns of one model. */
export class PathPatterns {
  /** Of parameters and of modules, which may have none. */
  readonly #paths: string[];

  constructor(model: AnyModule) {
    const named = [...model.namedModules(), ...model.namedParameters()];
    this.#paths = named.map(([path]) => path).filter((path) => path !== '');
  }

  /** @throws OptionError if nothing in the model matches the pattern, with the nearest path that there is */
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
