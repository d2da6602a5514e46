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

/** Makes a stage's optimizer; a group without a weight decay of its own has the stage's. */
export type MakeOptimizer = (groups: StageGroup[], options: { lr: number; weightDecay: number }) => Optimizer;

/** What an optimizer in stages needs beside its stages. */
export interface StagedOptimizerOptions {
  /** Needed where a stage's length is given in epochs. Default null. */
  stepsPerEpoch?: number | null;
  /** Makes the optimizer of a stage. Default: AdamW with the stage's rate and weight decay. */
  makeOptimizer?: MakeOptimizer;
  /**
   * The layers that a stage's `layerDecay` counts, from the images on; a model's backbone has them as
   * `layerGroups()`. Default null: none.
   */
  layerGroups?: LayerGroups | null;
}

/** Position of a training step, overall and within its stage. */
export interface StagePosition {
  /** Since the first stage began. */
  step: number;
  stageIndex: number;
  /** Since this stage began. */
  stageStep: number;
}

/** A stage's optimizer state in PyTorch's layout, and which stage it is of. */
export interface StagedStateDict extends OptimizerStateDict {
  stage: { name: string; step: number };
}

/** A `StagedStateDict` as `loadObject` reads it. */
export type StoredStagedState = StoredOptimizerState & Pick<StagedStateDict, 'stage'>;

interface Planned {
  stage: ResolvedStage;
  plan: StagePlan;
  /** The step at which it begins. */
  start: number;
}

/**
 * An optimizer for a run in stages, each of which trains other parts of the model with a rate, weight decay,
 * warm-up and schedule of its own (pretrain, adapt, finetune: section 4.1 of the paper):
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
 * It sets `requiresGrad` of the model's parameters: what is frozen is not in the inner optimizer, so that
 * neither weight decay nor momentum moves it, and autograd computes nothing for it, while gradients go on
 * through it. Optimizer state is made when a stage begins and dropped when it ends. What did not require
 * gradients when the stages were made never learns.
 */
export class StagedOptimizer {
  readonly stages: readonly ResolvedStage[];
  readonly totalSteps: number;
  readonly #model: AnyModule;
  readonly #planned: readonly Planned[];
  readonly #makeOptimizer: MakeOptimizer;
  /** What may learn, and did before there were stages. */
  readonly #learnable: readonly Parameter[];
  #index = 0;
  #step = 0;
  #optimizer: Optimizer;
  #schedule: LrSchedule;

  /**
   * Begins the first stage.
   * @throws OptionError for stages that cannot be, all of them checked; the model is untouched then
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
    // Last: it scales the rates that the optimizer has.
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
   * Goes to a step of the run, to be called before that step: sets its rates, and where it lies in another
   * stage than the last one, drops gradients and optimizer state and begins that stage. From `totalSteps` on
   * the last stage goes on.
   *
   * @returns whether another stage began
   */
  setStep(step: number): boolean {
    if (!(Number.isInteger(step) && step >= 0))
      throw new ArgumentError(`StagedOptimizer: a step is a whole number >= 0, got ${step}`);
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

  /** The present rate; the greatest where parts have multipliers. */
  get lr(): number {
    return Math.max(...this.paramGroups.map(({ lr }) => lr));
  }

  /** Of this stage's optimizer. */
  get paramGroups(): ParamGroup<{ lr: number }>[] {
    return this.#optimizer.paramGroups;
  }

  /** What learns in this stage. */
  parameters(): Parameter[] {
    return this.#planned[this.#index]!.plan.groups.flatMap(({ params }) => params);
  }

  /** One update of what learns in this stage and has a gradient. */
  step(): void {
    this.#optimizer.step();
  }

  zeroGrad(options?: { setToNull?: boolean }): void {
    this.#optimizer.zeroGrad(options);
  }

  /**
   * `model.train()`, but for the batch norms of frozen parts, which stay fixed, and their dropout, if the
   * stage says so.
   */
  train(): void {
    trainStage(this.#model, this.stage, this.#planned[this.#index]!.plan.selects);
  }

  /** What learns and what is frozen in a stage, the present one where none is given. */
  table(index = this.#index): StageRow[] {
    return stageRows(this.#model, this.#planned[index]!.plan);
  }

  /** `table()` for a terminal. */
  describe(index = this.#index): string {
    return formatStageTable(this.stages[index]!, this.table(index));
  }

  stateDict(): StagedStateDict {
    return { ...this.#optimizer.stateDict(), stage: { name: this.stage.name, step: this.#step } };
  }

  /**
   * Goes on where a state was taken: in its stage, with its optimizer state. Rates, weight decay and other
   * options are those of the stages here, which may say otherwise than those of the state.
   *
   * @throws OptimizerStateError if there is no such stage, or its place in the run or its parameters differ;
   *   nothing has been changed then
   */
  loadStateDict({ stage, ...state }: StagedStateDict | StoredStagedState): void {
    const index = this.stages.findIndex(({ name }) => name === stage.name);
    if (index < 0)
      throw new OptimizerStateError(
        `StagedOptimizer: the state is of stage '${stage.name}'; the stages are ${this.stages.map(({ name }) => name).join(', ')}`,
      );
    if (this.#indexAt(stage.step) !== index)
      throw new OptimizerStateError(
        `StagedOptimizer: the state is of step ${stage.step} in stage '${stage.name}', but here that step is in stage '${this.stages[this.#indexAt(stage.step)]!.name}': the stages have other lengths`,
      );
    const made = this.#make(index, state);
    this.#optimizer.dispose();
    [this.#optimizer, this.#schedule] = made;
    this.#enter(index, stage.step);
  }

  /** Frees the optimizer state, and lets all learn again that did before there were stages. */
  dispose(): void {
    this.#optimizer.dispose();
    for (const parameter of this.#learnable) if (!parameter.isDisposed) parameter.requiresGrad_(true);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** `Optimizer.loadStateDict`, but for the options of the groups, which stay as they are. */
function loadMoments(optimizer: Optimizer, state: OptimizerStateDict | StoredOptimizerState): void {
  const own = optimizer.paramGroups.map(({ params: _, ...options }) => options);
  optimizer.loadStateDict(state);
  for (const [i, group] of optimizer.paramGroups.entries())
    Object.assign(group, own[i], { initialLr: undefined });
}
