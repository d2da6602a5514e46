// A kind of data set that a configuration can name, and where it is opened.
import type { Dataset, Split } from '@cotrain/data';
import { z } from 'zod';
import { Registry } from '../tasks/registry.js';
import { labelsSchema } from './labels.js';

/** What data can have labels of, before they are opened. */
export interface DataTasks {
  /** Each task's kind of labels. */
  kinds: Readonly<Record<string, string>>;
  /** What is learned where the configuration does not say (default: all). */
  learned?: readonly string[];
}

/** Part of the data to open, and the tasks that need labels. */
export interface OpenOptions {
  part: Split;
  /** Those that the run learns. */
  tasks: readonly string[];
  /** The tasks whose labels must be there. Default: whatever labels there are. */
  required?: readonly string[];
}

/** A kind of data that runs can be configured with. */
export interface DataKind<Config = never> {
  /** `data.kind` in a configuration. */
  name: string;
  /** Its keys beside `kind`, `split` and `pseudoLabels`. */
  keys: z.ZodRawShape;
  tasks(config: Config): DataTasks;
  open(config: Config, options: OpenOptions): Promise<Dataset> | Dataset;
  /**
   * The configuration with every path absolute, so that a run can be resumed from another folder; not for
   * data without paths.
   */
  absolute?(config: Config): Config;
}

/** What every kind has. */
export interface CommonDataConfig {
  kind: string;
  split: z.output<typeof labelsSchema>['split'];
  pseudoLabels: string[];
}

const KINDS = new Registry<DataKind>('kind of data');

/** Makes a kind of data known to configurations. @throws ConfigError where another kind has its name */
export const registerData = <Config>(kind: DataKind<Config>): void =>
  KINDS.add(kind.name, kind as unknown as DataKind);

export const dataKinds = (): [string, DataKind][] => KINDS.entries;

/** The kind of some data; a configuration that was checked names one that there is. */
export const kindOf = ({ kind }: { kind: string }): DataKind => KINDS.get(kind)!;

/** @param extra keys that this place has beside those of the kinds */
export const schemasOf = <Extra extends z.ZodRawShape>(extra: Extra) =>
  KINDS.entries.map(([name, { keys }]) =>
    z.strictObject({ kind: z.literal(name), ...keys, ...labelsSchema.shape, ...extra }),
  );
