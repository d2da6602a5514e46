import { type AnyModule, OptionError, type Parameter, withDefaults } from '@cotrain/nn';
import { ArgumentError } from '@cotrain/torch';
import { AdamW } from '../adam.js';
import { LrSchedule } from '../lrSchedule.js';
import type { Optimizer, ParamGroup } from '../optimizer.js';
import { type OptimizerStateDict, OptimizerStateError, type StoredOptimizerState } from '../stateDict.js';
import type { LayerGroups } from './layerDecay.js';
import { trainStage } from './modes.js';
import { PathPatterns } from './pattern.js';
import { planStage, type StageGroup, type StagePlan } from './plan.js';
import { type ResolvedStage, resolveStage, type Stage, scheduleOf } from './stage.js';
import { formatStageTable, type StageRow, stageRows } from './table.js';

/** Creates a stage's optimizer. Groups without their own weight decay use the stage's. */
export type MakeOptimizer = (groups: StageGroup[], options: { lr: number; weightDecay: number }) => Optimizer;

/** What an optimizer in stages needs beside its stages. */
export interface StagedOptimizerOptions {
  /** Steps in an epoch; required if a stage's length is given in epochs. Default null. */
  stepsPerEpoch?: number | null;
  /** Creates the optimizer of a stage. Default: AdamW with the stage's rate and weight decay. */
  makeOptimizer?: MakeOptimizer;
  /**
   * Layers that a stage's `layerDecay` counts, from the input on. A model's backbone returns them from
   * `layerGroups()`. Default null: none.
   */
  layerGroups?: LayerGroups | null;
}

/** Position of a training step, overall and within its stage. */
export interface StagePosition {
  /** Steps since the first stage began. */
  step: number;
  stageIndex: number;
  /** Steps since this stage began. */
  stageStep: number;
}

/** A stage's optimizer state in PyTorch's layout, with the stage that it belongs to. */
export interface StagedStateDict extends OptimizerStateDict {
  stage: { name: string; step: number };
}

/** A `StagedStateDict` as read by `loadObject`. */
export type StoredStagedState = StoredOptimizerState & Pick<StagedStateDict, 'stage'>;

interface Planned {
  stage: ResolvedStage;
  plan: StagePlan;
  /** Step at which the stage begins. */
  start: number;
}

/**
 * An optimizer for training in stages. Each stage trains its own parts of the model with its own learning
 * rate, weight decay, warm-up and schedule (pretrain, adapt, finetune: section 4.1 of the paper):
 *
 * ```ts
 * const optimizer = new StagedOptimizer(model, [
 *   { name: 'adapt', epochs: 1, lr: 2.5e-4, train: ['neck'] },
 *   { name: 'finetune', epochs: 35, lr: 2.5e-5, train: 'all' },
 * ], { stepsPerEpoch: 1000 });
 * optimizer.train();
 * for (let step = 0; step < optimizer.totalSteps; step++) {
 *   optimizer.setStep(step);
 *   loss(model).backward();
 *   optimizer.step();
 *   optimizer.zeroGrad();
 * }
 * ```
 *
 * It sets `requiresGrad` of the model's parameters. Frozen parameters are not part of the inner optimizer:
 * neither weight decay nor momentum changes them, and autograd computes no gradients for them, although
 * gradients still flow through them. Optimizer state is created when a stage begins and dropped when it ends.
 * Parameters that did not require gradients when the `StagedOptimizer` was created are never trained.
 */
export class StagedOptimizer {
  readonly stages: readonly ResolvedStage[];
  readonly totalSteps: number;
  readonly #model: AnyModule;
  readonly #planned: readonly Planned[];
  readonly #makeOptimizer: MakeOptimizer;
  /** Parameters that may be trained: those that required gradients before the stages were created. */
  readonly #learnable: readonly Parameter[];
  #index = 0;
  #step = 0;
  #optimizer: Optimizer;
  #schedule: LrSchedule;

  /**
   * Starts the first stage.
   * @throws OptionError if any stage is invalid. All stages are checked first, and the model is unchanged
   *   then.
   */
  constructor(model: AnyModule, stages: readonly Stage[], options?: StagedOptimizerOptions) {
    const { stepsPerEpoch, makeOptimizer, layerGroups } = withDefaults<StagedOptimizerOptions>(
      'StagedOptimizer',
      options,
      {
        stepsPerEpoch: null,
        makeOptimizer: (groups, { lr, weightDecay }) => new AdamW(groups, { lr, weightDecay }),
        layerGroups: null,
      },
    );
    if (stages.length === 0) throw new OptionError('StagedOptimizer: give at least one stage');
    this.stages = stages.map((stage) => resolveStage(stage, stepsPerEpoch));
    const names = this.stages.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) throw new OptionError(`StagedOptimizer: two stages are named '${twice}'`);
    const patterns = new PathPatterns(model);
    const fixed = new Set(model.parameters().filter((parameter) => !parameter.requiresGrad));
    let start = 0;
    this.#planned = this.stages.map((stage) => {
      const planned = { stage, plan: planStage(model, stage, patterns, fixed, layerGroups), start };
      start += stage.steps;
      return planned;
    });
    this.totalSteps = start;
    this.#model = model;
    this.#makeOptimizer = makeOptimizer;
    this.#learnable = model.parameters().filter((parameter) => !fixed.has(parameter));
    [this.#optimizer, this.#schedule] = this.#make(0);
    this.#enter(0, 0);
  }

  #make(index: number, state?: OptimizerStateDict | StoredOptimizerState): [Optimizer, LrSchedule] {
    const { stage, plan } = this.#planned[index]!;
    const { lr, weightDecay } = stage;
    const optimizer = this.#makeOptimizer(plan.groups, { lr, weightDecay });
    if (state) loadMoments(optimizer, state);
    // Created last, because it scales the rates that the optimizer has.
    return [optimizer, new LrSchedule(optimizer, scheduleOf(stage))];
  }

  #enter(index: number, step: number): void {
    this.#index = index;
    const learning = new Set(this.parameters());
    for (const parameter of this.#learnable) {
      parameter.requiresGrad_(learning.has(parameter));
      parameter.grad = null;
    }
    if (this.#model.training) this.train();
    this.#apply(step);
  }

  #apply(step: number): void {
    this.#step = step;
    this.#schedule.apply(this.position.stageStep);
  }

  /**
   * Moves to a step of the run and sets its rates. Call it before that step. If the step belongs to another
   * stage than the previous one, gradients and optimizer state are dropped and the new stage begins. After
   * `totalSteps` the last stage continues.
   *
   * @returns whether another stage began
   */
  setStep(step: number): boolean {
    if (!(Number.isInteger(step) && step >= 0))
      throw new ArgumentError(`StagedOptimizer: step must be a whole number >= 0, got ${step}`);
    const index = this.#indexAt(step);
    if (index === this.#index) {
      this.#apply(step);
      return false;
    }
    const made = this.#make(index);
    this.#optimizer.dispose();
    [this.#optimizer, this.#schedule] = made;
    this.#enter(index, step);
    return true;
  }

  #indexAt(step: number): number {
    return this.#planned.findLastIndex(({ start }) => step >= start);
  }

  get stage(): ResolvedStage {
    return this.stages[this.#index]!;
  }

  get stageIndex(): number {
    return this.#index;
  }

  get position(): StagePosition {
    return {
      step: this.#step,
      stageIndex: this.#index,
      stageStep: this.#step - this.#planned[this.#index]!.start,
    };
  }

  /** Current learning rate; the largest one if parts have multipliers. */
  get lr(): number {
    return Math.max(...this.paramGroups.map(({ lr }) => lr));
  }

  /** Parameter groups of the current stage's optimizer. */
  get paramGroups(): ParamGroup<{ lr: number }>[] {
    return this.#optimizer.paramGroups;
  }

  /** Parameters that the current stage trains. */
  parameters(): Parameter[] {
    return this.#planned[this.#index]!.plan.groups.flatMap(({ params }) => params);
  }

  /** Updates every parameter that the current stage trains and that has a gradient. */
  step(): void {
    this.#optimizer.step();
  }

  zeroGrad(options?: { setToNull?: boolean }): void {
    this.#optimizer.zeroGrad(options);
  }

  /**
   * Calls `model.train()`, but keeps the batch norms of frozen parts fixed, and disables their dropout if the
   * stage says so.
   */
  train(): void {
    trainStage(this.#model, this.stage, this.#planned[this.#index]!.plan.selects);
  }

  /** Trained and frozen parts of a stage, by default the current one. */
  table(index = this.#index): StageRow[] {
    return stageRows(this.#model, this.#planned[index]!.plan);
  }

  /** `table()` as text for a terminal. */
  describe(index = this.#index): string {
    return formatStageTable(this.stages[index]!, this.table(index));
  }

  stateDict(): StagedStateDict {
    return { ...this.#optimizer.stateDict(), stage: { name: this.stage.name, step: this.#step } };
  }

  /**
   * Resumes from a saved state: in its stage, with its optimizer state. Rates, weight decay and other options
   * are taken from the stages given here, which may differ from the saved ones.
   *
   * @throws OptimizerStateError if the stage does not exist, or if its position in the run or its parameters
   *   differ. The optimizer is unchanged then.
   */
  loadStateDict({ stage, ...state }: StagedStateDict | StoredStagedState): void {
    const index = this.stages.findIndex(({ name }) => name === stage.name);
    if (index < 0)
      throw new OptimizerStateError(
        `StagedOptimizer: the state belongs to stage '${stage.name}'; the stages are ${this.stages.map(({ name }) => name).join(', ')}`,
      );
    if (this.#indexAt(stage.step) !== index)
      throw new OptimizerStateError(
        `StagedOptimizer: the state is from step ${stage.step} in stage '${stage.name}', but here that step is in stage '${this.stages[this.#indexAt(stage.step)]!.name}': the stages have other lengths`,
      );
    const made = this.#make(index, state);
    this.#optimizer.dispose();
    [this.#optimizer, this.#schedule] = made;
    this.#enter(index, stage.step);
  }

  /**
   * Frees the optimizer state, and makes all parameters trainable again that were before the stages were
   * created.
   */
  dispose(): void {
    this.#optimizer.dispose();
    for (const parameter of this.#learnable) if (!parameter.isDisposed) parameter.requiresGrad_(true);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** Like `Optimizer.loadStateDict`, but keeps the options of the groups. */
function loadMoments(optimizer: Optimizer, state: OptimizerStateDict | StoredOptimizerState): void {
  const own = optimizer.paramGroups.map(({ params: _, ...options }) => options);
  optimizer.loadStateDict(state);
  for (const [i, group] of optimizer.paramGroups.entries())
    Object.assign(group, own[i], { initialLr: undefined });
}
