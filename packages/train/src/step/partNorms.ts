// How large gradients and updates are, part by part.
import { keep, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import type { TrainableModel } from './trainable.js';

/** Norms of the gradients and of the weights' updates by part of a model. */
export class PartNorms {
  readonly #names: string[] = [];
  readonly #parts: Tensor[][] = [];
  /** Ratios of the latest watched step, which are read with the numbers of the next step. */
  #pending: Tensor[] = [];

  constructor(model: TrainableModel) {
    for (const [name, part] of Object.entries(model.parts())) {
      const learned = part.parameters().filter(({ requiresGrad }) => requiresGrad);
      if (learned.length === 0) continue;
      this.#names.push(name);
      this.#parts.push(learned);
    }
  }

  /** Norm of each part's gradient, as scalars. */
  gradients(): Tensor[] {
    return this.#parts.map((parameters) => {
      const given = parameters.flatMap(({ grad }) => (grad ? [grad] : []));
      return given.length > 0 ? norm(given) : torch.zeros([], { device: parameters[0]!.device });
    });
  }

  /** Takes a step, and measures how much it changes each part relative to its weights. */
  updating(step: () => void): void {
    const before = noGrad(() => this.#parts.map((own) => own.map((parameter) => parameter.detach().clone())));
    step();
    noGrad(() =>
      scope(() => {
        this.#forget();
        this.#pending = this.#parts.map((own, i) => {
          const updates = torch.unchecked._foreachSub(
            own.map((parameter) => parameter.detach()),
            before[i]!,
          );
          return keep(norm(updates).div(norm(before[i]!)));
        });
      }),
    );
  }

  /** Scalars of the latest watched step that have not been read yet. */
  get pending(): readonly Tensor[] {
    return this.#pending;
  }

  /** Names the values of {@link gradients}. */
  named(values: readonly number[]): Record<string, number> {
    return Object.fromEntries(this.#names.map((name, i) => [name, values[i]!]));
  }

  /** Names the values of {@link pending}, and drops them. */
  ratios(values: readonly number[]): Record<string, number> {
    this.#forget();
    return this.named(values);
  }

  #forget(): void {
    for (const ratio of this.#pending) ratio.dispose();
    this.#pending = [];
  }

  [Symbol.dispose](): void {
    this.#forget();
  }
}

/** Norm of at least one tensor, together: a scalar. */
function norm(tensors: readonly Tensor[]): Tensor {
  return noGrad(() =>
    scope(() => {
      const norms = torch.unchecked._foreachNorm([...tensors]);
      return torch.linalg.vectorNorm(torch.stack(norms.map((one) => one.to({ dtype: 'float32' })))); // []
    }),
  );
}
