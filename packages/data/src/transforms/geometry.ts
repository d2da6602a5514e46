import { ArgumentError } from '@cotrain/torch';
import { DataConfigError } from '../errors.js';
import { labelKind } from '../kinds/index.js';
import type { LabelKind, Window } from '../kinds/kind.js';
import { cropRows, flipRows } from '../kinds/rows.js';
import type { LabelMask, Labels, Sample, Size, TaskSpecs } from '../types.js';
import { resizeBilinear, resizeNearest } from './resize.js';

/** Maps every label that is present by its kind. A label may become empty; an absent label stays absent. */
function mapLabels(
  labels: Labels,
  tasks: TaskSpecs,
  map: (kind: LabelKind, value: unknown) => unknown,
): Labels {
  const mapped = Object.entries(labels).map(([task, label]) => {
    if (label?.state !== 'present') return [task, label] as const;
    const spec = tasks[task];
    if (!spec)
      throw new DataConfigError(
        `a sample has a label of "${task}", which is not one of its data set's tasks: ${Object.keys(tasks).join(', ')}`,
      );
    const kind = labelKind(spec.kind);
    return [task, kind.label(map(kind, label.value), label)] as const;
  });
  return Object.fromEntries(mapped);
}

/** Labels of an image of one size for the same image in another: maps as PIL's NEAREST, boxes scaled. */
export const resizeLabels = (labels: Labels, tasks: TaskSpecs, from: Size, to: Size): Labels =>
  mapLabels(labels, tasks, (kind, value) => kind.resize(value, from, to));

/** Resizes the image as PIL's BILINEAR, maps as PIL's NEAREST, and scales boxes. */
export async function resizeSample(sample: Sample, tasks: TaskSpecs, size: Size): Promise<Sample> {
  const { name, image, labels } = sample;
  const { height, width } = size;
  if (image.width === width && image.height === height) return sample;
  return {
    name,
    image: await resizeBilinear(image, { height, width }),
    labels: resizeLabels(labels, tasks, image, { height, width }),
  };
}

/** Mirrors horizontally. */
export function flipSample({ name, image, labels }: Sample, tasks: TaskSpecs): Sample {
  return {
    name,
    image: { ...image, data: flipRows(image.data, image.width, 3) },
    labels: mapLabels(labels, tasks, (kind, value) => kind.flip(value, image)),
  };
}

/** Crops the sample to the window. Objects of which less than `minVisible` is inside are dropped. */
export function cropSample(
  { name, image, labels }: Sample,
  tasks: TaskSpecs,
  window: Window,
  minVisible: number,
): Sample {
  const { height, width } = window;
  return {
    name,
    image: { height, width, data: cropRows(image.data, image.width, 3, window) },
    labels: mapLabels(labels, tasks, (kind, value) => kind.crop(value, window, minVisible)),
  };
}

/**
 * Converts a predicted class map to the size of the original image: crops the batch's padding, then resizes
 * with nearest neighbour.
 *
 * @param map predicted classes [padded height, padded width].
 * @param valid size of the image before padding (`HostBatch.sizes[i]`).
 * @param original size of the result (`HostBatch.originals[i]`).
 * @throws ArgumentError if `valid` is larger than the map.
 */
export function restoreClassMap(map: LabelMask, valid: Size, original: Size): LabelMask {
  if (valid.height > map.height || valid.width > map.width) {
    throw new ArgumentError(
      `the valid area ${valid.width}x${valid.height} is larger than the map ${map.width}x${map.height}`,
    );
  }
  const data = cropRows(map.data, map.width, 1, { x: 0, y: 0, ...valid });
  return resizeNearest({ ...valid, data }, original);
}
