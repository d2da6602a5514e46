import { Buffer, functional, Module, OptionError, Parameter, type Registered } from '@cotrain/nn';
import {
  loadFile,
  nearestNames,
  noGrad,
  readMetadata,
  scope,
  suggestion,
  type Tensor,
  torch,
} from '@cotrain/torch';
import { z } from 'zod';
import { readDataPackage } from '../dataPackages.js';
import { count } from '../options/fields.js';
import { optionSchema, readOptions } from '../options/optionSchema.js';

/**
 * For each class, its name in a list of vectors, several names whose mean is used, or null to leave the class
 * out.
 */
export type VectorNames = Readonly<Record<string, string | readonly string[] | null>>;

const vectorNames = z.record(
  z.string(),
  z.union([z.string(), z.array(z.string()).min(1).readonly(), z.null()]),
);

/** Schema of the options of {@link ClassVectors}. */
export const CLASS_VECTORS_SCHEMA = optionSchema('ClassVectors', {
  /** D: length of the vectors. Default 512, as in CLIP ViT-B/32. */
  dim: count.default(512),
  /**
   * For each class, its name in the list of vectors, or several names whose mean is used. Null leaves the
   * class out. Default: the class's own name.
   */
  names: vectorNames.default({}),
  /**
   * Learns an offset that is added to each class's vector, the counterpart of learned prompts. Default false.
   */
  offset: z.boolean().default(false),
});
/** Options of {@link ClassVectors}. */
export interface ClassVectorsOptions extends z.input<typeof CLASS_VECTORS_SCHEMA> {}

/**
 * Source of vectors: a safetensors file with `vectors` [N, D] and their names, a JSON list under `names` in
 * its metadata.
 */
export interface VectorSource {
  /** Path of the file. Default: the file of the package. */
  file?: string | null;
  /** An installed package of vectors, such as `@cotrain/weights-clip-text`. Default: none. */
  package?: string | null;
}

/**
 * Class features of all tasks without a text encoder: one vector for each class, found by its name. It
 * replaces Eq. 3 of the paper. The vectors are never trained; they start random, and `loadClassVectors` sets
 * them.
 *
 * State-dict keys: `<task>.vectors` [K, D], and with `offset` `<task>.offset` [K, D].
 */
export class ClassVectors extends Module<[], Record<string, Tensor>> {
  readonly options: Readonly<Required<ClassVectorsOptions>>;
  /** Classes with a vector, by task. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  protected readonly tasks = new Map<string, TaskVectors>();

  /** @throws OptionError if no class has a vector, and for names of an unknown class */
  constructor(options: ClassVectorsOptions & { classes: Readonly<Record<string, readonly string[]>> }) {
    super();
    const { classes, ...own } = options;
    this.options = readOptions(CLASS_VECTORS_SCHEMA, own);
    const known = new Set(Object.values(classes).flat());
    const unknown = Object.keys(this.options.names).find((name) => !known.has(name));
    if (unknown !== undefined)
      throw new OptionError(
        `ClassVectors: names: no task has a class '${unknown}'${suggestion(unknown, known)}; the classes are ${[...known].join(', ')}`,
      );
    const told = Object.entries(classes).flatMap(([task, names]) => {
      const kept = names.filter((name) => this.standsFor(name) !== null);
      return kept.length === 0 ? [] : [[task, kept] as const];
    });
    if (told.length === 0)
      throw new OptionError('ClassVectors: no class has a vector: names is null for all of them');
    this.classes = Object.fromEntries(told);
    const { dim, offset } = this.options;
    for (const [task, names] of told) this.tasks.set(task, new TaskVectors(names.length, dim, offset));
  }

  protected override *registered(): Generator<[key: string, value: Registered]> {
    yield* this.tasks;
  }

  protected override replaceRegistered(key: string, value: unknown): void {
    this.tasks.set(key, value as TaskVectors);
  }

  override describe(): string {
    return `ClassVectors(${[...this.tasks.keys()].join(', ')})`;
  }

  /** @returns normalised vectors [K, D] by task */
  override forward(): Record<string, Tensor> {
    return scope(() => Object.fromEntries([...this.tasks].map(([task, own]) => [task, own.forward()])));
  }

  /**
   * Sets each class's vector from a list.
   * @param vectors vectors [D] by name
   * @param where name of the list, for errors
   */
  setVectors(vectors: ReadonlyMap<string, Tensor>, where: string): void {
    const rows = Object.entries(this.classes).map(
      ([task, names]) => [task, this.rowsOf(names, vectors, where)] as const,
    );
    noGrad(() =>
      scope(() => {
        for (const [task, own] of rows)
          this.tasks.get(task)!.vectors.copy_(torch.stack(own.map(meanDirection)));
      }),
    );
  }

  private standsFor(name: string): string | readonly string[] | null {
    const { names } = this.options;
    return Object.hasOwn(names, name) ? (names[name] ?? null) : name;
  }

  /**
   * The vectors for each class.
   * @throws OptionError naming every class without a vector, and the nearest names
   */
  private rowsOf(
    classes: readonly string[],
    vectors: ReadonlyMap<string, Tensor>,
    where: string,
  ): Tensor[][] {
    const unknown: string[] = [];
    const rows = classes.map((name) => {
      return [this.standsFor(name) ?? []].flat().flatMap((synonym) => {
        const vector = vectors.get(normalName(synonym));
        if (!vector) unknown.push(describeUnknown(name, synonym, vectors));
        return vector ?? [];
      });
    });
    if (unknown.length === 0) return rows;
    throw new OptionError(
      `${where} has no vector for ${unknown.join('; ')}. Set names to say which of its ${vectors.size} names stands for a class ({ "${classes[0]}": "..." }), or null to leave a class out`,
    );
  }
}

/** Vectors of one task. */
class TaskVectors extends Module<[], Tensor> {
  vectors: Buffer; // [K, D], normalised
  offset: Parameter | null;

  constructor(classes: number, dim: number, offset: boolean) {
    super();
    this.vectors = new Buffer(scope(() => functional.normalize(torch.randn([classes, dim]), { dim: -1 })));
    this.offset = offset ? new Parameter(torch.zeros([classes, dim])) : null;
  }

  /** @returns [K, D], normalised */
  override forward(): Tensor {
    return scope(() => {
      const moved = this.offset ? this.vectors.add(this.offset) : this.vectors;
      return functional.normalize(moved, { dim: -1 });
    });
  }
}

/**
 * The normalised mean of normalised vectors, as in CLIP's ensembling of sentences. @param vectors [D] each
 */
const meanDirection = (vectors: readonly Tensor[]): Tensor =>
  functional.normalize(
    torch.stack(vectors.map((vector) => functional.normalize(vector.to('float32'), { dim: 0 }))).mean(0),
    { dim: 0 },
  );

const normalName = (name: string): string => name.toLowerCase().replaceAll('_', ' ').trim();

function describeUnknown(name: string, synonym: string, vectors: ReadonlyMap<string, Tensor>): string {
  const nearest = nearestNames(normalName(synonym), vectors.keys());
  const asked = name === synonym ? `'${name}'` : `'${name}' (as '${synonym}')`;
  return nearest.length === 0
    ? asked
    : `${asked} (the nearest: ${nearest.map((near) => `'${near}'`).join(', ')})`;
}

/**
 * Sets the vectors of a model's classes.
 *
 * @throws OptionError for a class without a vector, suggesting the nearest names, and for vectors of another
 *   width; DataPackageError if the package is not installed; FileFormatError for a file without named vectors
 */
export function loadClassVectors(prompts: ClassVectors, source: VectorSource): void {
  const { file: given = null, package: name = null } = source;
  if ((given === null) === (name === null)) throw new OptionError('class vectors: pass a file or a package');
  const file = given ?? readDataPackage(name!, 'vectors').file;
  scope(() => {
    const { vectors } = loadFile(file);
    const names = namesOf(file);
    const { dim } = prompts.options;
    if (vectors?.dim() !== 2 || vectors.size(0) !== names.length)
      throw new OptionError(
        `${file}: expected 'vectors' [${names.length}, ${dim}], one for each of its names${vectors ? `, got [${vectors.shape.join(', ')}]` : ''}`,
      );
    if (vectors.size(1) !== dim)
      throw new OptionError(
        `${file}: its vectors have ${vectors.size(1)} values, but the model expects ${dim}: set dim to ${vectors.size(1)} (model.language.text.dim)`,
      );
    const rows = vectors.unbind();
    prompts.setVectors(new Map(names.map((own, i) => [normalName(own), rows[i]!])), file);
  });
}

/** @throws OptionError for a file without names */
function namesOf(file: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readMetadata(file).names ?? 'null');
  } catch {
    parsed = null;
  }
  const names = z.array(z.string()).safeParse(parsed);
  if (names.success) return names.data;
  throw new OptionError(`${file}: expected a JSON list of names under 'names' in its metadata`);
}
