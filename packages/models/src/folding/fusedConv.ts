import {
  type BatchNorm2d,
  Buffer,
  type Conv2d,
  type FrozenBatchNorm2d,
  functional,
  Module,
  prefersWinograd,
  winogradStride,
} from '@cotrain/nn';
import { winogradConv2d } from '@cotrain/ops';
import { autocast, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { fullPrecision } from '../precision.js';

export type FoldableNorm = BatchNorm2d | FrozenBatchNorm2d;

/** Activation applied after a convolution and its norm. */
export type Activation = 'relu' | 'relu6';

/** oneDNN's name of each activation, with its numbers. */
const ONEDNN = { none: ['none', []], relu: ['relu', []], relu6: ['hardtanh', [0, 6]] } as const;

type FusedOperators = Record<
  '_convolution_pointwise' | '_convolution_pointwise_' | '_reorder_convolution_weight',
  (...values: unknown[]) => unknown
>;

/** oneDNN's fused convolutions, as `torch/_inductor` calls them. Not available in every build of LibTorch. */
function fusedOperators(): FusedOperators | null {
  try {
    const operators = torch.ops.mkldnn!;
    const has = operators._convolution_pointwise && operators._reorder_convolution_weight;
    return has ? (operators as FusedOperators) : null;
  } catch {
    return null;
  }
}

/**
 * A convolution with its batch norm folded into the weights, followed by an activation. On the CPU, oneDNN
 * computes all of it in one pass, with weights laid out for its kernels at the first image and again for each
 * other image size. Large 3x3 convolutions are Winograd's, whose weights stay as they are: transforming them
 * takes a millisecond, and four times their memory.
 */
export class FusedConv2d extends Module {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
  readonly activation: Activation | null;
  weight: Buffer; // [outChannels, inChannels / groups, kH, kW], or oneDNN's own layout
  bias: Buffer | null; // [outChannels]
  private readonly operators: ReturnType<typeof fusedOperators>;
  private readonly isWinogradKernel: boolean;
  /** Input shape that oneDNN's layout of the weight is for; empty: the weight is plain. */
  private packedFor = '';

  /**
   * Takes ownership of the convolution's weight and modifies it. The convolution must pad with zeros, by
   * numbers.
   */
  constructor(conv: Conv2d, norm: FoldableNorm | null, activation: Activation | null) {
    super();
    this.stride = conv.stride;
    this.padding = conv.padding as readonly number[];
    this.dilation = conv.dilation;
    this.groups = conv.groups;
    this.activation = activation;
    const isPlain = conv.weight.device === 'cpu' && conv.weight.dtype === 'float32';
    this.operators = isPlain ? fusedOperators() : null;
    const [weight, bias] = noGrad(() => scope(() => folded(conv, norm)));
    this.weight = new Buffer(weight, { persistent: false });
    this.bias = bias && new Buffer(bias, { persistent: false });
    this.isWinogradKernel = winogradStride(conv.weight.shape, this) === 1;
    this.training = false;
  }

  /**
   * Lays out the weight for an input shape that differs from the previous one. The layout that oneDNN chooses
   * without knowing the shape can be ten times slower than the plain one.
   */
  private pack(inputSize: readonly number[]): void {
    const key = inputSize.join();
    if (key === this.packedFor) return;
    const { stride, padding, dilation, groups } = this;
    const options = { stride, padding, dilation, groups, inputSize };
    this.replaceWeight(
      (plain) => this.operators!._reorder_convolution_weight(channelsLast(plain), options) as Tensor,
      key,
    );
  }

  /** Replaces the weight by what `layOut` makes of the plain one. */
  private replaceWeight(layOut: (plain: Tensor) => Tensor, packedFor: string): void {
    const { weight } = this;
    const laidOut = noGrad(() => scope(() => layOut(this.packedFor === '' ? weight : weight.toDense())));
    weight.dispose();
    this.weight = new Buffer(laidOut, { persistent: false });
    this.packedFor = packedFor;
  }

  private winograd(x: Tensor): Tensor {
    if (this.packedFor !== '') this.replaceWeight((plain) => plain, '');
    return winogradConv2d(x, this.weight, { bias: this.bias });
  }

  override describe(): string {
    return `FusedConv2d(${this.activation ?? ''})`;
  }

  override forward(x: Tensor): Tensor {
    const { stride, padding, dilation, groups, bias, activation, operators } = this;
    const activate = (y: Tensor) => (activation ? functional[activation](y, { inplace: true }) : y);
    if (!operators)
      return activate(torch.conv2d(x, this.weight, { bias, stride, padding, dilation, groups }));
    return inFloat32(() => {
      const image = fullPrecision(x);
      if (this.isWinogradKernel && prefersWinograd(image, 1)) return activate(this.winograd(image));
      this.pack(image.shape);
      const sizes = [padding, stride, dilation, groups];
      const [then, numbers] = ONEDNN[activation ?? 'none'];
      return operators._convolution_pointwise(
        ...[image, this.weight, bias, ...sizes, then, numbers, ''],
      ) as Tensor;
    });
  }

  /** Computes relu(convolution of x + other), overwriting `other`. */
  addTo_(other: Tensor, x: Tensor): Tensor {
    const { stride, padding, dilation, groups, bias, operators } = this;
    if (!operators)
      return scope(() =>
        other.add_(torch.conv2d(x, this.weight, { bias, stride, padding, dilation, groups })).relu_(),
      );
    return inFloat32(() => {
      const [sum, image] = [fullPrecision(other), fullPrecision(x)];
      this.pack(image.shape);
      const sizes = [padding, stride, dilation, groups];
      operators._convolution_pointwise_(sum, image, this.weight, bias, ...sizes, 'add', 1, 'relu', [], '');
      return sum;
    });
  }
}

/**
 * Weights that are laid out for oneDNN are float32, and autocast does not know its fused operators. Where it
 * was measured, with AVX-512 BF16, our kernels for float32 were as fast
 * (benchmarks/results/performance-log.md).
 */
const inFloat32 = (run: () => Tensor): Tensor => autocast({ enabled: false }, () => scope(run));

/**
 * Sets channels-last strides. oneDNN recognises channels-last only by the strides, and those of 1x1 filters
 * are ambiguous, because their values are in the same order either way.
 */
function channelsLast(weight: Tensor): Tensor {
  const [out, channels, height, width] = weight.shape as [number, number, number, number];
  const size = channels * width;
  return weight
    .contiguous({ memoryFormat: 'channels_last' })
    .asStrided([out, channels, height, width], [size * height, 1, size, channels]);
}

/**
 * Weight and bias of one convolution equivalent to both. The weight uses the memory of the original
 * convolution.
 */
function folded(conv: Conv2d, norm: FoldableNorm | null): [weight: Tensor, bias: Tensor | null] {
  const weight = conv.weight.detach();
  const bias = conv.bias?.detach() ?? null;
  if (!norm) return [weight, bias];
  const { runningMean, runningVar } = norm as { runningMean: Tensor; runningVar: Tensor };
  const scale = runningVar.add(norm.eps).rsqrt_(); // [C]
  if (norm.weight) scale.mul_(norm.weight);
  const shift = (bias ? bias.sub(runningMean) : runningMean.neg()).mul_(scale);
  if (norm.bias) shift.add_(norm.bias);
  return [weight.mul_(scale.view([-1, 1, 1, 1])), shift];
}
