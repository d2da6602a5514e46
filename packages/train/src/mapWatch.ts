// Whether what stands between the images and the heads still tells pixels apart.
import type { Module } from '@cotrain/nn';
import { keep, noGrad, scope, Tensor } from '@cotrain/torch';

type AnyModule = Module<never[], unknown>;

/**
 * Standard deviation over the pixels, in the map's root mean square, below which a map is as good as
 * constant. A healthy one has 0.2 to 1.
 */
const CONSTANT = 0.01;
/**
 * The least of what comes in, for a constant map to be the part's own doing: what is uniform already, it did
 * not make so.
 */
const VARIED = 0.05;
/** How often in a row a map must be constant: one batch may be of night and fog. */
const IN_A_ROW = 2;

/** One map of a part in one step; scalars by their place among those that are read. */
interface Measured {
  part: string;
  /** Of several; empty where the part gives one. */
  map: string;
  size: readonly [height: number, width: number];
  output: number;
  input: number;
}

interface History {
  /** Whether it was ever anything but zero everywhere, as a fresh part that begins from zero is. */
  hasBegun: boolean;
  constantSince: number;
}

/** A part whose output no longer differs between pixels. */
export interface ConstantMap {
  part: string;
  /** What is wrong and what helps. */
  text: string;
}

/**
 * Measures the maps that the learning parts of a model give and compares them with those that they get. What
 * is measured is read by whoever reads the step's numbers, so that it does not wait for the device.
 */
export class MapWatch {
  readonly #parts: readonly (readonly [name: string, part: AnyModule])[];
  readonly #history = new Map<string, History>();
  readonly #told = new Set<string>();

  /**
   * @param parts of a model, by name; its heads are left aside, since a map of theirs may rightly be the same
   *   everywhere
   */
  constructor(parts: Readonly<Record<string, AnyModule>>) {
    this.#parts = Object.entries(parts).filter(([name]) => !name.startsWith('heads.'));
  }

  /** Measures from here on until it is disposed. */
  observe(): Observation {
    return new Observation(
      this.#parts.filter(([, part]) => part.parameters().some(({ requiresGrad }) => requiresGrad)),
    );
  }

  /** What an observation tells that was not told before. @param values of its scalars */
  judge({ measured }: Observation, values: readonly number[]): ConstantMap[] {
    return measured.flatMap((one) => {
      const { part, map } = one;
      const [output, input] = [values[one.output]!, values[one.input]!];
      if (!(input >= VARIED)) return [];
      const key = `${part} ${map}`;
      // Nothing but zeros has no magnitude: 0 / 0.
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
      `${what} no longer differs between pixels (standard deviation ${Number(deviation.toPrecision(2))} of its magnitude ` +
      `over a map of ${height}x${width}): lower its rate (lrMultipliers.${part})${help}`
    );
  }
}

/** What parts give and get in one step. */
class Observation {
  readonly measured: Measured[] = [];
  /** Of each map its deviation over its magnitude. */
  readonly scalars: Tensor[] = [];
  readonly #hooks;
  readonly #places = new Map<Tensor, number>();

  constructor(parts: readonly (readonly [name: string, part: AnyModule])[]) {
    this.#hooks = parts.map(([name, part]) =>
      part.registerForwardHook((_, args, output) => this.#measure(name, args, output)),
    );
  }

  #measure(part: string, args: readonly unknown[], output: unknown): void {
    const inputs = args.flatMap((arg) => mapsOf(arg)).map(([, map]) => map);
    // Whoever computes a part twice, to save memory for example, gets the same.
    if (this.measured.some((one) => one.part === part)) return;
    for (const [map, tensor] of mapsOf(output)) {
      const [height, width] = sizeOf(tensor);
      const input = nearest(inputs, height * width);
      if (!input || height * width === 1) continue;
      const places = { output: this.#place(tensor), input: this.#place(input) };
      this.measured.push({ part, map, size: [height, width], ...places });
    }
  }

  /** What one part gives, the next one gets: it is measured once. */
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

/** The maps [B, C, H, W] in what a part gets or gives: one, or several by name. */
function mapsOf(value: unknown): [name: string, map: Tensor][] {
  if (value instanceof Tensor) return value.ndim === 4 ? [['', value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter(
    (entry): entry is [string, Tensor] => entry[1] instanceof Tensor && entry[1].ndim === 4,
  );
}

const sizeOf = (map: Tensor): [height: number, width: number] => map.shape.slice(-2) as [number, number];

/** The map that is nearest in size: what a level of a pyramid is made of before all. */
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
 * Of a map [B, C, H, W], over the pixels of each channel: the root mean square of the deviations over that of
 * all values.
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
