import { Generator, noGrad, scope, type Tensor, torch } from '@cotrain/torch';

/** Random inputs of the same shapes, dtypes, devices and ranges; always the same ones. */
export function sampleInputs(inputs: readonly Tensor[]): Tensor[] {
  return noGrad(() => inputs.map((input) => scope(() => sampled(input))));
}

function sampled(input: Tensor): Tensor {
  const { dtype, device, shape } = input;
  if (input.numel() === 0) return input.detach().clone();
  const generator = new Generator({ seed: 1 });
  const uniform = torch.rand(shape, { generator, dtype: 'float64' });
  if (dtype === 'bool') return uniform.lt(0.5).to({ device });
  const values = input.detach().to({ dtype: 'float64', device: 'cpu' });
  const finite = values.at(values.isfinite());
  if (finite.numel() === 0) return input.detach().clone();
  const least = finite.min().item('number');
  const range = finite.max().item('number') - least;
  const spread = input.isFloatingPoint() ? uniform.mul(range || 1) : uniform.mul(range + 1).floor();
  return spread.add(least).to({ dtype, device });
}
