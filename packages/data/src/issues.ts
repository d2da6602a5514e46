// Describes a schema error in words: what the value must be, and what was given.
import { suggestion } from '@cotrain/torch';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * Reasons why a value does not fit, in the form `key: must be ..., got ...`. Parse with `reportInput`, or the
 * given value is missing in the text.
 */
export const describeIssues = (error: z.ZodError, known: Iterable<string> = []): string[] =>
  error.issues.flatMap((issue) => {
    const place = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys')
      return [place ? `${place}: ${describeIssue(issue)}` : describeIssue(issue)];
    return issue.keys.map(
      (key) => `${place ? `${place}.` : ''}${key}: there is no such key${suggestion(key, known)}`,
    );
  });

/** Says what a schema expected and what it was given. */
export function describeIssue(issue: Issue): string {
  const wanted = expected(issue);
  return wanted === null ? issue.message : `must be ${wanted}${given(issue)}`;
}

/** Null if the schema's own message describes it. */
function expected(issue: Issue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return choice(issue.values);
    case 'invalid_union': {
      if (issue.discriminator !== undefined) return choice((issue as { options?: unknown[] }).options ?? []);
      const each = issue.errors.flatMap(([first]) => (first ? [expected(first) ?? first.message] : []));
      return [...new Set(each)].join(' or ');
    }
    case 'too_small':
      return amount(issue, issue.minimum, issue.inclusive ? 'at least' : 'more than');
    case 'too_big':
      return amount(issue, issue.maximum, issue.inclusive ? 'at most' : 'less than');
    default:
      return null;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'keys and values',
  record: 'keys and values',
  null: 'null',
};

const choice = (values: readonly unknown[]): string => {
  return values.length > 1 ? `one of ${values.map(String).join(', ')}` : values.map(shown).join();
};

function amount(
  { origin, exact }: { origin: string; exact?: boolean },
  limit: number | bigint,
  bound: string,
): string {
  const size = exact ? String(limit) : `${bound} ${limit}`;
  if (origin === 'array' || origin === 'set')
    return `a list of ${size} item${Number(limit) === 1 ? '' : 's'}`;
  if (origin === 'string') return `a text of ${size} character${Number(limit) === 1 ? '' : 's'}`;
  return size;
}

function given(issue: Issue): string {
  const { input } = issue as { input?: unknown };
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined)
    return got(
      (input as Record<string, unknown> | undefined)?.[issue.discriminator],
      (issue as { options?: unknown[] }).options,
    );
  return got(input, issue.code === 'invalid_value' ? issue.values : []);
}

function got(value: unknown, values: readonly unknown[] = []): string {
  if (value === undefined) return ', but it is missing';
  const names = values.filter((one) => typeof one === 'string');
  return `, got ${shown(value)}${typeof value === 'string' ? suggestion(value, names) : ''}`;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
