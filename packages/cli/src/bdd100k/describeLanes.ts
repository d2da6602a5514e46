import type { LaneF1, LaneScores } from '@cotrain/metrics';
import { formatTable } from '../table.js';

export function describeLanes({ perClass, direction, style, category, ...mean }: LaneScores): string {
  const distances = Object.keys(mean) as (keyof LaneF1)[];
  const row = (name: string, scores: LaneF1) => [
    name,
    ...distances
      .map((distance) => scores[distance]!)
      .map((score) => (Number.isNaN(score) ? '-' : score.toFixed(2))),
  ];
  const attributes = { direction, style, category };
  return [
    formatTable([
      ['mean of', ...distances],
      ...Object.entries(attributes).map(([attribute, scores]) => row(attribute, scores)),
      row('all three', mean),
    ]),
    '',
    formatTable([
      ['class', ...distances],
      ...Object.entries(perClass).map(([name, scores]) => row(name, scores)),
    ]),
  ].join('\n');
}
