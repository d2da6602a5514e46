import type { Tensor } from '@cotrain/torch';
import {
  type Boxes,
  boxesOf,
  boxLabel,
  edgesOf,
  filterBoxes,
  isLeftOut,
  takeBoxes,
  withEdges,
} from '../boxes.js';
import { BOX_STORE } from '../pseudo/boxStore.js';
import { annotatedOf, type TaskLabel } from '../types.js';
import type { HostLabels, LabelInfo, LabelKind, Window } from './kind.js';
import { annotatedFlags, upload } from './knownTensors.js';

/** Boxes of a batch's images, in pixels of the transformed images. */
export interface HostBoxes extends HostLabels {
  /** One entry for each image; null if it is not labelled. */
  objects: readonly (HostObjects | null)[];
}

/** Training targets of one image. */
interface HostObjects {
  boxes: Float32Array<ArrayBuffer>; // [N, 4]
  classes: BigInt64Array<ArrayBuffer>; // [N]
  ignored: Float32Array<ArrayBuffer>; // [M, 4]
}

/** Objects of one image. */
export interface BoxTensors {
  /** Half-open edges `[x1, y1, x2, y2]` in pixels of the transformed image, float32 [N, 4]. */
  boxes: Tensor;
  /** Class ids, int64 [N]. */
  classes: Tensor;
  /** Which classes were annotated in this image, bool [K]; absent: all. */
  annotated?: Tensor;
  /**
   * Edges of ignored boxes and crowds of any category, float32 [M, 4]. Predictions inside them contribute no
   * loss. Absent: there are none.
   */
  ignored?: Tensor;
}

/**
 * Labels that are boxes with classes. Ignored boxes and crowds are kept apart from those used for training.
 */
export const BOXES: LabelKind<Boxes, HostBoxes, BoxTensors> = {
  name: 'boxes',
  label: boxLabel,
  resize(boxes, from, to) {
    const scales = [to.width / from.width, to.height / from.height];
    return withEdges(
      boxes,
      boxes.boxes.map((edge, i) => edge * scales[i & 1]!),
    );
  },
  // The new left edge is the mirrored right edge, two columns away.
  flip: (boxes, { width }) =>
    withEdges(
      boxes,
      boxes.boxes.map((edge, i, edges) => (i & 1 ? edge : width - edges[i ^ 2]!)),
    ),
  crop: cropBoxes,
  mapIds(boxes, ids) {
    const known = filterBoxes(boxes, (row) => typeof ids[boxes.classes[row]!] === 'number');
    return { ...known, classes: known.classes.map((id) => ids[id]!) };
  },
  store: BOX_STORE,
  collate: (labels) => ({
    labels: labels.map((label): LabelInfo => ({ state: label.state, ...annotatedOf(label) })),
    objects: labels.map(learnedObjects),
  }),
  buffers: ({ objects }) =>
    objects.flatMap((own) => (own ? [own.boxes.buffer, own.classes.buffer, own.ignored.buffer] : [])),
  targets: ({ labels, objects }, { classes: count, device }) =>
    objects.map((own, i) => {
      if (!own) return null;
      const { classes: annotated } = annotatedOf(labels[i]!);
      return {
        boxes: upload(own.boxes, [own.classes.length, 4], device),
        classes: upload(own.classes, [own.classes.length], device),
        ...(annotated && { annotated: annotatedFlags(annotated, count, device) }),
        ...(own.ignored.length > 0 && { ignored: upload(own.ignored, [own.ignored.length / 4, 4], device) }),
      };
    }),
};

/**
 * Drops boxes of which less than `minVisible` of the area is inside the window. Ignored boxes and crowds
 * always keep the part inside, which would become background otherwise.
 */
function cropBoxes(boxes: Boxes, { x, y, height, width }: Window, minVisible: number): Boxes {
  const limits = [width, height];
  const shifts = [x, y];
  const inside = boxes.boxes.map((edge, i) => {
    const shifted = edge - shifts[i & 1]!;
    return i & 2 ? Math.min(limits[i & 1]!, shifted) : Math.max(0, shifted);
  });
  const truncated = new Uint8Array(boxes.classes.length);
  const kept = [...boxes.classes.keys()].filter((row) => {
    const visible = areaOf({ boxes: inside }, row);
    const area = areaOf(boxes, row);
    truncated[row] = boxes.truncated?.[row] || visible < area ? 1 : 0;
    return visible > 0 && visible >= (isLeftOut(boxes, row) ? 0 : minVisible * area);
  });
  return takeBoxes({ ...withEdges(boxes, inside), truncated }, kept);
}

function areaOf(boxes: Pick<Boxes, 'boxes'>, row: number): number {
  const [x1, y1, x2, y2] = edgesOf(boxes, row);
  return Math.max(0, x2 - x1) * Math.max(0, y2 - y1);
}

/** Null if the image is not labelled. Boxes of classes that were not annotated are left out. */
function learnedObjects(label: TaskLabel<Boxes>): HostObjects | null {
  if (label.state === 'absent') return null;
  const all = label.state === 'present' ? label.value : boxesOf({ boxes: [], classes: [] });
  const ignored = filterBoxes(all, (row) => isLeftOut(all, row));
  const learned = filterBoxes(
    all,
    (row) => !isLeftOut(all, row) && (label.classes?.includes(all.classes[row]!) ?? true),
  );
  return {
    boxes: Float32Array.from(learned.boxes),
    classes: BigInt64Array.from(learned.classes, BigInt),
    ignored: Float32Array.from(ignored.boxes),
  };
}
