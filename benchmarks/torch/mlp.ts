// A training loop where overhead dominates: a small MLP, cross-entropy, AdamW, against Python's torch.
//
//   COTRAIN_PEER_PYTHON=/path/to/python npx tsx benchmarks/torch/mlp.ts [--rounds 7]
import { Linear, Module } from '@cotrain/nn';
import { AdamW, SGD } from '@cotrain/optim';
import { manualSeed, scope, setNumThreads, type Tensor, torch } from '@cotrain/torch';
import { main, median, type Results } from './harness.js';

const STEPS = 3000;

class Mlp extends Module {
  first = new Linear(16, 32);
  second = new Linear(32, 32);
  third = new Linear(32, 4);

  override forward(x: Tensor): Tensor {
    return this.third.forward(this.second.forward(this.first.forward(x).relu()).relu());
  }
}

/** µs per step: the median, the first fifth warms up. */
function train(make: (net: Mlp) => { zeroGrad(): void; step(): void }): number {
  manualSeed(0);
  const net = new Mlp();
  const optimizer = make(net);
  const x = torch.randn([8, 16]);
  const labels = torch.randint(0, 4, [8]);
  const times: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const begin = process.hrtime.bigint();
    scope(() => {
      const loss = torch.crossEntropyLoss(net.forward(x), labels);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
    });
    times.push(Number(process.hrtime.bigint() - begin) / 1000);
  }
  return median(times.slice(STEPS / 5));
}

function infer(): number {
  const net = new Mlp();
  const x = torch.randn([8, 16]);
  const times: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const begin = process.hrtime.bigint();
    torch.noGrad(() => scope(() => void net.forward(x)));
    times.push(Number(process.hrtime.bigint() - begin) / 1000);
  }
  return median(times.slice(STEPS / 5));
}

function measure(): Results {
  setNumThreads(1);
  return {
    'training step, AdamW': train((net) => new AdamW(net.parameters(), { lr: 1e-3 })),
    'training step, SGD with momentum': train(
      (net) => new SGD(net.parameters(), { lr: 1e-3, momentum: 0.9 }),
    ),
    'forward without gradients': infer(),
  };
}

await main({
  url: import.meta.url,
  peer: 'mlp.py',
  args: [String(STEPS)],
  title: 'A small MLP',
  description: `µs for a step of an MLP (16-32-32-4, batch of 8, cross-entropy): the median of ${STEPS} in each round. Both sides use the fused optimizers.`,
  result: 'mlp.md',
  rounds: 7,
  digits: 0,
  threads: 1,
  measure,
});
