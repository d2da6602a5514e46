import type { Device, Tensor } from '@cotrain/torch';
import { BOX_STORE } from '../pseudo/boxStore.js';
import { type Box, boxEdges, boxLabel, type Size, type TaskLabel, withEdges } from '../types.js';
import type { LabelKind, TargetContext, Window } from './kind.js';
import { annotatedFlags, upload } from './knownTensors.js';

/** The boxes of a batch's images, in the pixels of the transformed images. */
export interface HostBoxes {
  labels: readonly TaskLabel<Box[]>[];
}

/** Objects of one image. */
export interface BoxTensors {
  /** Half-open edges `[x1, y1, x2, y2]` in pixels of the transformed image, float32 [N, 4]. */
  boxes: Tensor;
  /** Class ids, int64 [N]. */
  labels: Tensor;
  /** Which classes were annotated in this image, bool [K]; absent: all. */
  annotated?: Tensor;
  /** Edges of ignored boxes and crowds of any category, float32 [M, 4]: what lies in them counts in no loss. Absent: there are none. */
  ignored?: Tensor;
}

/** Objects, each with its class. Ignored boxes and crowds stand apart from those that are learned. */
export const BOXES: LabelKind<Box[], HostBoxes, BoxTensors> = {
  name: 'boxes',
  label: boxLabel,
  resize(boxes, from, to) {
    const [scaleX, scaleY] = [to.width / from.width, to.height / from.height];
    return boxes.map((box) => {
      const [x1, y1, x2, y2] = boxEdges(box);
      return withEdges(box, x1 * scaleX, y1 * scaleY, x2 * scaleX, y2 * scaleY);
    });
  },
  flip: (boxes, { width }) =>
    boxes.map((box) => {
      const [x1, y1, x2, y2] = boxEdges(box);
      return withEdges(box, width - x2, y1, width - x1, y2);
    }),
  crop: (boxes, window, minVisible) => boxes.flatMap((box) => cropBox(box, window, minVisible)),
  mapIds: (boxes, ids) =>
    boxes.flatMap((box) => {
      const category = ids[box.category];
      return category === null || category === undefined ? [] : [{ ...box, category }];
    }),
  store: BOX_STORE,
  collate: (labels) => ({ labels }),
  targets: ({ labels }, context) =>
    labels.map((label) => {
      if (label.state === 'absent') return null;
      return boxTensors(label.state === 'present' ? label.value : [], label.classes, context);
    }),
};

/**
 * Boxes of which less than `minVisible` of the area is inside are dropped. Of ignored boxes and crowds every part stays: dropped, it
 * would be background.
 */
function cropBox(box: Box, { x, y, height, width }: Window & Size, minVisible: number): Box[] {
  const [left, top, right, bottom] = boxEdges(box);
  const x1 = Math.max(0, left - x);
  const y1 = Math.max(0, top - y);
  const x2 = Math.min(width, right - x);
  const y2 = Math.min(height, bottom - y);
  const visible = Math.max(0, x2 - x1) * Math.max(0, y2 - y1);
  const area = (right - left) * (bottom - top);
  const least = box.ignored || box.crowd ? 0 : minVisible * area;
  if (visible === 0 || visible < least) return [];
  return [{ ...withEdges(box, x1, y1, x2, y2), truncated: box.truncated || visible < area }];
}

function boxTensors(
  boxes: readonly Box[],
  classes: readonly number[] | undefined,
  { classes: count, device }: TargetContext,
): BoxTensors {
  const ignored = boxes.filter((box) => box.ignored || box.crowd);
  const learned = boxes.filter(
    (box) => !box.ignored && !box.crowd && (classes?.includes(box.category) ?? true),
  );
  return {
    boxes: edgesOf(learned, device),
    labels: upload(
      BigInt64Array.from(learned, ({ category }) => BigInt(category)),
      [learned.length],
      device,
    ),
    ...(classes && { annotated: annotatedFlags(classes, count, device) }),
    ...(ignored.length > 0 && { ignored: edgesOf(ignored, device) }),
  };
}

/** float32 [N, 4] */
const edgesOf = (boxes: readonly Box[], device: Device): Tensor =>
  upload(Float32Array.from(boxes.flatMap(boxEdges)), [boxes.length, 4], device);
