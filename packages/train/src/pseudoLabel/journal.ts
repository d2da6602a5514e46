// Finished frames, one line each. Pseudo-labelling continues after the last line, and the audit page is made
// from them.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { boxesOf, type FoundBoxes } from '@cotrain/data';
import { writing } from '@cotrain/torch';
import { z } from 'zod';
import { BINS } from './stats.js';

const count = z.number().nonnegative();
const bins = z.array(count).length(BINS);
const lineSchema = z.object({
  name: z.string(),
  width: count,
  height: count,
  stats: z.object({
    all: bins,
    kept: z.array(count),
    truth: z
      .object({
        counted: bins,
        correct: bins,
        classes: z.array(z.object({ present: count, kept: count, correct: count })),
      })
      .nullable(),
  }),
  /** `[class, score, x1, y1, x2, y2]` of each pseudo box. */
  boxes: z
    .array(z.tuple([z.int32().nonnegative(), count, z.number(), z.number(), z.number(), z.number()]))
    .optional(),
});

type Line = z.output<typeof lineSchema>;
export type FrameRecord = Omit<Line, 'boxes'> & { boxes?: FoundBoxes };

/** The frames of a journal by name, without a line truncated by a crash. */
export function readJournal(path: string): Map<string, FrameRecord> {
  const frames = new Map<string, FrameRecord>();
  if (!existsSync(path)) return frames;
  for (const text of readFileSync(path, 'utf8').split('\n')) {
    const line = parseLine(text);
    if (line) frames.set(line.name, line);
  }
  return frames;
}

function parseLine(text: string): FrameRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { boxes, ...frame } = parsed.data;
  if (!boxes) return frame;
  const found = boxesOf({
    boxes: boxes.flatMap(([, , ...edges]) => edges),
    classes: boxes.map(([id]) => id),
    scores: boxes.map(([, score]) => score),
  });
  return { ...frame, boxes: found };
}

/** @throws FileWriteError naming the file, for example if the disk is full */
export function appendJournal(path: string, { boxes, ...frame }: FrameRecord): void {
  const packed =
    boxes &&
    Array.from(boxes.classes, (id, row) => [
      ...[id, boxes.scores[row]],
      ...boxes.boxes.subarray(4 * row, 4 * row + 4),
    ]);
  // Starts with a newline, so that this line cannot join one truncated by a crash.
  writing(path, () => appendFileSync(path, `\n${JSON.stringify({ ...frame, boxes: packed })}`));
}
