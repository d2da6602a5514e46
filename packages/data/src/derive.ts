import { ArgumentError } from '@cotrain/torch';
import {
  type Dataset,
  type FrameId,
  frameIdOf,
  type LabelKeys,
  type LabelledFrame,
  type Labels,
  readLabels,
  type Sample,
  type SampleSource,
  type TaskSpecs,
} from './types.js';

/** Differences of a data set derived from another one. `index` always refers to the new data set. */
export interface Derivation {
  /** Indices into the other data set. Default: all. */
  indices?: readonly number[];
  names?: readonly string[];
  tasks?: TaskSpecs;
  frameId?(own: FrameId, index: number): FrameId;
  /** Changes a frame, with or without its image. */
  change?<Frame extends LabelledFrame>(frame: Frame, index: number): Frame | Promise<Frame>;
  labelled?(own: Readonly<Record<string, boolean>>, index: number): Readonly<Record<string, boolean>>;
  labelKeys?(own: LabelKeys, index: number): LabelKeys | Promise<LabelKeys>;
  /** Whether the ground truth for the task's official scorer still applies. Default: it does. */
  keepsScored?(task: string): boolean;
  /**
   * How a worker thread makes the sample. Default: as in the other data set, or not at all if `change` is
   * given.
   */
  source?(inner: SampleSource, index: number): SampleSource;
}

/**
 * A data set of changed or selected frames of another one. Optional methods that the other one lacks are
 * missing here too.
 */
export function derive<L extends Labels>(dataset: Dataset<L>, derivation: Derivation): Dataset<L> {
  const { indices, names, tasks = dataset.tasks, change } = derivation;
  const { source = change ? undefined : (inner: SampleSource) => inner } = derivation;
  const length = indices?.length ?? dataset.length;
  const at = (index: number): number => {
    if (!(Number.isInteger(index) && index >= 0 && index < length))
      throw new ArgumentError(`sample ${index} is out of range: the data set has ${length} samples`);
    return indices?.[index] ?? index;
  };
  const changed = async <Frame extends LabelledFrame>(frame: Frame, index: number): Promise<Frame> =>
    change ? change(frame, index) : frame;
  const { keepsScored = () => true } = derivation;
  return {
    length,
    names: names ?? (indices ? indices.map((index) => dataset.names[index]!) : dataset.names),
    tasks,
    get: async (index) => changed<Sample<L>>(await dataset.get(at(index)), index),
    labels: async (index) => changed<LabelledFrame<L>>(await readLabels(dataset, at(index)), index),
    ...((dataset.frameId || derivation.frameId) && {
      frameId(index: number) {
        const own = frameIdOf(dataset, at(index));
        return derivation.frameId ? derivation.frameId(own, index) : own;
      },
    }),
    ...(dataset.scored && {
      scored: (index: number, task: string) => (keepsScored(task) ? dataset.scored!(at(index), task) : null),
    }),
    ...(dataset.labelled && {
      labelled(index: number) {
        const own = dataset.labelled!(at(index));
        return derivation.labelled ? derivation.labelled(own, index) : own;
      },
    }),
    ...(dataset.labelKeys && {
      async labelKeys(index: number) {
        const own = await dataset.labelKeys!(at(index));
        return derivation.labelKeys ? derivation.labelKeys(own, index) : own;
      },
    }),
    ...(dataset.source && source && { source: (index: number) => source(dataset.source!(at(index)), index) }),
  };
}
