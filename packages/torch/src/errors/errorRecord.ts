// Errors between threads: a structured clone keeps neither the class nor the fields of an error.
import * as errors from './errors.js';

/** An error as plain data. */
export interface ErrorRecord {
  name: string;
  message: string;
  stack: string | undefined;
  /** The error's own fields, such as `code` and `path`, as far as they can be cloned. */
  fields: Record<string, unknown>;
  cause?: ErrorRecord;
}

/** Any thrown value as plain data, for a message to another thread. */
export function recordError(thrown: unknown): ErrorRecord {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name, message, stack, cause, ...fields } = error;
  return {
    ...{ name, message, stack },
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => isPlain(value))),
    ...(cause === undefined ? {} : { cause: recordError(cause) }),
  };
}

const isPlain = (value: unknown): boolean => {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
};

type ErrorClass = abstract new (...args: never[]) => Error;

/**
 * The error of a record: of its class, with its fields, the other thread's stack and its causes.
 *
 * @param classes by name, beside those of this package; an error of another class comes back as a
 *   `CotrainError` if it has a code of these, else as an `Error`, of its name
 */
export function errorFromRecord(
  record: ErrorRecord,
  classes: Readonly<Record<string, ErrorClass>> = {},
): Error {
  const { name, message, stack, fields, cause } = record;
  const known: Readonly<Record<string, unknown>> = { ...errors, ...classes };
  const error = new Error(message, cause && { cause: errorFromRecord(cause, classes) });
  const base = String(fields.code).startsWith('E_') ? errors.CotrainError : Error;
  const found = Object.hasOwn(known, name) ? (known[name] as ErrorClass) : base;
  Object.setPrototypeOf(error, found.prototype);
  Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true });
  return Object.assign(error, fields, name === error.name ? {} : { name });
}
