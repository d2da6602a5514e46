// A run started in Python continues here with the same losses, and vice versa.
// tests/golden/optim/handover_cases.py defines the runs.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  BatchNorm1d,
  functional,
  functionalCall,
  GELU,
  Linear,
  Sequential,
  type StateDict,
} from '@cotrain/nn';
import {
  Adam,
  AdamW,
  AveragedModel,
  cosineSchedule,
  exponentialSchedule,
  forPython,
  LrSchedule,
  multiStepSchedule,
  type Optimizer,
  polynomialSchedule,
  type Schedule,
  type SchedulerStateDict,
  SGD,
  type StoredOptimizerState,
  stepSchedule,
} from '@cotrain/optim';
import { type CheckpointValue, loadObject, saveObject, scope, torch } from '@cotrain/torch';
import test from 'ava';
import { seedDraws } from '../seed.js';

const STEPS = 5;

interface Handover {
  inputs: number[][];
  targets: number[][];
  runs: { name: string; after: number[]; rates: number[]; averageLoss: number }[];
}

interface State {
  model: StateDict;
  optimizer: StoredOptimizerState;
  scheduler: SchedulerStateDict;
  average: StateDict;
}

type Case = [makeOptimizer: (model: Sequential) => Optimizer, schedule: Schedule];

const CASES: Record<string, Case> = {
  'adamw-step': [
    (model) => new AdamW(model.parameters(), { lr: 0.05 }),
    stepSchedule({ stepSize: 3, gamma: 0.5 }),
  ],
  'adam-amsgrad-cosine': [
    (model) => new Adam(model.parameters(), { lr: 0.05, amsgrad: true, weightDecay: 0.01 }),
    cosineSchedule({ steps: 12 }),
  ],
  'sgd-nesterov-lambda': [
    (model) => new SGD(model.parameters(), { lr: 0.05, momentum: 0.9, nesterov: true, weightDecay: 1e-3 }),
    (step) => 1 / (1 + step),
  ],
  'sgd-multistep': [
    (model) => new SGD(model.parameters(), { lr: 0.1 }),
    multiStepSchedule({ milestones: [2, 7], gamma: 0.3 }),
  ],
  'adamw-groups-polynomial': [
    (model) => {
      const body = [...model.at(0).parameters(), ...model.at(1).parameters()];
      const groups = [{ params: body, lr: 0.02, weightDecay: 0 }, { params: model.at(3).parameters() }];
      return new AdamW(groups, { lr: 0.05 });
    },
    polynomialSchedule({ steps: 12, power: 0.9 }),
  ],
  'adamw-exponential': [
    (model) => new AdamW(model.parameters(), { lr: 0.05, betas: [0.8, 0.9] }),
    exponentialSchedule({ gamma: 0.9 }),
  ],
};

/** Equals `Run` of handover_cases.py. */
class Run {
  readonly model = new Sequential(
    new Linear(4, 6, { bias: false }),
    new BatchNorm1d(6),
    new GELU(),
    new Linear(6, 1),
  );
  readonly optimizer: Optimizer;
  readonly rates: LrSchedule;
  readonly average = new AveragedModel(this.model, { decay: 0.8 });
  step = 0;

  constructor(name: string, makeOptimizer = CASES[name]![0]) {
    this.optimizer = makeOptimizer(this.model);
    this.rates = new LrSchedule(this.optimizer, CASES[name]![1]);
  }

  train({ inputs, targets }: Handover): number[] {
    return Array.from({ length: STEPS }, () => {
      this.rates.apply(this.step);
      const loss = scope(() => {
        this.optimizer.zeroGrad();
        const loss = functional.mseLoss(this.model.forward(torch.tensor(inputs)), torch.tensor(targets));
        loss.backward();
        this.optimizer.step();
        this.average.update(this.model);
        return Number(loss.item());
      });
      this.step++;
      return loss;
    });
  }

  averageLoss({ inputs, targets }: Handover): number {
    return scope(() => {
      const output = functionalCall(this.model.eval(), this.average.weights, torch.tensor(inputs));
      return Number(functional.mseLoss(output, torch.tensor(targets)).item());
    });
  }

  load(state: State): void {
    this.model.loadStateDict(state.model);
    this.optimizer.loadStateDict(state.optimizer);
    this.step = this.rates.loadStateDict(state.scheduler);
    this.average.loadStateDict(state.average);
  }

  save(path: string): void {
    this.rates.apply(this.step);
    scope(() => {
      saveObject(path, {
        model: this.model.stateDict(),
        optimizer: forPython(this.optimizer.stateDict()),
        scheduler: { ...this.rates.stateDict(this.step) },
        average: this.average.stateDict(),
      });
    });
  }

  dispose(): void {
    for (const part of [this.model, this.optimizer, this.average]) part.dispose();
  }
}

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-5 * Math.abs(b);
const folder = fileURLToPath(new URL('../golden/optim/handover/', import.meta.url));
const golden: Handover = JSON.parse(readFileSync(join(folder, 'handover.json'), 'utf8'));

/** Optimizers with other options than the state, which must replace them. */
const misconfigured: Record<string, Case[0]> = {
  'adam-amsgrad-cosine': (model) => new Adam(model.parameters()),
  'sgd-nesterov-lambda': (model) => new SGD(model.parameters(), { lr: 1 }),
};

for (const { name, after, rates, averageLoss } of golden.runs) {
  for (const makeOptimizer of [CASES[name]![0], misconfigured[name]].filter((make) => make !== undefined)) {
    const options = makeOptimizer === CASES[name]![0] ? 'the same options' : 'other options';
    test(`${name}: a run that Python began goes on with the same losses (made with ${options})`, (t) => {
      scope(() => {
        const run = new Run(name, makeOptimizer);
        const state = loadObject(join(folder, `${name}.pth`)) as unknown as State;
        run.optimizer.loadStateDict(state.optimizer);
        const groups = run.optimizer.stateDict().param_groups.map((group) => ({ ...group, fused: null }));
        t.deepEqual<unknown, unknown>(groups, state.optimizer.param_groups, 'what Python keeps is kept');
        run.load(state);
        t.is(run.step, STEPS);
        const losses = run.train(golden);
        for (const [i, loss] of losses.entries()) {
          t.true(near(loss, after[i]!), `loss ${i}: ${loss}, in Python ${after[i]}`);
        }
        const next = run.rates.apply(run.step);
        t.true(
          next.every((rate, i) => near(rate, rates[i]!)),
          `rates ${next}, in Python ${rates}`,
        );
        t.true(near(run.averageLoss(golden), averageLoss));
        run.dispose();
      });
    });
  }
}

test('a run that began here goes on in Python with the same losses', (t) => {
  const python = process.env.COTRAIN_PEER_PYTHON ?? 'python3';
  if (spawnSync(python, ['-c', 'import torch']).status !== 0) {
    t.log(`skipped: ${python} has no torch; COTRAIN_PEER_PYTHON may name one that has`);
    t.pass();
    return;
  }
  const out = mkdtempSync(join(tmpdir(), 'handover-'));
  try {
    seedDraws(2);
    const runs = Object.keys(CASES).map((name) => {
      const run = new Run(name);
      run.train(golden);
      run.save(join(out, `${name}.pth`));
      const after = run.train(golden);
      const result = { name, after, rates: run.rates.apply(run.step), averageLoss: run.averageLoss(golden) };
      run.dispose();
      return result;
    });
    writeFileSync(join(out, 'handover.json'), JSON.stringify({ ...golden, runs }));
    const script = fileURLToPath(new URL('../python/check_handover.py', import.meta.url));
    const said = execFileSync(python, [script, out], { encoding: 'utf8' });
    t.log(said.trim());
    t.regex(said, /6 runs went on/);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});

test('a state with a number of steps, as PyTorch wrote it before 1.12, and one with a rate as a tensor are read', (t) => {
  scope(() => {
    const run = new Run('adamw-step');
    const state = loadObject(join(folder, 'adamw-step.pth')) as unknown as State;
    const entries = state.optimizer.state as Map<number, Record<string, CheckpointValue>>;
    for (const entry of entries.values()) entry.step = 5;
    state.optimizer.param_groups[0]!.lr = torch.tensor(0.25);
    run.optimizer.loadStateDict(state.optimizer);
    t.is(run.optimizer.stateDict().state[0]!.step!.item(), 5);
    t.is(run.optimizer.paramGroups[0]!.lr, 0.25);
    run.dispose();
  });
});
