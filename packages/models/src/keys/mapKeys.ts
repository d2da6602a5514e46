import { ArgumentError, type Tensor } from '@cotrain/torch';

/**
 * Rules that map one spelling of state-dict keys to another; the first matching rule applies. In a pattern,
 * `{name}` stands for one part between dots and a final `*` for the rest. Both are inserted into the other
 * pattern.
 */
export type KeyTable = readonly (readonly [from: string, to: string])[];

/** Prefixes and direction of `mapKeys`. */
export interface MapKeysOptions {
  /** Keys without this prefix are skipped; it is removed from the others before matching. Default ''. */
  prefix?: string;
  /** Prefix for every mapped key. Default ''. */
  newPrefix?: string;
  /** Applies the table from right to left. Default false. */
  inverse?: boolean;
}

/** Renamed state dict, and the keys that no rule matched. */
export interface MappedKeys<T = Tensor> {
  state: Record<string, T>;
  /** Keys with another prefix or without a matching rule. */
  skipped: string[];
}

/**
 * Renames the keys of a state dict or another record without copying the values.
 * @throws ArgumentError if two keys map to the same key.
 */
export function mapKeys<T = Tensor>(
  state: Readonly<Record<string, T>>,
  table: KeyTable,
  { prefix = '', newPrefix = '', inverse = false }: MapKeysOptions = {},
): MappedKeys<T> {
  const rules = table.map(([from, to]) => (inverse ? makeRule(to, from) : makeRule(from, to)));
  const mapped: Record<string, T> = {};
  const skipped: string[] = [];
  for (const [key, tensor] of Object.entries(state)) {
    const renamed = key.startsWith(prefix) ? firstMatch(rules, key.slice(prefix.length)) : null;
    if (renamed === null) skipped.push(key);
    else if (Object.hasOwn(mapped, newPrefix + renamed)) {
      throw new ArgumentError(`two keys map to ${newPrefix}${renamed}, one of them ${key}`);
    } else mapped[newPrefix + renamed] = tensor;
  }
  return { state: mapped, skipped };
}

type Rule = (key: string) => string | null;

function firstMatch(rules: Rule[], key: string): string | null {
  for (const rule of rules) {
    const renamed = rule(key);
    if (renamed !== null) return renamed;
  }
  return null;
}

function makeRule(from: string, to: string): Rule {
  const source = from
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)\}/g, '(?<$1>[^.]+)')
    .replace(/\*$/, '(?<rest>.+)');
  const pattern = new RegExp(`^${source}$`);
  return (key) => {
    const groups = pattern.exec(key)?.groups ?? (pattern.test(key) ? {} : null);
    if (!groups) return null;
    return to.replace(/\*$/, '{rest}').replace(/\{(\w+)\}/g, (_, name: string) => groups[name]!);
  };
}
