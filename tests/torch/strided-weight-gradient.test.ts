// Gradients to the weights of large 3x3 convolutions with a stride of 2, which are not LibTorch's own
// (native/addon/strided_weight_gradient.cpp).
import { noGrad, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { seedDraws } from '../seed.js';
import { clean } from './support.js';

interface Gradients {
  x: Tensor;
  weight: Tensor;
  bias: Tensor;
}

/** Gradients of a fixed random sum of the outputs. */
function gradients(
  { x, weight, bias }: Gradients,
  dtype: 'float32' | 'float64',
  memoryFormat: 'channels_last' | 'contiguous',
): Gradients {
  const leaf = (value: Tensor) =>
    value
      .to({ dtype })
      .contiguous({ memoryFormat: value.ndim === 4 ? memoryFormat : 'contiguous' })
      .detach()
      .requiresGrad_();
  const [maps, kernel, shift] = [leaf(x), leaf(weight), leaf(bias)];
  const out = torch.conv2d(maps, kernel, { bias: shift, stride: 2, padding: 1 });
  seedDraws(3);
  out.mul(torch.randn(out.shape).to({ dtype })).sum().backward();
  return { x: maps.grad!, weight: kernel.grad!, bias: shift.grad! };
}

/** The largest difference, relative to the largest expected value. */
const difference = (actual: Tensor, expected: Tensor): number =>
  noGrad(() => actual.to({ dtype: 'float64' }).sub(expected).abs().max().div(expected.abs().max())).item(
    'number',
  );

// Even and odd sizes have their borders at different taps. The last one is below the size from which on the
// kernel is ours.
for (const [channels, out, height, width, batch] of [
  [64, 96, 92, 94, 2],
  [64, 64, 91, 93, 2],
  [40, 72, 128, 181, 1],
  [512, 512, 13, 20, 1],
  [64, 64, 8, 8, 1],
] as const)
  test.serial(
    `${batch} x ${channels} to ${out} channels, ${height} x ${width}: gradients of float64`,
    clean((t) => {
      seedDraws(1);
      const given = {
        x: torch.randn([batch, channels, height, width]),
        weight: torch.randn([out, channels, 3, 3]),
        bias: torch.randn([out]),
      };
      const exact = gradients(given, 'float64', 'contiguous');
      const ours = gradients(given, 'float32', 'channels_last');
      const plain = gradients(given, 'float32', 'contiguous');
      for (const name of ['x', 'weight', 'bias'] as const) {
        const [own, theirs] = [ours, plain].map((found) => difference(found[name], exact[name]));
        t.true(own! < 2e-6, `${name}: ${own}, in LibTorch's own kernel ${theirs}`);
      }
      t.deepEqual(ours.weight.shape, [out, channels, 3, 3]);
      t.true(ours.weight.isContiguous('channels_last'));
    }),
  );

test.serial(
  'the same bits each time, and gradients of gradients',
  clean((t) => {
    seedDraws(2);
    const x = torch.randn([1, 64, 96, 160]).contiguous({ memoryFormat: 'channels_last' });
    const weight = torch.randn([64, 64, 3, 3]).contiguous({ memoryFormat: 'channels_last' }).requiresGrad_();
    const once = () => {
      const loss = torch.conv2d(x, weight, { stride: 2, padding: 1 }).pow(2).sum();
      const [first] = torch.autograd.grad([loss], [weight], { createGraph: true });
      return [first!.detach(), torch.autograd.grad([first!.sum()], [weight])[0]!] as const;
    };
    const [first, second] = once();
    // The gradient is linear in the weight, so the gradient of its sum is that of a weight of ones.
    const direction = torch.onesLike(weight);
    const response = torch.conv2d(x, direction, { stride: 2, padding: 1 });
    const probe = weight.detach().requiresGrad_();
    torch.conv2d(x, probe, { stride: 2, padding: 1 }).mul(response.mul(2)).sum().backward();
    t.true(difference(second, probe.grad!.to({ dtype: 'float64' })) < 1e-5);
    t.true(once()[0].equal(first));
  }),
);
