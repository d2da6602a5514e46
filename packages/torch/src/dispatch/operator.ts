// One call of one operator: choose the overload, or say why none fits.
import { ArgumentError } from '../errors/errors.js';
import { isTensor } from '../handle/handle.js';
import { native } from '../native/addon.js';
import { camelCase, suggestion } from '../values/names.js';
import { GUARDS } from './guards.js';
import { type Options, Overload } from './overload.js';

function isOptions(value: unknown): value is Options {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** All overloads of a name, in the order in which they are tried. */
export class Operator {
  private overloads: Overload[] | null = null;

  constructor(
    /** `aten::add` */
    readonly name: string,
    private readonly overloadNames: readonly string[],
  ) {}

  /**
   * Calls the first overload that the values fit: required arguments in order, then an object of options.
   *
   * @throws ArgumentError if they fit none; DisposedTensorError; TorchError if the operator itself fails
   */
  call(values: readonly unknown[]): unknown {
    this.overloads ??= this.load();
    const last = values[values.length - 1];
    const options = isOptions(last) ? last : undefined;
    const count = options === undefined ? values.length : values.length - 1;
    for (const overload of this.overloads) {
      const bound = overload.bind(values, count, options);
      if (bound !== null) return overload.call(bound, options);
    }
    throw this.mismatch(values.slice(0, count), options);
  }

  /** As `call`, on another thread; rejects with what `call` throws. */
  async callAsync(values: readonly unknown[], backward = false): Promise<unknown> {
    this.overloads ??= this.load();
    const last = values[values.length - 1];
    const options = isOptions(last) ? last : undefined;
    const count = options === undefined ? values.length : values.length - 1;
    for (const overload of this.overloads) {
      const bound = overload.bind(values, count, options);
      if (bound !== null) return overload.callAsync(bound, options, backward);
    }
    throw this.mismatch(values.slice(0, count), options);
  }

  /** Its calls are checked first, so that none may go past `call`. */
  get guarded(): boolean {
    return GUARDS.has(this.name);
  }

  /** The overload that takes these values and nothing else; null if none does. */
  overloadFor(values: readonly unknown[]): Overload | null {
    this.overloads ??= this.load();
    return (
      this.overloads.find((overload) => overload.bind(values, values.length, undefined) !== null) ?? null
    );
  }

  private load(): Overload[] {
    const overloads = this.overloadNames.flatMap((overload) => {
      const schema = native.describeOperator(this.name, overload);
      return schema === null ? [] : [new Overload(this.name, overload, schema)];
    });
    if (overloads.length === 0)
      throw new ArgumentError(
        `${this.name} is not in LibTorch ${native.buildInfo().libtorchVersion}, which is loaded; cotrain's types are those of another version`,
      );
    return overloads;
  }

  private mismatch(positional: readonly unknown[], options: Options | undefined): Error {
    const known = new Set(this.overloads!.flatMap((overload) => [...overload.options.keys()]));
    const unknown = Object.keys(options ?? {}).find((name) => !known.has(name) && name !== 'requiresGrad');
    const given = [...positional, ...(options === undefined ? [] : [options])]
      .map((value) => describe(value))
      .join(', ');
    const reason =
      unknown !== undefined
        ? `unknown option '${unknown}'${suggestion(unknown, known)}`
        : `no signature takes (${given})`;
    const name = camelCase(this.name.split('::')[1]!);
    const signatures = this.overloads!.map((overload) => `\n  ${name}${overload}`).join('');
    return new ArgumentError(`${this.name}: ${reason}. It takes:${signatures}`);
  }
}

/** A value in a few words, for error messages; it may contain itself. */
function describe(value: unknown, depth = 0): string {
  if (isTensor(value)) return value.summary();
  const inside = (part: unknown) => (depth > 2 ? '...' : describe(part, depth + 1));
  if (Array.isArray(value))
    return `[${value.slice(0, 3).map(inside).join(', ')}${value.length > 3 ? ', ...' : ''}]`;
  if (isOptions(value)) {
    const names = Object.keys(value);
    const parts = names.slice(0, 20).map((name) => `${name}: ${inside(value[name])}`);
    return `{${parts.join(', ')}${names.length > 20 ? ', ...' : ''}}`;
  }
  if (typeof value === 'object' && value !== null) return value.constructor?.name ?? 'object';
  if (typeof value === 'function') return 'function';
  return typeof value === 'string' ? `'${value}'` : String(value);
}
