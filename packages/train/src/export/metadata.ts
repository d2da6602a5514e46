// What an exported file says about its model: everything that a program needs to use the outputs.
import type { TaskSpecs } from '@cotrain/data';
import { ExportError } from '@cotrain/export';
import { z } from 'zod';
import { SHOWN_SCORE } from '../evaluate/draw.js';
import type { RunFolder } from '../runFolder.js';
import { classStyle } from '../tasks/classStyle.js';
import { type Task, tasksOf } from '../tasks/index.js';
import type { Scores } from '../tasks/scorer.js';
import { licenseOf } from './licenses.js';

/** Key of the description in an ONNX file's `metadata_props` and in safetensors' metadata. */
export const METADATA_KEY = 'cotrain';

/** Name of the description among the extra files of a TorchScript archive. */
export const SCRIPT_METADATA = 'cotrain.json';

const pixels = z.number().int().positive();
const byte = z.number().int().min(0).max(255);

export const exportMetadataSchema = z.object({
  version: z.literal(1),
  name: z.string(),
  size: z.union([
    z.object({ height: pixels, width: pixels }),
    z.object({ multipleOf: pixels, usual: z.object({ height: pixels, width: pixels }).optional() }),
  ]),
  tasks: z.record(
    z.string(),
    z.object({
      kind: z.string(),
      classes: z.array(z.string()),
      title: z.string().optional(),
      colors: z.array(z.tuple([byte, byte, byte])).optional(),
      threshold: z.number().optional(),
    }),
  ),
  run: z.object({ name: z.string(), checkpoint: z.string(), step: z.number().optional() }).optional(),
  metrics: z.record(z.string(), z.number().nullable()).optional(),
  license: z.string().optional(),
});

/**
 * Description of an exported model. `size` is the size of the input, or the number that height and width must
 * be multiples of. Tasks have the names of the outputs, and classes are in the order of their ids. `run` says
 * which checkpoint the weights are from, and `metrics` how that checkpoint scored, in percent.
 */
export type ExportMetadata = z.output<typeof exportMetadataSchema>;

/** What is exported, in addition to the run itself. */
export interface Described {
  name: string;
  checkpoint: 'last' | 'best';
  size: ExportMetadata['size'];
  /** Step of the checkpoint. */
  step: number | undefined;
  /** Licence of the package that the run is from, if it is from one. */
  packageLicense: string | undefined;
}

/** Describes a run's model for those who use its file. */
export function describeRun(folder: RunFolder, described: Described): ExportMetadata {
  const { config, tasks } = folder;
  const { name, checkpoint, size, step, packageLicense } = described;
  const license = packageLicense ?? licenseOf(config);
  const found = folder.scoresAt(step);
  const metrics = found && mainScores(found, tasksOf(config.tasks, tasks));
  return {
    version: 1,
    name,
    size,
    tasks: Object.fromEntries(
      tasksOf(config.tasks, tasks).map((task) => [
        task.name,
        {
          kind: task.kind,
          classes: [...task.classes],
          title: task.title,
          ...(task.classes.length > 0 && { colors: colorsOf(task.classes) }),
          ...(task.kind === 'boxes' && { threshold: SHOWN_SCORE }),
        },
      ]),
    ),
    run: { name, checkpoint, ...(step !== undefined && { step }) },
    ...(metrics && { metrics }),
    ...(license !== undefined && { license }),
  };
}

/**
 * Reads the description in an exported file.
 *
 * @throws ExportError if there is none, or if it is invalid
 */
export function readExportMetadata(text: string | undefined, path: string): ExportMetadata {
  if (text === undefined)
    throw new ExportError(
      `${path}: it does not say what its outputs mean: only files that cotrain has exported can be used`,
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ExportError(`${path}: its description is not JSON`, [], { cause });
  }
  const parsed = exportMetadataSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ExportError(`${path}: its description is invalid: ${issue!.path.join('.')}: ${issue!.message}`);
}

const colorsOf = (classes: readonly string[]) =>
  classStyle(classes).palette.map(([r, g, b]): [number, number, number] => [r, g, b]);

/** The tasks of an exported file, as a data set's. */
export const specsOf = ({ tasks }: ExportMetadata): TaskSpecs =>
  Object.fromEntries(Object.entries(tasks).map(([name, { kind, classes }]) => [name, { kind, classes }]));

/** The most important of an evaluation's scores. */
export function mainScores(scores: Scores, tasks: readonly Task[]): Scores {
  const names = tasks.flatMap((task) => task.metrics.map((metric) => `${task.name}/${metric}`));
  return Object.fromEntries(names.flatMap((name) => (name in scores ? [[name, scores[name]!]] : [])));
}
