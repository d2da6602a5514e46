import { Conv2d, Linear, Module } from '@cotrain/nn';
import { AdamW } from '@cotrain/optim';
import { manualSeed, memory, scope, type Tensor, torch } from '@cotrain/torch';
import { type Measured, type ProcessesCase, registerCases, type Setting } from '../../case.js';

const STEPS = { full: 10_000, quick: 20 };

const bench: ProcessesCase = {
  kind: 'processes',
  group: 'torch',
  name: 'memory',
  title: 'Memory of a long training',
  description:
    'Whether training grows: a convolution, a linear layer, cross-entropy and AdamW on new random images of 16 x 16 in every step, one scope a step, 10,000 steps. Resident memory at a tenth of the steps and at their end; live tensors after the first step and after the last.',
  threads: 1,
  rounds: 1,
  sides: { cotrain },
};
registerCases(bench);

class Net extends Module {
  conv = new Conv2d(3, 8, 3, { padding: 1 });
  head = new Linear(8, 4);

  override forward(images: Tensor): Tensor {
    return this.head.forward(this.conv.forward(images).relu().mean([2, 3]));
  }
}

function cotrain({ quick }: Setting): Measured {
  const steps = quick ? STEPS.quick : STEPS.full;
  manualSeed(0);
  const net = new Net();
  const optimizer = new AdamW(net.parameters(), { lr: 1e-3 });
  const step = () =>
    scope(() => {
      const images = torch.rand([4, 3, 16, 16]); // [B, C, H, W]
      const labels = torch.randint(0, 4, [4]);
      const loss = torch.crossEntropyLoss(net.forward(images), labels);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
    });
  const repeat = (count: number) => {
    for (let i = 0; i < count; i++) step();
  };
  step();
  const tensors = memory().tensors;
  repeat(steps / 10 - 1);
  const early = process.memoryUsage.rss();
  repeat((9 * steps) / 10);
  return {
    figures: {
      'resident after a tenth of the steps': { value: early, unit: 'bytes' },
      'resident at the end': { value: process.memoryUsage.rss(), unit: 'bytes' },
      'live tensors after the first step': { value: tensors, unit: 'tensors' },
      'live tensors at the end': { value: memory().tensors, unit: 'tensors' },
    },
  };
}
