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

/** One of several data sets to train on. */
export interface DatasetPart<Own extends TaskSpecs = TaskSpecs, Model extends TaskSpecs = TaskSpecs> {
  dataset: Dataset & { readonly tasks: Own };
  /** Prefix of the frames' names (`name-frame`). Required if two parts have frames of the same name. */
  name?: string;
  /** See {@link mapClasses}. */
  classMap?: ClassMap<Own, Model>;
}

/** Characters allowed in part names, because frame names become file names. */
export const PART_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]*$/u;
/** Which names the parts of a joined data set may have, for error messages. */
export const PART_NAME_RULE =
  "a part's name must start with a letter, digit or _ and may contain only these, spaces, dots and dashes";

interface RenamedSource {
  inner: SampleSource;
  name: string;
}

type Parts<Owns extends readonly TaskSpecs[], Model extends TaskSpecs> = {
  readonly [I in keyof Owns]: DatasetPart<Owns[I], Model>;
};

/**
 * Concatenates data sets, each mapped to the model's classes by its class map. The frames of the first part
 * come first.
 *
 * @param options.tasks the model's tasks (default: those of all parts; parts with a common task must agree on
 *   its classes)
 * @throws DataConfigError if there are no parts, a part's name cannot be part of a file name, a class map is
 *   invalid (`mapClasses`), or two frames have the same name
 */
export function concatDatasets<
  const Owns extends readonly TaskSpecs[],
  const Model extends TaskSpecs = TaskSpecs,
>(parts: Parts<Owns, Model>, options: { tasks?: Model } = {}): Dataset {
  const given = parts as readonly DatasetPart[];
  if (given.length === 0) throw new DataConfigError('concatDatasets: pass at least one data set');
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
      throw new ArgumentError(`sample ${index} is out of range: the data set has ${length} samples`);
    const part = starts.findLastIndex((start) => start <= index);
    return [datasets[part]!, index - starts[part]!];
  };
  /** A method that forwards to the part's method; undefined unless all parts have it. */
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

/** Tasks in the order of the parts. If parts share a task, the first part defines it. */
function tasksOfAll(parts: readonly DatasetPart[]): TaskSpecs {
  const specs = parts.flatMap(({ dataset }) => Object.entries(dataset.tasks));
  return Object.fromEntries(specs.filter(([task], i) => specs.findIndex(([name]) => name === task) === i));
}

/** Prefixes the frames' names with the part's name. */
function renamed(dataset: Dataset, part: string | undefined): Dataset {
  const prefix = part === undefined ? '' : `${part}-`;
  const names = dataset.names.map((name) => `${prefix}${name}`);
  return derive(dataset, {
    names,
    // Image ids are dropped because they may repeat in another part.
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
      throw new DataConfigError(
        `concatDatasets: two frames are named "${name}"; give the parts different names`,
      );
    seen.add(name);
  }
}
