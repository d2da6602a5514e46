import { z } from 'zod';
import { issuesOf, nameHint } from '../bdd100k/detection.js';
import { readJsonArray } from '../bdd100k/jsonArray.js';
import { boxesOf, type FoundBoxes } from '../boxes.js';
import { DETECTION_CATEGORIES, findCategory } from '../classes.js';
import { DataError } from '../errors.js';
import type { Notes } from '../notes.js';
import type { DetectionClasses } from './detections.js';
import { jsonFiles } from './jsonFiles.js';
import { parsePythonJson } from './pythonJson.js';

/** A frame of scalabel's files as read for scoring: labels or predictions. */
export interface ScalabelFrame extends FoundBoxes {
  name: string;
  /** Empty if there is none. */
  videoName: string;
  /**
   * Index of the first box without a score, which is set to 0; null if there is none. Labels do not need
   * scores.
   */
  unscored: number | null;
  /** File and frame, for messages. */
  place: string;
}

export interface ScalabelOptions extends DetectionClasses {
  /**
   * 1 (the default): the right and lower corners are inclusive, as in BDD100K; 0: they are half-open edges.
   */
  inside?: 0 | 1;
}

/** Python's `float`, which scalabel's schema applies: numeric strings are numbers, and true is 1. */
const real = z
  .union([z.number(), z.nan(), z.literal([Infinity, -Infinity]), z.bigint(), z.boolean(), z.string()])
  .transform((value, context): number => {
    const number = typeof value === 'string' ? pythonFloat(value) : Number(value);
    if (number === null) context.addIssue({ code: 'custom', message: `"${value}" is not a number` });
    return number ?? 0;
  });

function pythonFloat(text: string): number | null {
  const trimmed = text.trim();
  if (/^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+(_\d+)*)?$/i.test(trimmed))
    return Number(trimmed.replaceAll('_', ''));
  const [, sign, word] = /^([+-]?)(nan|inf|infinity)$/i.exec(trimmed) ?? [];
  if (word === undefined) return null;
  return word.toLowerCase() === 'nan' ? Number.NaN : sign === '-' ? -Infinity : Infinity;
}

const text = z.union([z.string(), z.number().transform(String), z.bigint().transform(String)]);
const labelSchema = z.object({
  category: text.nullish(),
  score: real.nullish(),
  attributes: z.record(z.string(), z.unknown()).nullish(),
  box2d: z.object({ x1: real, y1: real, x2: real, y2: real }).nullish(),
});
const frameSchema = z.object({
  name: text,
  videoName: text.nullish(),
  labels: z.array(labelSchema).nullish(),
});

/**
 * Reads a scalabel file, or the JSON files of a folder, as the BDD100K toolkit does for scoring. Null or
 * missing labels mean a frame without boxes, labels without `box2d` are not detections, and older category
 * names are mapped.
 *
 * @param options.classes names of the class ids, if they are not BDD100K's
 * @param notes receives what is skipped
 * @throws DataError naming the file, the frame and the key, and for a folder without JSON files
 */
export async function readScalabel(
  path: string,
  notes: Notes,
  { classes, inside = 1 }: ScalabelOptions = {},
): Promise<ScalabelFrame[]> {
  const find = classes
    ? (name: string) => ({ id: classes.indexOf(name), ignored: false })
    : (name: string) => findCategory(name) ?? { id: -1, ignored: false };
  const frames: ScalabelFrame[] = [];
  for (const file of await jsonFiles(path)) {
    for await (const { value, index, line } of readJsonArray(file, ['frames'], parsePythonJson)) {
      const place = `${file}, line ${line}, frame ${index}${nameHint(value)}`;
      const parsed = frameSchema.safeParse(value);
      if (!parsed.success) throw new DataError(`${place}: ${issuesOf(parsed.error)}`, { file });
      const { name, videoName, labels } = parsed.data;
      const columns = noColumns();
      for (const [i, label] of (labels ?? []).entries()) {
        if (!label.box2d) continue;
        const { id, ignored } = find(label.category ?? '');
        if (id < 0) {
          const known = (classes ?? DETECTION_CATEGORIES).join(', ');
          notes.add(
            `boxes are of categories other than ${known}: skipped`,
            `${place}, label ${i}, "${label.category}"`,
          );
          continue;
        }
        noteOddBox(label, `${place}, label ${i}`, notes);
        addBox(columns, label, id, ignored, inside);
      }
      const unscored = columns.scores.indexOf(null);
      frames.push({
        ...{ name, videoName: videoName ?? '', place, unscored: unscored < 0 ? null : unscored },
        ...boxesOf({ ...columns, scores: columns.scores.map((score) => score ?? 0) }),
      });
    }
  }
  return frames;
}

const noColumns = () => ({
  ...{ boxes: [] as number[], sizes: [] as number[], classes: [] as number[] },
  ...{ crowd: [] as boolean[], scores: [] as (number | null)[] },
});

type Label = z.output<typeof labelSchema>;

function noteOddBox({ box2d, score }: Label, place: string, notes: Notes): void {
  const { x1, y1, x2, y2 } = box2d!;
  if (!(x2 >= x1 && y2 >= y1) || ![x1, y1, x2, y2, score ?? 0].every(Number.isFinite))
    notes.add(
      'boxes have x2 or y2 below x1 or y1, or non-finite numbers: they count as in the toolkit',
      place,
    );
}

function addBox(
  columns: ReturnType<typeof noColumns>,
  { box2d, attributes, score }: Label,
  id: number,
  ignored: boolean,
  inside: 0 | 1,
): void {
  const { x1, y1, x2, y2 } = box2d!;
  columns.boxes.push(x1, y1, x2 + inside, y2 + inside);
  columns.sizes.push(x2 - x1 + inside, y2 - y1 + inside);
  columns.classes.push(id);
  columns.crowd.push(ignored || isTrue(attributes?.crowd) || isTrue(attributes?.ignored));
  columns.scores.push(score ?? null);
}

/** Reads an attribute as scalabel does: as a boolean if possible, and otherwise by whether it is 0 or ''. */
function isTrue(value: unknown): boolean {
  if (typeof value !== 'string') return Boolean(value);
  return value !== '' && !/^(0|off|f|false|n|no)$/i.test(value);
}
