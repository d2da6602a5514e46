import { z } from 'zod';
import { issuesOf, nameHint } from '../bdd100k/detection.js';
import { readJsonArray } from '../bdd100k/jsonArray.js';
import { boxesOf, type FoundBoxes } from '../boxes.js';
import { DETECTION_CATEGORIES, findCategory, KNOWN_CATEGORY_NAMES } from '../classes.js';
import { DataError } from '../errors.js';
import { frameName, withoutEnding } from '../listing.js';
import type { Size } from '../types.js';
import { writeStreamAtomic } from './atomicStream.js';

/** What was found in one frame. */
export interface PredictedFrame {
  /** The image's name; `.jpg` is added where it has no extension of an image. */
  name: string;
  /** Half-open edges [x1, y1, x2, y2] in pixels of the original image, one after the other: [D, 4]. */
  boxes: ArrayLike<number>;
  /** 0-based: [D]. */
  classes: ArrayLike<number>;
  scores: ArrayLike<number>; // [D]
  /** Of the image; scalabel's `size`. */
  size?: Size;
}

/** Whose categories a file's are. */
export interface DetectionClasses {
  /** Names in the order of the ids; BDD100K's where they are not given. */
  classes?: readonly string[];
}

/** What {@link readDetections} gives. */
export interface ReadPrediction extends FoundBoxes {
  /** The image's name without folders and extension. */
  frame: string;
  /** As it stands in the file. */
  name: string;
  /** Of the image, where the file tells it. */
  size?: Size;
}

/**
 * Writes BDD100K's detection submission: one JSON array of frames, each label with category, score and box2d,
 * whose right and lower corners belong to the box: a pixel less than its edges. Frames are taken one by one
 * and the file appears when it is complete.
 *
 * @param options.classes names of the class ids, of another label space than BDD100K's
 * @returns the number of frames
 * @throws DataError for a repeated frame, a number that is not finite, an id that is no category, or arrays
 *   that do not fit; FileWriteError when the file cannot be written. Nothing is left behind then
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
      `${boxes.length} box numbers, ${classes.length} classes and ${scores.length} scores do not fit together`,
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
    throw fail(`box ${i} is of class ${classes[i]}; class ids are 0-${names.length - 1}`);
  }
  return { id: String(id), category, score, box2d: { x1, y1, x2: x2! - 1, y2: y2! - 1 } };
}

/** Names of images in BDD100K are hexadecimal with dashes: only known extensions are taken for one. */
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
 * `frames`. Corners in these files belong to the box; edges are given here. Older names of BDD100K's
 * categories are mapped as in labels. Labels without a box are no detections and skipped, as the toolkit
 * does; missing labels mean that nothing was found.
 *
 * @param options.classes names of the class ids, of another label space than BDD100K's
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
        throw new DataError(`${place}, label ${i}: unknown category "${category}"; known are ${known}`, {
          file,
          sample: frame,
        });
      }
      if (score === null || score === undefined) {
        throw new DataError(`${place}, label ${i}: a prediction needs a score (are these the labels?)`, {
          file,
          sample: frame,
        });
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
