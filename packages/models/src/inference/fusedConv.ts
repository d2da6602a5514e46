import {
  type BatchNorm2d,
  Buffer,
  type Conv2d,
  type FrozenBatchNorm2d,
  functional,
  Module,
} from '@cotrain/nn';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';

export type FoldableNorm = BatchNorm2d | FrozenBatchNorm2d;

/** oneDNN's convolutions with what follows them, as `torch/_inductor` calls them; not in every build of LibTorch. */
function fusedOperators(): Record<string, (...values: unknown[]) => unknown> | null {
  try {
    const operators = torch.ops.mkldnn!;
    return operators._convolution_pointwise && operators._reorder_convolution_weight ? operators : null;
  } catch {
    return null;
  }
}

/**
 * A convolution whose batch norm is folded into its weights, with the ReLU behind it. On the CPU, oneDNN computes all of it in one
 * pass, from weights that lie in memory as its kernels read them.
 */
export class FusedConv2d extends Module {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
  readonly relu: boolean;
  weight: Buffer; // [outChannels, inChannels / groups, kH, kW], or oneDNN's own layout
  bias: Buffer | null; // [outChannels]
  readonly #operators: ReturnType<typeof fusedOperators>;

  /** Copies what it needs; the convolution must pad with zeros, by numbers. */
  constructor(conv: Conv2d, norm: FoldableNorm | null, relu: boolean) {
    super();
    this.stride = conv.stride;
    this.padding = conv.padding as readonly number[];
    this.dilation = conv.dilation;
    this.groups = conv.groups;
    this.relu = relu;
    const isPlain = conv.weight.device === 'cpu' && conv.weight.dtype === 'float32';
    this.#operators = isPlain ? fusedOperators() : null;
    const [weight, bias] = noGrad(() => scope(() => folded(conv, norm)));
    this.weight = new Buffer(this.#pack(weight), { persistent: false });
    this.bias = bias && new Buffer(bias, { persistent: false });
    this.training = false;
  }

  #pack(weight: Tensor): Tensor {
    if (!this.#operators) return weight;
    const { stride, padding, dilation, groups } = this;
    const packed = this.#operators._reorder_convolution_weight!(weight, {
      stride,
      padding,
      dilation,
      groups,
    });
    weight.dispose();
    return packed as Tensor;
  }

  override describe(): string {
    return `FusedConv2d(${this.relu ? 'ReLU' : ''})`;
  }

  override forward(x: Tensor): Tensor {
    const { stride, padding, dilation, groups, bias, weight } = this;
    if (!this.#operators) {
      const y = torch.conv2d(x, weight, { bias, stride, padding, dilation, groups });
      return this.relu ? functional.relu(y, { inplace: true }) : y;
    }
    const sizes = [padding, stride, dilation, groups];
    return this.#operators._convolution_pointwise!(
      x,
      weight,
      bias,
      ...sizes,
      this.relu ? 'relu' : 'none',
      [],
      '',
    ) as Tensor;
  }

  /** relu(convolution of x + other), which is written over `other`. */
  addTo_(other: Tensor, x: Tensor): Tensor {
    const { stride, padding, dilation, groups, bias, weight } = this;
    if (!this.#operators)
      return scope(() =>
        other.add_(torch.conv2d(x, weight, { bias, stride, padding, dilation, groups })).relu_(),
      );
    const sizes = [padding, stride, dilation, groups];
    this.#operators._convolution_pointwise_!(other, x, weight, bias, ...sizes, 'add', 1, 'relu', [], '');
    return other;
  }
}

/** Weight and bias of a convolution that does what both do. */
function folded(conv: Conv2d, norm: FoldableNorm | null): [weight: Tensor, bias: Tensor | null] {
  const weight = conv.weight.detach().clone();
  const bias = conv.bias?.detach().clone() ?? null;
  if (!norm) return [weight, bias];
  const { runningMean, runningVar } = norm as { runningMean: Tensor; runningVar: Tensor };
  const scale = runningVar.add(norm.eps).rsqrt_(); // [C]
  if (norm.weight) scale.mul_(norm.weight);
  const shift = (bias ? bias.sub(runningMean) : runningMean.neg()).mul_(scale);
  if (norm.bias) shift.add_(norm.bias);
  return [weight.mul_(scale.view([-1, 1, 1, 1])), shift];
}
