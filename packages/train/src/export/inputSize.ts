// The size of the images that an exported model takes.
import { parseTransforms, type Size } from '@cotrain/data';
import { ExportError } from '@cotrain/export';
import type { TrainConfig } from '../config/config.js';

/**
 * Size of the input of an exported model.
 *
 * @param divisor number that height and width must be multiples of
 * @param size wanted size. Default: the size to which the run resizes frames for evaluation, rounded up
 * @throws ExportError for a size that is not a multiple, and without a size for a run whose frames have
 *   different sizes
 */
export function inputSize({ transforms }: TrainConfig, divisor: number, size?: Size): Size {
  const up = (length: number) => Math.ceil(length / divisor) * divisor;
  if (size) {
    const fitting = { height: up(size.height), width: up(size.width) };
    if (fitting.height === size.height && fitting.width === size.width) return size;
    throw new ExportError(
      `the size ${size.height}x${size.width} does not fit: height and width must be multiples of ${divisor}, such as ${fitting.height}x${fitting.width}`,
    );
  }
  const resize = transforms.eval.find((transform) => transform.type === 'resize');
  if (resize) return { height: up(resize.height), width: up(resize.width) };
  throw new ExportError(
    `the run takes frames of any size: choose the size of the input (--size HEIGHTxWIDTH, multiples of ${divisor})`,
  );
}

/** The normalisation of a run's frames. */
export const normalizationOf = ({ transforms }: TrainConfig) =>
  parseTransforms(transforms.eval).normalization;
