/**
 * What Python's json reads and JavaScript's does not, or not as it stands: `NaN`, `Infinity`, whole numbers
 * beyond 2^53.
 */
const LITERAL = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b|(?<![\w.+-])-?\d{16,}(?![\d.eE])/g;
const MARK = '\u0000python:';

/**
 * `JSON.parse` as Python's: scorers read files that it wrote. A whole number that no double holds becomes a
 * bigint, so that ids stay apart.
 * @throws SyntaxError as `JSON.parse`
 */
export function parsePythonJson(json: string): unknown {
  if (!/NaN|Infinity|\d{16}/.test(json)) return JSON.parse(json);
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
