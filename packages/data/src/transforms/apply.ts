import type { Rng } from '../rng.js';
import type { Sample, Size, TaskSpecs } from '../types.js';
import { adjustColor } from './color.js';
import { cropSample, flipSample, resizeSample } from './geometry.js';
import type { SampleTransform } from './spec.js';

/**
 * Applies the transforms in order. The result depends only on the sample and the generator's state.
 *
 * @param tasks tasks of the sample's labels
 */
export async function applyTransforms(
  sample: Sample,
  tasks: TaskSpecs,
  transforms: readonly SampleTransform[],
  rng: Rng,
): Promise<Sample> {
  let result = sample;
  for (const transform of transforms) result = await applyTransform(result, tasks, transform, rng);
  return result;
}

async function applyTransform(
  sample: Sample,
  tasks: TaskSpecs,
  transform: SampleTransform,
  rng: Rng,
): Promise<Sample> {
  switch (transform.type) {
    case 'resizeShortestEdge':
      return resizeSample(
        sample,
        tasks,
        shortestEdgeSize(sample.image, rng.pick(transform.sizes), transform.maxSize),
      );
    case 'resize':
      return resizeSample(sample, tasks, transform);
    case 'randomFlip':
      return rng.chance(transform.p) ? flipSample(sample, tasks) : sample;
    case 'randomScaleCrop': {
      const scale = rng.uniform(transform.minScale, transform.maxScale);
      const scaled = await resizeSample(sample, tasks, {
        height: Math.max(1, Math.round(sample.image.height * scale)),
        width: Math.max(1, Math.round(sample.image.width * scale)),
      });
      const height = Math.min(transform.height, scaled.image.height);
      const width = Math.min(transform.width, scaled.image.width);
      const x = rng.int(0, scaled.image.width - width);
      const y = rng.int(0, scaled.image.height - height);
      return cropSample(scaled, tasks, { x, y, height, width }, transform.minVisible);
    }
    case 'colorJitter': {
      const factor = (amount: number) => rng.uniform(1 - amount, 1 + amount);
      const factors = {
        brightness: factor(transform.brightness),
        contrast: factor(transform.contrast),
        saturation: factor(transform.saturation),
      };
      return { ...sample, image: adjustColor(sample.image, factors) };
    }
  }
}

/** Output size of detectron2's ResizeShortestEdge.get_output_shape (data/transforms/augmentation_impl.py). */
function shortestEdgeSize({ height, width }: Size, size: number, maxSize = Infinity): Size {
  let scale = size / Math.min(height, width);
  if (Math.max(height, width) * scale > maxSize) scale = maxSize / Math.max(height, width);
  return {
    height: Math.max(1, Math.floor(height * scale + 0.5)),
    width: Math.max(1, Math.floor(width * scale + 0.5)),
  };
}
