import { z } from 'zod';
import { type Boxes, boxesOf, boxLabel } from '../boxes.js';
import { findCategory, KNOWN_CATEGORY_NAMES } from '../classes.js';
import { DataError } from '../errors.js';
import { keyOf } from '../labelKeys.js';
import { frameName } from '../listing.js';
import type { Notes } from '../notes.js';
import type { Size, TaskLabel } from '../types.js';
import { readJsonArray } from './jsonArray.js';

/** scalabel's own files contain booleans. It also reads 0 and 1 as such. */
const flag = z
  .union([z.boolean(), z.literal(0), z.literal(1)])
  .transform(Boolean)
  .nullish();

const labelSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  category: z.string(),
  attributes: z.object({ occluded: flag, truncated: flag, crowd: flag, ignored: flag }).nullish(),
  box2d: z.object({ x1: z.number(), y1: z.number(), x2: z.number(), y2: z.number() }).nullish(),
});

const frameSchema = z.object({
  name: z.string().min(1),
  attributes: z.record(z.string(), z.unknown()).nullish(),
  size: z.object({ width: z.number(), height: z.number() }).nullish(),
  labels: z.array(labelSchema).nullish(),
});

type RawLabel = z.infer<typeof labelSchema>;

/** Problem in a detection file, with the frame and the label. */
export interface DetectionProblem {
  kind: 'bad frame' | 'repeated frame' | 'unknown category' | 'degenerate box';
  file: string;
  frame: string;
  message: string;
}

/** Frame of a detection file: its name and its boxes. */
export interface DetectionFrame {
  /** Frame name without folder and extension. It joins images and labels. */
  name: string;
  /** Image name as in the file, such as `b1c66a42-6f7d68ca.jpg`. */
  imageName: string;
  label: TaskLabel<Boxes>;
  /** Fingerprint of the label; undefined if the label is absent. */
  key?: string;
  /** Image size, if the file states it. */
  size?: Size;
  /**
   * All boxes of the frame, if some of them have no area. Those are not used for training, but scorers count
   * them.
   */
  scored?: Boxes;
}

/**
 * Streams the frames of a det_20 file: an array of frames, or scalabel's object with `frames`. `labels: []`
 * is an empty label ("nothing here"). Missing or null `labels` make the label absent: the release omits them
 * for frames that were not annotated, which does not mean "no objects". Labels without a `box2d` (lanes, or
 * drivable polygons in older files) are not detection labels and are skipped.
 *
 * @param report called for every problem inside a well-formed array. It may throw to stop at the first one.
 *   Items that it reports are left out of the frame.
 * @throws DataError if the file is neither.
 */
export async function* readDetectionFrames(
  file: string,
  report: (problem: DetectionProblem) => void = throwProblem,
): AsyncGenerator<DetectionFrame> {
  const seen = new Map<string, number>();
  for await (const { value, index, line } of readJsonArray(file)) {
    const parsed = frameSchema.safeParse(value);
    if (!parsed.success) {
      const message = `${file}, line ${line}, frame ${index}${nameHint(value)}: ${issuesOf(parsed.error)}`;
      report({ kind: 'bad frame', file, frame: `frame ${index}`, message });
      continue;
    }
    const name = frameName(parsed.data.name);
    const place = `${file}, frame ${index} ("${parsed.data.name}")`;
    const earlier = seen.get(name);
    if (earlier !== undefined) {
      const message = `${place}: the same name as frame ${earlier}; keep one of them`;
      report({ kind: 'repeated frame', file, frame: name, message });
      continue;
    }
    seen.set(name, index);
    const { labels, size } = parsed.data;
    const frame = { name, imageName: parsed.data.name, ...(size && { size }) };
    if (!labels) {
      yield { ...frame, label: { state: 'absent' } };
      continue;
    }
    const all: FileBox[] = [];
    const boxes: FileBox[] = [];
    for (const [i, label] of labels.entries()) {
      const tell = (kind: DetectionProblem['kind'], what: string) =>
        report({ kind, file, frame: name, message: `${place}, label ${i}: ${what}` });
      const box = toBox(label, tell);
      if (!box) continue;
      all.push(box);
      const { x1, y1, x2, y2 } = box;
      // Both corners belong to the box, so a box with x1 = x2 is one pixel wide.
      if (x2 >= x1 && y2 >= y1) boxes.push(box);
      else tell('degenerate box', `box2d {x1: ${x1}, y1: ${y1}, x2: ${x2}, y2: ${y2}} has no area`);
    }
    const isCut = boxes.length < all.length;
    yield {
      ...frame,
      label: boxLabel(toBoxes(boxes)),
      key: keyOf(boxes.length > 0 ? { state: 'present', value: boxes } : { state: 'empty' }),
      ...(isCut && { scored: toBoxes(all) }),
    };
  }
}

/** A box as stored in the file, with both corners inclusive. */
interface FileBox {
  category: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  ignored: boolean;
  crowd: boolean;
  occluded: boolean;
  truncated: boolean;
  id?: string | number;
}

function toBoxes(list: readonly FileBox[]): Boxes {
  return boxesOf({
    boxes: list.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2 + 1, y2 + 1]),
    // Same order of operations as scalabel/label/transforms.py, `box2d_to_bbox`.
    sizes: list.flatMap(({ x1, y1, x2, y2 }) => [x2 - x1 + 1, y2 - y1 + 1]),
    classes: list.map(({ category }) => category),
    ignored: list.map(({ ignored }) => ignored),
    crowd: list.map(({ crowd }) => crowd),
    occluded: list.map(({ occluded }) => occluded),
    truncated: list.map(({ truncated }) => truncated),
    ids: list.map(({ id }) => id),
  });
}

function toBox(
  { id, category, attributes, box2d }: RawLabel,
  report: (kind: DetectionProblem['kind'], what: string) => void,
): FileBox | null {
  if (!box2d) return null;
  const known = findCategory(category);
  if (!known) {
    report(
      'unknown category',
      `unknown category "${category}"; known categories are ${KNOWN_CATEGORY_NAMES.join(', ')}`,
    );
    return null;
  }
  const { x1, y1, x2, y2 } = box2d;
  return {
    category: known.id,
    ...{ x1, y1, x2, y2 },
    ignored: known.ignored || (attributes?.ignored ?? false),
    crowd: attributes?.crowd ?? false,
    occluded: attributes?.occluded ?? false,
    truncated: attributes?.truncated ?? false,
    ...(id === null || id === undefined ? {} : { id }),
  };
}

/**
 * Continues where the toolkit does (scalabel/label/to_coco.py skips unknown categories), and notes what was
 * skipped.
 */
export function noteProblem(notes: Notes): (problem: DetectionProblem) => void {
  return (problem) => {
    if (notes.strict) throwProblem(problem);
    if (problem.kind === 'unknown category')
      notes.add('boxes of unknown categories are skipped', problem.message);
    else if (problem.kind === 'degenerate box') notes.add('boxes without area are skipped', problem.message);
    else throwProblem(problem);
  };
}

function throwProblem(problem: DetectionProblem): never {
  throw new DataError(problem.message, { file: problem.file });
}

export function nameHint(value: unknown): string {
  const name = (value as { name?: unknown } | null)?.name;
  return typeof name === 'string' ? ` ("${name}")` : '';
}

export function issuesOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`)
    .join('; ');
}
