/**
 * Literals that Python's json reads and JavaScript's does not (or not exactly): `NaN`, `Infinity`, integers
 * beyond 2^53.
 */
const LITERAL = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b|(?<![\w.+-])-?\d{16,}(?![\d.eE])/g;
const MARK = '\u0000python:';

/**
 * `JSON.parse` with Python's extensions, for scorers that read files written by Python. An integer that a
 * double cannot represent becomes a bigint, so that ids stay distinct.
 * @throws SyntaxError as `JSON.parse`
 */
export function parsePythonJson(json: string): unknown {
  // Not the digits behind a decimal point, of which most coordinates have sixteen.
  if (!/NaN|Infinity|(?<![\d.])\d{16}/.test(json)) return JSON.parse(json);
  const marked = json.replace(LITERAL, (found) => {
    if (found.startsWith('"')) return found;
    if (/\d/.test(found) && Number.isSafeInteger(Number(found))) return found;
    return JSON.stringify(MARK + found);
  });
  return JSON.parse(marked, (_, value) => {
    if (typeof value !== 'string' || !value.startsWith(MARK)) return value;
    const literal = value.slice(MARK.length);
    return /\d/.test(literal) ? BigInt(literal) : Number(literal);
  });
}
