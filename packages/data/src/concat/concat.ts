import { ArgumentError } from '@cotrain/torch';
import { DataConfigError } from '../errors.js';
import { loadSource } from '../source.js';
import {
  type Dataset,
  frameIdOf,
  type LabelSpace,
  readLabels,
  type Sample,
  type SampleSource,
} from '../types.js';
import { type Bdd100kSpace, type ClassMap, mapClasses } from './map-classes.js';

/** One of several data sets that a model learns from. */
export interface DatasetPart<Own extends LabelSpace, Model extends LabelSpace> {
  dataset: Dataset & { readonly classes?: Own };
  /** Put before the frames' names (`name-frame`); needed where two parts name frames alike. */
  name?: string;
  /** See {@link mapClasses}. */
  classMap?: ClassMap<Own, Model>;
}

/** Frames' names become names of files. */
export const PART_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]*$/u;
export const PART_NAME_RULE =
  "a part's name begins with a letter, digit or _ and has only these, spaces, dots and dashes";

interface RenamedSource {
  inner: SampleSource;
  name: string;
}

type Parts<Owns extends readonly LabelSpace[], Model extends LabelSpace> = {
  readonly [I in keyof Owns]: DatasetPart<Owns[I], Model>;
};

/**
 * Several data sets as one, each brought into the model's label space by its class map: frames of the first part come first.
 *
 * @param options.classes the model's classes; BDD100K's for a task that is not named
 * @throws DataConfigError without parts, for a part's name that could not stand in a file's, for a class map that is wrong (`mapClasses`), and where two frames have one name
 */
export function concatDatasets<
  const Owns extends readonly LabelSpace[],
  const Model extends LabelSpace = Bdd100kSpace,
>(parts: Parts<Owns, Model>, options: { classes?: Model } = {}): Dataset {
  const given = parts as readonly DatasetPart<LabelSpace, Model>[];
  if (given.length === 0) throw new DataConfigError('concatDatasets: give at least one data set');
  const misnamed = given.find(({ name }) => name !== undefined && !PART_NAME.test(name));
  if (misnamed)
    throw new DataConfigError(`concatDatasets: ${PART_NAME_RULE}, not ${JSON.stringify(misnamed.name)}`);
  const datasets = given.map((part, i) => mapPart(part, i, options.classes));
  const names = given.flatMap(({ dataset, name }) =>
    dataset.names.map((own) => (name === undefined ? own : `${name}-${own}`)),
  );
  assertUnique(names);
  const starts: number[] = [];
  let length = 0;
  for (const dataset of datasets) {
    starts.push(length);
    length += dataset.length;
  }
  const at = (index: number) => {
    if (!(index >= 0 && index < length))
      throw new ArgumentError(`sample ${index} of a data set with ${length}`);
    const part = starts.findLastIndex((start) => start <= index);
    const { name } = given[part]!;
    return {
      dataset: datasets[part]!,
      inner: index - starts[part]!,
      prefix: name === undefined ? '' : `${name}-`,
    };
  };
  return {
    length,
    names,
    classes: datasets[0]!.classes!,
    frameId(index) {
      const { dataset, inner, prefix } = at(index);
      // Ids of images may repeat in another part.
      return { file: `${prefix}${frameIdOf(dataset, inner).file}` };
    },
    scored(index) {
      const { dataset, inner } = at(index);
      return dataset.scored?.(inner) ?? null;
    },
    async get(index) {
      const { dataset, inner } = at(index);
      return { ...(await dataset.get(inner)), name: names[index]! };
    },
    async labels(index) {
      const { dataset, inner } = at(index);
      return { ...(await readLabels(dataset, inner)), name: names[index]! };
    },
    ...(datasets.every(({ labelled }) => labelled) && {
      labelled(index: number) {
        const { dataset, inner } = at(index);
        return dataset.labelled!(inner);
      },
    }),
    ...(datasets.every(({ labelKeys }) => labelKeys) && {
      async labelKeys(index: number) {
        const { dataset, inner } = at(index);
        return dataset.labelKeys!(inner);
      },
    }),
    ...(datasets.every(({ source }) => source) && {
      source(index: number): SampleSource {
        const { dataset, inner } = at(index);
        const args: RenamedSource = { inner: dataset.source!(inner), name: names[index]! };
        return { module: import.meta.url, args };
      },
    }),
  };
}

export async function loadSample({ inner, name }: RenamedSource): Promise<Sample> {
  return { ...(await loadSource(inner)), name };
}

function mapPart<Model extends LabelSpace>(
  { dataset, classMap, name }: DatasetPart<LabelSpace, Model>,
  index: number,
  classes?: Model,
): Dataset {
  try {
    return mapClasses(dataset, classMap, classes);
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
