import { Linear, Module } from '@cotrain/nn';
import { AdamW, SGD } from '@cotrain/optim';
import { manualSeed, scope, type Tensor, torch } from '@cotrain/torch';
import { type Measured, type ProcessesCase, registerCases, type Setting } from '../../case.js';
import { microseconds } from '../timing.js';

const STEPS = { full: 3000, quick: 10 };
const BATCH = 8;

const bench: ProcessesCase = {
  kind: 'processes',
  group: 'torch',
  name: 'mlp',
  title: 'A small MLP',
  description: `A step of an MLP (16-32-32-4, batch of ${BATCH}, cross-entropy), where overhead dominates: the median of ${STEPS.full}. Both sides use the fused optimizers.`,
  threads: 1,
  rounds: 7,
  sides: { cotrain },
  peers: [{ side: 'PyTorch', script: 'mlp.py', against: 'pytorch' }],
};
registerCases(bench);

class Mlp extends Module {
  first = new Linear(16, 32);
  second = new Linear(32, 32);
  third = new Linear(32, 4);

  override forward(x: Tensor): Tensor {
    return this.third.forward(this.second.forward(this.first.forward(x).relu()).relu());
  }
}

/** Multiplications and additions of a forward pass. */
const FLOPS = 2 * BATCH * (16 * 32 + 32 * 32 + 32 * 4);

function cotrain({ quick }: Setting): Measured {
  const steps = quick ? STEPS.quick : STEPS.full;
  const training = { unit: 'µs', floor: { flops: 3 * FLOPS } } as const;
  return {
    figures: {
      'training step, AdamW': {
        value: train(steps, (net) => new AdamW(net.parameters(), { lr: 1e-3 })),
        ...training,
      },
      'training step, SGD with momentum': {
        value: train(steps, (net) => new SGD(net.parameters(), { lr: 1e-3, momentum: 0.9 })),
        ...training,
      },
      'forward without gradients': { value: infer(steps), unit: 'µs', floor: { flops: FLOPS } },
    },
  };
}

function train(steps: number, make: (net: Mlp) => { zeroGrad(): void; step(): void }): number {
  manualSeed(0);
  const net = new Mlp();
  const optimizer = make(net);
  const x = torch.randn([BATCH, 16]);
  const labels = torch.randint(0, 4, [BATCH]);
  return microseconds(steps, () =>
    scope(() => {
      const loss = torch.crossEntropyLoss(net.forward(x), labels);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
    }),
  );
}

function infer(steps: number): number {
  const net = new Mlp();
  const x = torch.randn([BATCH, 16]);
  return microseconds(steps, () => torch.noGrad(() => scope(() => void net.forward(x))));
}
