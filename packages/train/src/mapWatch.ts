// Watches whether maps between the images and the heads still differ between pixels.
import type { Module } from '@cotrain/nn';
import { isDropout } from '@cotrain/optim';
import { keep, noGrad, scope, Tensor } from '@cotrain/torch';

type AnyModule = Module<never[], unknown>;

/**
 * Standard deviation over the pixels, relative to the map's root mean square, below which a map counts as
 * constant. Healthy maps have 0.2 to 1. At 0.06, MaskFormer's queries no longer learn what tells them apart.
 */
const CONSTANT = 0.1;
/**
 * Minimum relative deviation of a part's input for its constant output to be its own doing: a constant input
 * explains a constant output.
 */
const VARIED = 0.3;
/** Number of consecutive constant maps before a warning: a single batch may show night and fog. */
const IN_A_ROW = 2;

/** One map of a part in one step. Scalars are indices into those that are read. */
interface Measured {
  part: string;
  /** Name of the map among several; empty if the part returns a single one. */
  map: string;
  size: readonly [height: number, width: number];
  output: number;
  input: number;
}

interface History {
  /** Whether it was ever different from zero, unlike a new part that starts from zero. */
  hasBegun: boolean;
  constantSince: number;
}

/** A part whose output hardly differs between pixels. */
export interface ConstantMap {
  part: string;
  /** The problem and a remedy. */
  text: string;
}

/**
 * Measures the output maps of a model's trained parts and compares them with their input maps. The
 * measurements are read together with the step's numbers, so that they do not wait for the device separately.
 */
export class MapWatch {
  readonly #parts: readonly (readonly [name: string, part: AnyModule])[];
  readonly #history = new Map<string, History>();
  readonly #told = new Set<string>();

  /**
   * @param parts parts of a model by name. Heads are ignored, because their maps may legitimately be constant
   */
  constructor(parts: Readonly<Record<string, AnyModule>>) {
    this.#parts = Object.entries(parts).filter(([name]) => !name.startsWith('heads.'));
  }

  /** Measures from now on until it is disposed. */
  observe(): Observation {
    return new Observation(
      this.#parts.filter(([, part]) => part.parameters().some(({ requiresGrad }) => requiresGrad)),
    );
  }

  /** Returns the findings of an observation that are new. @param values values of its scalars */
  judge({ measured }: Observation, values: readonly number[]): ConstantMap[] {
    return measured.flatMap((one) => {
      const { part, map } = one;
      const [output, input] = [values[one.output]!, values[one.input]!];
      if (!(input >= VARIED)) return [];
      const key = `${part} ${map}`;
      // A map of zeros has no magnitude: 0 / 0.
      const isZero = Number.isNaN(output);
      const history = this.#history.get(key) ?? { hasBegun: false, constantSince: 0 };
      this.#history.set(key, history);
      if (!isZero) history.hasBegun = true;
      history.constantSince = isZero || output < CONSTANT ? history.constantSince + 1 : 0;
      if (!history.hasBegun || history.constantSince < IN_A_ROW || this.#told.has(part)) return [];
      this.#told.add(part);
      return [{ part, text: this.#describe(one, isZero ? 0 : output) }];
    });
  }

  #describe({ part, map, size: [height, width] }: Measured, deviation: number): string {
    const what = map === '' ? `the output of ${part}` : `the map ${map} of ${part}`;
    const module = this.#parts.find(([name]) => name === part)?.[1] as { options?: { preNorm?: boolean } };
    const help = module.options?.preNorm === false ? ', or set its preNorm to true' : '';
    return (
      `${what} hardly differs between pixels (standard deviation ${Number(deviation.toPrecision(2))} of its magnitude ` +
      `over a map of ${height}x${width}): lower its rate (lrMultipliers.${part})${help}`
    );
  }
}

/** Inputs and outputs of parts in one step. */
class Observation {
  readonly measured: Measured[] = [];
  /** Relative deviation of each map. */
  readonly scalars: Tensor[] = [];
  readonly #hooks;
  readonly #places = new Map<Tensor, number>();
  #isRepeating = false;

  constructor(parts: readonly (readonly [name: string, part: AnyModule])[]) {
    this.#hooks = parts.map(([name, part]) =>
      part.registerForwardHook((_, args, output) => {
        if (this.#isRepeating) return;
        if (drops(part)) this.#measureWithoutDropout(name, part, args);
        else this.#measure(name, args, output);
      }),
    );
  }

  /** Dropout makes the pixels of a constant map differ, so such a part is computed again without it. */
  #measureWithoutDropout(name: string, part: AnyModule, args: never[]): void {
    this.#isRepeating = true;
    try {
      noGrad(() =>
        scope(() =>
          this.#measure(
            name,
            args,
            inEvaluation(part, () => part.forward(...args)),
          ),
        ),
      );
    } finally {
      this.#isRepeating = false;
    }
  }

  #measure(part: string, args: readonly unknown[], output: unknown): void {
    const inputs = args.flatMap((arg) => mapsOf(arg)).map(([, map]) => map);
    // A part that is computed twice, for example to save memory, gives the same maps.
    if (this.measured.some((one) => one.part === part)) return;
    for (const [map, tensor] of mapsOf(output)) {
      const [height, width] = sizeOf(tensor);
      const input = nearest(inputs, height * width);
      // A rank without images takes part with an empty batch.
      if (!input || height * width === 1 || tensor.size(0) === 0) continue;
      const places = { output: this.#place(tensor), input: this.#place(input) };
      this.measured.push({ part, map, size: [height, width], ...places });
    }
  }

  /** The output of one part is the input of the next: it is measured once. */
  #place(map: Tensor): number {
    const known = this.#places.get(map);
    if (known !== undefined) return known;
    this.#places.set(map, this.scalars.length);
    return this.scalars.push(keep(relativeDeviation(map))) - 1;
  }

  [Symbol.dispose](): void {
    for (const hook of this.#hooks) hook.remove();
    for (const scalar of this.scalars) scalar.dispose();
  }
}

const drops = (part: AnyModule): boolean =>
  [...part.modules()].some((module) => module.training && isDropout(module));

/** Runs `compute` while the part and all its modules are in evaluation mode. */
function inEvaluation<T>(part: AnyModule, compute: () => T): T {
  const modes = [...part.modules()].map((module) => [module, module.training] as const);
  part.eval();
  try {
    return compute();
  } finally {
    for (const [module, training] of modes) module.training = training;
  }
}

/** The maps [B, C, H, W] in the input or output of a part: a single one, or several by name. */
function mapsOf(value: unknown): [name: string, map: Tensor][] {
  if (value instanceof Tensor) return value.ndim === 4 ? [['', value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter(
    (entry): entry is [string, Tensor] => entry[1] instanceof Tensor && entry[1].ndim === 4,
  );
}

const sizeOf = (map: Tensor): [height: number, width: number] => map.shape.slice(-2) as [number, number];

/** The map closest in size, from which a level of a pyramid is mainly computed. */
function nearest(maps: readonly Tensor[], pixels: number): Tensor | undefined {
  const distance = (map: Tensor) => {
    const [height, width] = sizeOf(map);
    return Math.abs(Math.log((height * width) / pixels));
  };
  return maps.reduce<Tensor | undefined>(
    (best, map) => (best && distance(best) <= distance(map) ? best : map),
    undefined,
  );
}

/**
 * For a map [B, C, H, W]: the root mean square of the deviations over the pixels of each channel, divided by
 * that of all values.
 */
function relativeDeviation(map: Tensor): Tensor {
  return noGrad(() =>
    scope(() => {
      const [variance, mean] = map
        .detach()
        .to({ dtype: 'float32' })
        .varMean({ dim: [2, 3], correction: 0 }); // [B, C]
      return variance.mean().div(variance.add(mean.square()).mean()).sqrt();
    }),
  );
}
