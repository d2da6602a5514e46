/**
 * Compares names so that numbers in them are in the order of their values: `frame9` before `frame10`. Names
 * that differ only in leading zeros are in the order of their characters.
 */
export function naturalOrder(a: string, b: string): number {
  const [left, right] = [chunks(a), chunks(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareChunks(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

/** Runs of digits, and what is between them. */
const chunks = (name: string): string[] => name.match(/\d+|\D+/g) ?? [];

function compareChunks(a: string, b: string): number {
  if (!/^\d/.test(a) || !/^\d/.test(b)) return compareText(a, b);
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return left.length - right.length || compareText(left, right);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
