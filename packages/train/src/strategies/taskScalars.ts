import { Adam } from '@cotrain/optim';
import { keep, noGrad, scope, type Tensor, torch } from '@cotrain/torch';

/** Adam's state of a number, after its first step. */
const MOMENTS = ['step', 'exp_avg', 'exp_avg_sq'] as const;

/**
 * A learned number for each task. They are kept on the host, where a step's losses and norms are read anyway,
 * so nothing waits for the device. A number without a gradient in a step does not change, nor does its
 * momentum.
 */
export class TaskScalars {
  readonly #tasks: readonly string[];
  readonly #params: readonly Tensor[];
  readonly #optimizer: Adam;

  constructor(tasks: readonly string[], options: { initial: number; lr: number }) {
    this.#tasks = tasks;
    this.#params = tasks.map(() =>
      keep(torch.full([], options.initial, { dtype: 'float64' }).requiresGrad_()),
    );
    this.#optimizer = new Adam(this.#params, { lr: options.lr });
  }

  get(task: string): number {
    return this.#param(task).item('number');
  }

  set(task: string, value: number): void {
    noGrad(() => scope(() => void this.#param(task).fill_(value)));
  }

  /** One step of Adam. */
  step(gradients: Readonly<Record<string, number>>): void {
    scope(() => {
      for (const [task, gradient] of Object.entries(gradients))
        this.#param(task).grad = torch.tensor(gradient, { dtype: 'float64' });
      this.#optimizer.step();
      this.#optimizer.zeroGrad();
    });
  }

  /**
   * The number under the task's name, and Adam's state under `NAME.step`, `NAME.exp_avg` and
   * `NAME.exp_avg_sq`.
   */
  stateDict(): Record<string, Tensor> {
    const { state } = this.#optimizer.stateDict();
    const entries = this.#tasks.flatMap((task, i) => [
      [task, this.#params[i]!] as const,
      ...Object.entries(state[i] ?? {}).map(([key, tensor]) => [`${task}.${key}`, tensor] as const),
    ]);
    return Object.fromEntries(entries);
  }

  /** The keys that a state dict must have, if it has Adam's state for the same tasks as `state`. */
  keysLike(state: Readonly<Record<string, Tensor>>): string[] {
    return this.#tasks.flatMap((task) => {
      const moved = `${task}.step` in state;
      return [task, ...(moved ? MOMENTS.map((key) => `${task}.${key}`) : [])];
    });
  }

  /** @param state state dict with the keys of `keysLike` */
  loadStateDict(state: Readonly<Record<string, Tensor>>): void {
    const moments = this.#tasks.flatMap((task, i) =>
      `${task}.step` in state
        ? [[i, Object.fromEntries(MOMENTS.map((key) => [key, state[`${task}.${key}`]!]))] as const]
        : [],
    );
    const { param_groups } = this.#optimizer.stateDict();
    this.#optimizer.loadStateDict({ state: Object.fromEntries(moments), param_groups });
    for (const task of this.#tasks)
      this.set(
        task,
        scope(() => state[task]!.item('number')),
      );
  }

  dispose(): void {
    this.#optimizer.dispose();
    for (const param of this.#params) param.dispose();
  }

  #param(task: string): Tensor {
    return this.#params[this.#tasks.indexOf(task)]!;
  }
}
