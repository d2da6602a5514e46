// How lines are distinguished: colours that have a contrast of at least 3:1 on white and on the dark card,
// and dashes once the colours are used up.

/** A line's colour and dashes (empty: solid). */
export interface LineStyle {
  color: string;
  dash: number[];
}

/** Relative luminances from 0.14 to 0.30 have a contrast of 3:1 on both backgrounds. */
export const COLORS = [
  '#3b78e7',
  '#d9660a',
  '#0f9d6e',
  '#d6336c',
  '#8b5cf6',
  '#0891b2',
  '#a07008',
  '#e5383b',
  '#64748b',
  '#5c9a12',
] as const;

const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/** The style of the line with this number. No two numbers share one. */
export function lineStyle(index: number): LineStyle {
  const round = Math.floor(index / COLORS.length);
  const dash = DASHES[round] ?? [4 + 3 * round, 3, 2, 3, 2, 3];
  return { color: COLORS[index % COLORS.length]!, dash };
}
