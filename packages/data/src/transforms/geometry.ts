import { ArgumentError } from '@cotrain/torch';
import {
  type Box,
  boxEdges,
  boxLabel,
  type LabelMask,
  type Labels,
  maskLabel,
  type Sample,
  type Size,
  type TaskLabel,
  withEdges,
} from '../types.js';
import { resizeBilinear, resizeNearest } from './resize.js';

/** Every label that is present, mapped; a label may become empty, an absent one stays absent. */
export function mapLabels(
  labels: Labels,
  mapBoxes: (boxes: Box[]) => Box[],
  mapMask: (mask: LabelMask) => LabelMask,
): Labels {
  const mask = (label: TaskLabel<LabelMask>) =>
    label.state === 'present' ? maskLabel(mapMask(label.value), label) : label;
  return {
    det: labels.det.state === 'present' ? boxLabel(mapBoxes(labels.det.value), labels.det) : labels.det,
    sem_seg: mask(labels.sem_seg),
    drivable: mask(labels.drivable),
  };
}

/** Image as by PIL's BILINEAR, masks as by its NEAREST, boxes scaled. */
export async function resizeSample(sample: Sample, { height, width }: Size): Promise<Sample> {
  const { image } = sample;
  if (image.width === width && image.height === height) return sample;
  const scaleX = width / image.width;
  const scaleY = height / image.height;
  return {
    name: sample.name,
    image: await resizeBilinear(image, { height, width }),
    labels: mapLabels(
      sample.labels,
      (boxes) =>
        boxes.map((box) => {
          const [x1, y1, x2, y2] = boxEdges(box);
          return withEdges(box, x1 * scaleX, y1 * scaleY, x2 * scaleX, y2 * scaleY);
        }),
      (mask) => resizeNearest(mask, { height, width }),
    ),
  };
}

/** Mirrors left and right. */
export function flipSample(sample: Sample): Sample {
  const { width } = sample.image;
  return {
    name: sample.name,
    image: { ...sample.image, data: flipRows(sample.image.data, width, 3) },
    labels: mapLabels(
      sample.labels,
      (boxes) =>
        boxes.map((box) => {
          const [x1, y1, x2, y2] = boxEdges(box);
          return withEdges(box, width - x2, y1, width - x1, y2);
        }),
      (mask) => ({ ...mask, data: flipRows(mask.data, width, 1) }),
    ),
  };
}

function flipRows(data: Uint8Array, width: number, channels: number): Uint8Array {
  const out = new Uint8Array(data.length);
  const stride = width * channels;
  for (let row = 0; row < data.length; row += stride) {
    for (let x = 0; x < width; x++) {
      const from = row + x * channels;
      const to = row + (width - 1 - x) * channels;
      for (let c = 0; c < channels; c++) out[to + c] = data[from + c]!;
    }
  }
  return out;
}

/**
 * Cuts the window out of the sample; boxes of which less than `minVisible` of the area is inside are dropped. Of ignored boxes
 * and crowds every part stays: dropped, it would be background.
 */
export function cropSample(
  sample: Sample,
  { x, y, height, width }: Size & { x: number; y: number },
  minVisible: number,
): Sample {
  const cropBox = (box: Box): Box[] => {
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
  };
  const { image } = sample;
  return {
    name: sample.name,
    image: { height, width, data: cropRows(image.data, image.width, 3, x, y, height, width) },
    labels: mapLabels(
      sample.labels,
      (boxes) => boxes.flatMap(cropBox),
      (mask) => ({ height, width, data: cropRows(mask.data, mask.width, 1, x, y, height, width) }),
    ),
  };
}

function cropRows(
  data: Uint8Array,
  stride: number,
  channels: number,
  x: number,
  y: number,
  height: number,
  width: number,
): Uint8Array {
  const out = new Uint8Array(height * width * channels);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * stride + x) * channels;
    out.set(data.subarray(from, from + width * channels), row * width * channels);
  }
  return out;
}

/**
 * Brings a predicted class map back to the size of the original image: cuts off the batch's padding, then resizes by
 * nearest neighbour.
 *
 * @param map [padded height, padded width], as the network returned it.
 * @param valid the size of the image before padding (`HostBatch.sizes[i]`).
 * @param original the size to return (`HostBatch.originals[i]`).
 * @throws ArgumentError when `valid` is larger than the map.
 */
export function restoreClassMap(map: LabelMask, valid: Size, original: Size): LabelMask {
  if (valid.height > map.height || valid.width > map.width) {
    throw new ArgumentError(
      `the valid area ${valid.width}x${valid.height} is larger than the map ${map.width}x${map.height}`,
    );
  }
  const data = cropRows(map.data, map.width, 1, 0, 0, valid.height, valid.width);
  return resizeNearest({ ...valid, data }, original);
}

/** Copies rows of `length` bytes to the beginnings of rows of `outLength` bytes. */
export function copyRowsInto(out: Uint8Array, outLength: number, rows: Uint8Array, length: number): void {
  for (let from = 0, to = 0; from < rows.length; from += length, to += outLength) {
    out.set(rows.subarray(from, from + length), to);
  }
}
