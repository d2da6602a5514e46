// A function whose work is recorded once and repeated, forward and backward: `make_graphed_callables` of
// Python.
import { customFunction } from '../autograd/customFunction.js';
import { grad } from '../autograd/gradients.js';
import { ArgumentError } from '../errors/errors.js';
import { keep } from '../handle/memory.js';
import { scope } from '../handle/scope.js';
import { isGradEnabled, noGrad } from '../modes/recording.js';
import { within } from '../modes/within.js';
import { native } from '../native/addon.js';
import { Tensor } from '../tensor/tensor.js';
import { type Recorder, type Recording, recorderOf } from './recorder.js';
import { currentStream, Stream, withStream } from './stream.js';

/** Tensors, alone or in lists and plain objects, where null stands for none. */
export type TensorTree = Tensor | null | readonly TensorTree[] | { readonly [name: string]: TensorTree };

/** Options of {@link makeGraphed}. */
export interface GraphedOptions {
  /** Tensors other than the inputs that get gradients, such as a module's parameters. Default: none. */
  parameters?: readonly Tensor[];
  /** Runs before the recording, in which libraries choose their algorithms. Default 3. */
  warmup?: number;
  /**
   * What happens for inputs of other shapes than the samples: an error, or a run that is not recorded.
   * Default 'error'.
   */
  otherwise?: 'error' | 'eager';
  /** How work is recorded. Default: a graph on CUDA; on the CPU nothing is recorded. */
  recorder?: Recorder | null;
}

/** A recorded function. */
export interface Graphed<A extends readonly TensorTree[], R extends TensorTree> {
  (...inputs: A): R;
  /** Frees the recording and its memory. The function cannot be called afterwards. */
  dispose(): void;
}

/** The tensors of a tree in order. */
function leavesOf(tree: TensorTree): Tensor[] {
  if (tree === null) return [];
  if (tree instanceof Tensor) return [tree];
  if (typeof tree === 'object') return Object.values(tree).flatMap(leavesOf);
  throw new ArgumentError(`makeGraphed: expected tensors, in lists or objects, got ${String(tree)}`);
}

/** A tree like `tree`, of other tensors. */
function treeLike(tree: TensorTree, leaves: Iterator<Tensor>): TensorTree {
  if (tree === null) return null;
  if (tree instanceof Tensor) return leaves.next().value as Tensor;
  if (Array.isArray(tree)) return tree.map((part) => treeLike(part, leaves));
  return Object.fromEntries(Object.entries(tree).map(([name, part]) => [name, treeLike(part, leaves)]));
}

const like = <T extends TensorTree>(tree: T, leaves: readonly Tensor[]): T =>
  treeLike(tree, leaves.values()) as T;

const kindOf = ({ dtype, shape, device }: Tensor) => `${dtype}[${shape.join(', ')}] on ${device}`;

/**
 * Records `run` for inputs like `samples`, and its backward pass if gradients are enabled and something needs
 * them. The function that it returns copies its inputs to the recording's memory, replays, and returns the
 * recording's results: **a call overwrites those of the call before**, so clone what must last.
 *
 * What the host decides in `run` is decided once: `run` must queue the same work each time and read no values
 * back. Parameters may be changed in place, as optimizers do, but not replaced. `backward()` belongs between
 * a call and the next. Second derivatives are not recorded. On the CPU `run` is called as it is.
 *
 * @param samples inputs of the shapes, dtypes and devices to record; they require gradients if the inputs
 *   will
 * @throws ArgumentError for samples on several devices, and from the function: for other inputs than the
 *   samples, and in `backward()` after a second call
 */
export function makeGraphed<A extends readonly TensorTree[], R extends TensorTree>(
  run: (...inputs: A) => R,
  samples: A,
  options: GraphedOptions = {},
): Graphed<A, R> {
  const inputs = leavesOf(samples);
  const device = inputs[0]?.device;
  if (device === undefined || inputs.some((input) => input.device !== device))
    throw new ArgumentError('makeGraphed: pass sample inputs on one device');
  const { recorder = recorderOf(device), otherwise = 'error' } = options;
  const work = recorder === null ? null : new RecordedWork(run, samples, recorder, options);
  const kinds = inputs.map(kindOf);
  let disposed = false;

  const call = (...given: A): R => {
    if (disposed) throw new ArgumentError('makeGraphed: the recording was disposed');
    const leaves = leavesOf(given);
    const found = leaves.map(kindOf);
    if (found.length !== kinds.length || found.some((kind, i) => kind !== kinds[i])) {
      if (otherwise === 'eager') return run(...given);
      throw new ArgumentError(
        `makeGraphed: the recording takes ${kinds.join(', ')}; the inputs are ${found.join(', ')}`,
      );
    }
    return work === null ? run(...given) : work.call(leaves);
  };
  const dispose = () => {
    if (!disposed) work?.dispose();
    disposed = true;
  };
  return Object.assign(call, { dispose });
}

/** Runs `run` without the weights that autocast keeps cast: a recording must cast them each time. */
function withoutCastWeights<T>(run: () => T): T {
  let before = true;
  return within(
    'makeGraphed',
    () => {
      before = native.cacheAutocast(false);
    },
    () => {
      native.cacheAutocast(before);
    },
    run,
  );
}

class RecordedWork<A extends readonly TensorTree[], R extends TensorTree> {
  /** The recording's inputs: each call copies its own there. */
  readonly #inputs: Tensor[];
  /** What gets gradients: inputs, then parameters. */
  readonly #wanted: Tensor[];
  readonly #parameters: Tensor[];
  readonly #forward: Recording;
  readonly #backward: Recording | null = null;
  /** Gradients of the results that have one: each backward pass copies its own there. */
  readonly #gradients: (Tensor | null)[] = [];
  readonly #differentiable: (...tensors: Tensor[]) => Tensor[];
  #shape!: R;
  /** Results of the last run with autograd's graph. */
  #live: Tensor[] = [];
  #calls = 0;

  constructor(run: (...inputs: A) => R, samples: A, recorder: Recorder, options: GraphedOptions) {
    const { parameters = [], warmup = 3 } = options;
    this.#inputs = leavesOf(samples).map((sample) =>
      keep(scope(() => noGrad(() => sample.detach().clone()))).requiresGrad_(sample.requiresGrad),
    );
    const statics = like(samples, this.#inputs);
    this.#parameters = parameters.filter(({ requiresGrad }) => requiresGrad);
    this.#wanted = [...this.#inputs.filter(({ requiresGrad }) => requiresGrad), ...this.#parameters];
    const learns = isGradEnabled() && this.#wanted.length > 0;

    const forward = () => {
      this.#forget();
      const result = scope(() => run(...statics));
      this.#shape = result;
      // What was not computed may be an input or a parameter: a view of it is ours to free.
      this.#live = leavesOf(result).map((leaf) => keep(leaf.isLeaf ? leaf.viewAs(leaf) : leaf));
      return this.#live;
    };
    const backward = () => {
      const from = this.#live.flatMap((result, i) => (this.#gradients[i] ? [result] : []));
      const gradOutputs = this.#gradients.filter((gradient) => gradient !== null);
      return grad(from, this.#wanted, { gradOutputs, allowUnused: true });
    };

    withoutCastWeights(() => {
      this.#onSideStream(() => {
        for (let i = 0; i < warmup; i++)
          scope(() => {
            forward();
            this.#makeGradients(learns);
            if (this.#gradients.some((gradient) => gradient !== null)) backward();
          });
      });
    });
    this.#forward = withoutCastWeights(() => recorder(forward, null));
    this.#makeGradients(learns);
    if (this.#gradients.some((gradient) => gradient !== null))
      this.#backward = withoutCastWeights(() => recorder(backward, this.#forward));
    this.#differentiable = this.#makeDifferentiable();
  }

  call(given: readonly Tensor[]): R {
    const results =
      this.#backward !== null && isGradEnabled()
        ? this.#differentiable(...given, ...this.#parameters)
        : this.#replay(given);
    return like(this.#shape, results);
  }

  dispose(): void {
    this.#forget();
    this.#backward?.dispose();
    this.#forward.dispose();
    for (const tensor of [...this.#inputs, ...this.#gradients]) tensor?.dispose();
  }

  /** Libraries choose algorithms and memory on a stream of their own, as the recording will be on one. */
  #onSideStream(run: () => void): void {
    const { device } = this.#inputs[0]!;
    if (device === 'cpu') {
      run();
      return;
    }
    const side = new Stream({ device });
    side.waitStream(currentStream(device));
    withStream(side, run);
    currentStream(device).waitStream(side);
  }

  /** Memory for the gradients of the results, once they are known. */
  #makeGradients(learns: boolean): void {
    if (this.#gradients.length > 0) return;
    for (const result of this.#live)
      this.#gradients.push(
        learns && result.requiresGrad ? keep(noGrad(() => result.detach().zerosLike())) : null,
      );
  }

  #forget(): void {
    for (const result of this.#live) result.dispose();
    this.#live = [];
  }

  #replay(given: readonly Tensor[]): Tensor[] {
    noGrad(() => {
      for (const [i, input] of given.entries()) this.#inputs[i]!.copy_(input);
    });
    this.#forward.replay();
    this.#calls++;
    return this.#forward.results.map((result) => result!.detach());
  }

  #makeDifferentiable() {
    return customFunction<Tensor[], Tensor[], number>({
      name: 'makeGraphed',
      forward: (context, ...tensors) => {
        const results = this.#replay(tensors.slice(0, this.#inputs.length));
        context.state = this.#calls;
        context.markNonDifferentiable(...results.filter((_, i) => !this.#gradients[i]));
        return results;
      },
      backward: (context, ...gradients) => {
        if (context.state !== this.#calls)
          throw new ArgumentError(
            'makeGraphed: the function was called again before backward(), which overwrote what backward() needs',
          );
        noGrad(() => {
          for (const [i, gradient] of gradients.entries()) this.#gradients[i]?.copy_(gradient);
        });
        this.#backward!.replay();
        // Copies: what becomes a parameter's `.grad` must not be overwritten by the next pass.
        const results = this.#backward!.results.map((gradient) => gradient?.clone() ?? null);
        let at = 0;
        return [...this.#inputs, ...this.#parameters].map(({ requiresGrad }) =>
          requiresGrad ? results[at++]! : null,
        );
      },
    });
  }
}
