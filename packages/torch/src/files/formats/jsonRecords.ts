import { ArgumentError } from '../../errors/errors.js';
import { native } from '../../native/addon.js';

/** Fields of a record, with the count of numbers in each: 1 for a number, n for an array of n numbers. */
export type RecordFields = Readonly<Record<string, number>>;

/** Records of numbers from a JSON text. */
export interface JsonRecords {
  /** Numbers in a row: those of the fields, in the order of the fields, and the line breaks before it. */
  width: number;
  /** Number of rows that were filled. */
  count: number;
  /** Place in the text behind the last record and its comma; the start if there was none. */
  end: number;
  /** Number of line breaks between the start and the end. */
  lines: number;
}

/**
 * Reads objects of numbers out of a JSON array, such as the results of a detector, at a fraction of the cost
 * of `JSON.parse`. It stops before the first element that is not an object with all of the fields, each with
 * as many numbers as it should have, or that no comma follows, and when the rows are full. What other fields
 * hold is ignored. Numbers are those of `JSON.parse`. It also stops before keys with escapes, before whole
 * numbers of more than 15 digits, which doubles may not represent, and before numbers that it could not round
 * correctly: those of more than 19 digits, or far below 1e-10 or above 1e22.
 *
 * @param json UTF-8
 * @param start place of the first element, in bytes
 * @param fields 1 to 63 fields
 * @param rows receives a row for each record, [N, width], the last number of which is the line breaks between
 *   the start and the record
 * @throws ArgumentError for other types, and for widths that are not whole numbers from 1 on
 */
export function jsonRecords(
  json: Uint8Array,
  start: number,
  fields: RecordFields,
  rows: Float64Array,
): JsonRecords {
  const [names, widths] = [Object.keys(fields), Object.values(fields)];
  if (!(json instanceof Uint8Array && rows instanceof Float64Array))
    throw new ArgumentError('jsonRecords reads a Uint8Array into a Float64Array');
  const wrong = names.find((name) => !(Number.isSafeInteger(fields[name]) && fields[name]! > 0));
  if (wrong !== undefined)
    throw new ArgumentError(`the field '${wrong}' must have a whole number of numbers, not ${fields[wrong]}`);
  const width = widths.reduce((sum, count) => sum + count, 1);
  return { width, ...native.jsonRecords(json, start, names, widths, rows) };
}
