import { resizeSample } from '../transforms/geometry.js';
import type { Pipeline, SampleTransform } from '../transforms/spec.js';
import type { Sample, Size, TaskSpecs } from '../types.js';

/** A sample after the transforms that come before the first random one: the same in every epoch. */
export interface PreparedSample {
  sample: Sample;
  /** Size of the image before any transform. */
  original: Size;
  /** The sample before any transform. Null unless batches keep it. */
  asRead: Sample | null;
}

/** What decides how samples are prepared. */
export interface Preparation {
  /** Tasks of the samples. */
  tasks: TaskSpecs;
  pipeline: Pipeline;
  /** Whether the batch also keeps the samples, as read or after the transforms. */
  keepSamples: boolean | 'transformed';
}

/** The transforms of samples, before the first random one and from there on. */
export function splitAtRandom({ sample: transforms }: Pipeline) {
  const first = transforms.findIndex(({ type }) => type !== 'resize');
  const end = first < 0 ? transforms.length : first;
  return {
    fixed: transforms.slice(0, end) as Extract<SampleTransform, { type: 'resize' }>[],
    random: transforms.slice(end),
  };
}

export async function prepare(
  asRead: Sample,
  { tasks, pipeline, keepSamples }: Preparation,
): Promise<PreparedSample> {
  let sample = asRead;
  for (const size of splitAtRandom(pipeline).fixed) sample = await resizeSample(sample, tasks, size);
  const { height, width } = asRead.image;
  return { sample, original: { height, width }, asRead: keepSamples === true ? asRead : null };
}
