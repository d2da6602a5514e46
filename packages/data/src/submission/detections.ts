import { z } from 'zod';
import { issuesOf, nameHint } from '../bdd100k/detection.js';
import { readJsonArray } from '../bdd100k/jsonArray.js';
import { boxesOf, type FoundBoxes } from '../boxes.js';
import { DETECTION_CATEGORIES, findCategory, KNOWN_CATEGORY_NAMES } from '../classes.js';
import { DataError } from '../errors.js';
import { frameName, withoutEnding } from '../listing.js';
import type { Size } from '../types.js';
import { writeStreamAtomic } from './atomicStream.js';

/** Detections in one frame. */
export interface PredictedFrame {
  /** Image name; `.jpg` is added if it has no image extension. */
  name: string;
  /** Half-open edges [x1, y1, x2, y2] in pixels of the original image, flattened: [D, 4]. */
  boxes: ArrayLike<number>;
  /** 0-based class ids: [D]. */
  classes: ArrayLike<number>;
  scores: ArrayLike<number>; // [D]
  /** Image size, written as scalabel's `size`. */
  size?: Size;
}

/** The categories of a detection file. */
export interface DetectionClasses {
  /** Names in the order of the ids. Default: BDD100K's categories. */
  classes?: readonly string[];
}

/** Detections of one frame from {@link readDetections}. */
export interface ReadPrediction extends FoundBoxes {
  /** Image name without folders and extension. */
  frame: string;
  /** Name as in the file. */
  name: string;
  /** Image size, if the file states it. */
  size?: Size;
}

/**
 * Writes BDD100K's detection submission: one JSON array of frames, in which each label has a category, a
 * score and a box2d with inclusive right and lower corners (one less than the edges). Frames are consumed one
 * by one, and the file appears when it is complete.
 *
 * @param options.classes names of the class ids, if they are not BDD100K's
 * @returns the number of frames
 * @throws DataError for a repeated frame, a non-finite number, an id that is not a category, or arrays of
 *   different lengths; FileWriteError if the file cannot be written. No file is left behind in either case
 */
export async function writeDetections(
  path: string,
  frames: Iterable<PredictedFrame> | AsyncIterable<PredictedFrame>,
  { classes = DETECTION_CATEGORIES }: DetectionClasses = {},
): Promise<number> {
  const seen = new Set<string>();
  async function* pieces(): AsyncGenerator<string> {
    let id = 0;
    yield '[';
    for await (const frame of frames) {
      if (seen.has(frame.name))
        throw new DataError(`${path}: frame "${frame.name}" is given twice`, { file: path });
      const labels = Array.from({ length: frame.scores.length }, (_, i) =>
        toLabel(frame, i, id++, classes, path),
      );
      const size = frame.size && { width: frame.size.width, height: frame.size.height };
      yield `${seen.size > 0 ? ',' : ''}\n${JSON.stringify({ name: imageName(frame.name), size, labels })}`;
      seen.add(frame.name);
    }
    yield '\n]\n';
  }
  await writeStreamAtomic(path, pieces());
  return seen.size;
}

function toLabel(
  { name, boxes, classes, scores }: PredictedFrame,
  i: number,
  id: number,
  names: readonly string[],
  file: string,
) {
  const fail = (what: string) => new DataError(`${file}, frame "${name}": ${what}`, { file, sample: name });
  if (boxes.length !== 4 * scores.length || classes.length !== scores.length) {
    throw fail(
      `${boxes.length} box numbers, ${classes.length} classes and ${scores.length} scores do not match`,
    );
  }
  const [x1, y1, x2, y2, score] = [
    boxes[4 * i],
    boxes[4 * i + 1],
    boxes[4 * i + 2],
    boxes[4 * i + 3],
    scores[i],
  ];
  if (![x1, y1, x2, y2, score].every(Number.isFinite)) {
    throw fail(`box ${i} is [${[x1, y1, x2, y2].join(', ')}] with score ${score}; all must be finite`);
  }
  const category = names[classes[i]!];
  if (category === undefined) {
    throw fail(`box ${i} has the class id ${classes[i]}; class ids are 0-${names.length - 1}`);
  }
  return { id: String(id), category, score, box2d: { x1, y1, x2: x2! - 1, y2: y2! - 1 } };
}

/** BDD100K's image names are hexadecimal with dashes, so only known extensions count as extensions. */
function imageName(name: string): string {
  return withoutEnding(name) === name ? `${name}.jpg` : name;
}

const predictionSchema = z.object({
  name: z.string().min(1),
  size: z.object({ width: z.number(), height: z.number() }).nullish(),
  labels: z
    .array(
      z.object({
        category: z.string(),
        score: z.number().nullish(),
        box2d: z.object({ x1: z.number(), y1: z.number(), x2: z.number(), y2: z.number() }).nullish(),
      }),
    )
    .nullish(),
});

/**
 * Streams a BDD100K detection submission, or any scalabel predictions: an array of frames, or an object with
 * `frames`. Inclusive corners in these files are converted to edges. Older names of BDD100K's categories are
 * mapped as in labels. As in the toolkit, labels without a box are not detections and are skipped, and
 * missing labels mean that nothing was found.
 *
 * @param options.classes names of the class ids, if they are not BDD100K's
 * @throws DataError naming the file, the frame and the label: no score, an unknown category, a repeated frame
 */
export async function* readDetections(
  file: string,
  { classes: names }: DetectionClasses = {},
): AsyncGenerator<ReadPrediction> {
  const idOf = (category: string) => (names ? names.indexOf(category) : (findCategory(category)?.id ?? -1));
  const seen = new Map<string, number>();
  for await (const { value, index, line } of readJsonArray(file)) {
    const parsed = predictionSchema.safeParse(value);
    const place = `${file}, line ${line}, frame ${index}${nameHint(value)}`;
    if (!parsed.success) throw new DataError(`${place}: ${issuesOf(parsed.error)}`, { file });
    const { name, size, labels } = parsed.data;
    const frame = frameName(name);
    const earlier = seen.get(withoutEnding(name));
    if (earlier !== undefined) {
      throw new DataError(`${place}: the same name as frame ${earlier}; keep one of them`, {
        file,
        sample: frame,
      });
    }
    seen.set(withoutEnding(name), index);
    const boxes: number[] = [];
    const classes: number[] = [];
    const scores: number[] = [];
    for (const [i, { category, score, box2d }] of (labels ?? []).entries()) {
      if (!box2d) continue;
      const id = idOf(category);
      if (id < 0) {
        const known = (names ?? KNOWN_CATEGORY_NAMES).join(', ');
        throw new DataError(
          `${place}, label ${i}: unknown category "${category}"; known categories are ${known}`,
          {
            file,
            sample: frame,
          },
        );
      }
      if (score === null || score === undefined) {
        throw new DataError(
          `${place}, label ${i}: a prediction needs a score (is this a ground-truth file?)`,
          {
            file,
            sample: frame,
          },
        );
      }
      boxes.push(box2d.x1, box2d.y1, box2d.x2 + 1, box2d.y2 + 1);
      classes.push(id);
      scores.push(score);
    }
    yield {
      frame,
      name,
      ...boxesOf({ boxes, classes, scores }),
      ...(size ? { size } : {}),
    };
  }
}
