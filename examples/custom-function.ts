// A custom gradient: quantised weights, trained through rounding with a straight-through estimator.
//   npx tsx examples/custom-function.ts
import { Linear, Module } from '@cotrain/nn';
import { AdamW } from '@cotrain/optim';
import { customFunction, gradcheck, manualSeed, scope, type Tensor, torch } from '@cotrain/torch';

/**
 * Rounds to multiples of `step`. The gradient of rounding is zero almost everywhere: backward passes it on
 * unchanged.
 */
const quantise = customFunction({
  name: 'quantise',
  forward: (_context, x: Tensor, step: number) => x.div(step).round().mul(step),
  backward: (_context, gradient) => gradient,
});

/** x if x > 0, else 0.1 x; the mask is kept instead of x, which takes a quarter of the memory. */
const leaky = customFunction({
  name: 'leaky',
  forward(context, x: Tensor) {
    const positive = x.gt(0);
    context.save(positive);
    return torch.where(positive, x, x.mul(0.1));
  },
  backward(context, gradient) {
    return torch.where(context.saved[0]!, gradient, gradient.mul(0.1));
  },
});

/** Two layers whose weights are multiples of a quarter. */
class Quantised extends Module {
  first = new Linear(2, 16);
  last = new Linear(16, 1);

  override forward(x: Tensor): Tensor {
    const h = leaky(torch.linear(x, quantise(this.first.weight, 0.25), { bias: this.first.bias })); // [B, 16]
    return torch.linear(h, quantise(this.last.weight, 0.25), { bias: this.last.bias }); // [B, 1]
  }
}

manualSeed(0);
scope(() => gradcheck((x) => leaky(x!), [torch.randn([6], { dtype: 'float64', requiresGrad: true })]));

const net = new Quantised();
const optimizer = new AdamW(net.parameters(), { lr: 1e-2 });
for (let step = 0; step <= 400; step++) {
  scope(() => {
    const x = torch.randn([64, 2]);
    const target = x.at(':', 0).mul(x.at(':', 1)).gt(0).to({ dtype: 'float32' }).unsqueeze(1); // [64, 1]
    const loss = torch.binaryCrossEntropyWithLogits(net.forward(x), target);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    if (step % 100 === 0) console.log(step, loss.item('number').toFixed(3));
  });
}
const values = new Set(scope(() => quantise(net.first.weight, 0.25).data<'float32'>()));
console.log(`the first layer's weights: ${[...values].sort((a, b) => a - b).join(', ')}`);
