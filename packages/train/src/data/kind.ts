// A kind of data set that a configuration can name, and how it is opened.
import type { Dataset, Split } from '@cotrain/data';
import { z } from 'zod';
import { Registry } from '../tasks/registry.js';
import { labelsSchema } from './labels.js';

/** Tasks that data can have labels for, before they are opened. */
export interface DataTasks {
  /** Kind of labels of each task. */
  kinds: Readonly<Record<string, string>>;
  /** Tasks that are trained by default (default: all). */
  learned?: readonly string[];
}

/** Part of the data to open, and the tasks that need labels. */
export interface OpenOptions {
  part: Split;
  /** Tasks that the run trains. */
  tasks: readonly string[];
  /** Tasks that must have labels. Default: none in particular; any labels are enough. */
  required?: readonly string[];
}

/** A kind of data that runs can be configured with. */
export interface DataKind<Config = never> {
  /** Name of the kind, used as `data.kind` in a configuration. */
  name: string;
  /** Its keys, in addition to `kind`, `split` and `pseudoLabels`. */
  keys: z.ZodRawShape;
  tasks(config: Config): DataTasks;
  open(config: Config, options: OpenOptions): Promise<Dataset> | Dataset;
  /**
   * Terms of the data, in a sentence, if they are the same for all data of this kind. Exported models pass
   * them on. Default: not known.
   */
  license?: string;
  /**
   * Makes every path of the configuration absolute, so that a run can be resumed from another folder. Omitted
   * for data without paths.
   */
  absolute?(config: Config): Config;
}

/** Keys of every kind. */
export interface CommonDataConfig {
  kind: string;
  split: z.output<typeof labelsSchema>['split'];
  pseudoLabels: string[];
}

const KINDS = new Registry<DataKind>('kind of data');

/** Registers a kind of data for configurations. @throws ConfigError if the name is already in use */
export const registerData = <Config>(kind: DataKind<Config>): void =>
  KINDS.add(kind.name, kind as unknown as DataKind);

export const dataKinds = (): [string, DataKind][] => KINDS.entries;

/** The kind of some data. A checked configuration names an existing kind. */
export const kindOf = ({ kind }: { kind: string }): DataKind => KINDS.get(kind)!;

/** @param extra further keys at this place */
export const schemasOf = <Extra extends z.ZodRawShape>(extra: Extra) =>
  KINDS.entries.map(([name, { keys }]) =>
    z.strictObject({ kind: z.literal(name), ...keys, ...labelsSchema.shape, ...extra }),
  );
