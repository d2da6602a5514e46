import { ArgumentError } from '@cotrain/torch';
import { derive } from '../derive.js';
import { DataConfigError } from '../errors.js';
import { loadSource } from '../source.js';
import {
  type Dataset,
  frameIdOf,
  readLabels,
  type Sample,
  type SampleSource,
  type TaskSpecs,
} from '../types.js';
import { type ClassMap, mapClasses } from './mapClasses.js';

/** One of several data sets that a model learns from. */
export interface DatasetPart<Own extends TaskSpecs = TaskSpecs, Model extends TaskSpecs = TaskSpecs> {
  dataset: Dataset & { readonly tasks: Own };
  /** Put before the frames' names (`name-frame`); needed where two parts name frames alike. */
  name?: string;
  /** See {@link mapClasses}. */
  classMap?: ClassMap<Own, Model>;
}

/** Frames' names become names of files. */
export const PART_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]*$/u;
/** Which names the parts of a joined data set may have, for error messages. */
export const PART_NAME_RULE =
  "a part's name begins with a letter, digit or _ and has only these, spaces, dots and dashes";

interface RenamedSource {
  inner: SampleSource;
  name: string;
}

type Parts<Owns extends readonly TaskSpecs[], Model extends TaskSpecs> = {
  readonly [I in keyof Owns]: DatasetPart<Owns[I], Model>;
};

/**
 * Several data sets as one, each brought to the model's classes by its class map: frames of the first part
 * come first.
 *
 * @param options.tasks the model's tasks (default: those of all parts, which must have the same classes where
 *   they have the same task)
 * @throws DataConfigError without parts, for a part's name that could not stand in a file's, for a class map
 *   that is wrong (`mapClasses`), and where two frames have one name
 */
export function concatDatasets<
  const Owns extends readonly TaskSpecs[],
  const Model extends TaskSpecs = TaskSpecs,
>(parts: Parts<Owns, Model>, options: { tasks?: Model } = {}): Dataset {
  const given = parts as readonly DatasetPart[];
  if (given.length === 0) throw new DataConfigError('concatDatasets: give at least one data set');
  const misnamed = given.find(({ name }) => name !== undefined && !PART_NAME.test(name));
  if (misnamed)
    throw new DataConfigError(`concatDatasets: ${PART_NAME_RULE}, not ${JSON.stringify(misnamed.name)}`);
  const tasks: TaskSpecs = options.tasks ?? tasksOfAll(given);
  const datasets = given.map((part, i) => renamed(mapPart(part, i, tasks), part.name));
  const names = datasets.flatMap((dataset) => dataset.names);
  assertUnique(names);
  const starts: number[] = [];
  let length = 0;
  for (const dataset of datasets) {
    starts.push(length);
    length += dataset.length;
  }
  const at = (index: number): [dataset: Dataset, inner: number] => {
    if (!(index >= 0 && index < length))
      throw new ArgumentError(`sample ${index} of a data set with ${length}`);
    const part = starts.findLastIndex((start) => start <= index);
    return [datasets[part]!, index - starts[part]!];
  };
  /** A method that calls the part's; where not all parts have one, there is none. */
  const all = (method: keyof Dataset) => datasets.every((dataset) => dataset[method]);
  return {
    length,
    names,
    tasks,
    frameId: (index) => frameIdOf(...at(index)),
    scored(index, task) {
      const [dataset, inner] = at(index);
      return dataset.scored?.(inner, task) ?? null;
    },
    async get(index) {
      const [dataset, inner] = at(index);
      return dataset.get(inner);
    },
    labels: async (index) => readLabels(...at(index)),
    ...(all('labelled') && {
      labelled(index: number) {
        const [dataset, inner] = at(index);
        return dataset.labelled!(inner);
      },
    }),
    ...(all('labelKeys') && {
      async labelKeys(index: number) {
        const [dataset, inner] = at(index);
        return dataset.labelKeys!(inner);
      },
    }),
    ...(all('source') && {
      source(index: number) {
        const [dataset, inner] = at(index);
        return dataset.source!(inner);
      },
    }),
  };
}

/** In the order of the parts; of parts that have the same task the first says what it is. */
function tasksOfAll(parts: readonly DatasetPart[]): TaskSpecs {
  const specs = parts.flatMap(({ dataset }) => Object.entries(dataset.tasks));
  return Object.fromEntries(specs.filter(([task], i) => specs.findIndex(([name]) => name === task) === i));
}

/** With the part's name before those of the frames. */
function renamed(dataset: Dataset, part: string | undefined): Dataset {
  const prefix = part === undefined ? '' : `${part}-`;
  const names = dataset.names.map((name) => `${prefix}${name}`);
  return derive(dataset, {
    names,
    // Ids of images may repeat in another part.
    frameId: ({ file }) => ({ file: `${prefix}${file}` }),
    change: (frame, index) => ({ ...frame, name: names[index]! }),
    source(inner, index) {
      const args: RenamedSource = { inner, name: names[index]! };
      return { module: import.meta.url, args };
    },
  });
}

export async function loadSample({ inner, name }: RenamedSource): Promise<Sample> {
  return { ...(await loadSource(inner)), name };
}

function mapPart({ dataset, classMap, name }: DatasetPart, index: number, tasks: TaskSpecs): Dataset {
  try {
    return mapClasses(dataset, classMap, tasks);
  } catch (error) {
    if (!(error instanceof DataConfigError)) throw error;
    throw new DataConfigError(`part ${index}${name === undefined ? '' : ` (${name})`}, ${error.message}`);
  }
}

function assertUnique(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name))
      throw new DataConfigError(`concatDatasets: two frames are named "${name}"; give the parts names`);
    seen.add(name);
  }
}
