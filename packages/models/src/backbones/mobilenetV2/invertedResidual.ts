import { Conv2d, Identity, Module, ReLU6, Sequential } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { foldNorm } from '../../folding/foldConvs.js';
import { makeNorm, type NormKind } from '../../layers/norm.js';

/**
 * `torch`: one pixel on each side. `same`: TensorFlow's SAME, which puts an odd pixel on the right and at the
 * bottom.
 */
export type MobileNetPadding = 'torch' | 'same';

export interface ConvNormRelu6Options {
  kernelSize: 1 | 3;
  stride: number;
  groups: number;
  norm: NormKind;
  padding: MobileNetPadding;
}

/** Convolution, norm and ReLU6 with the keys 0 and 1 (`torchvision/ops/misc.py`: `Conv2dNormActivation`). */
export class ConvNormRelu6 extends Sequential {
  /** Set if the padding depends on the image size. The convolution itself has no padding then. */
  private readonly samePad: { kernelSize: number; stride: number } | null;

  constructor(inChannels: number, outChannels: number, options: ConvNormRelu6Options) {
    const { kernelSize, stride, groups, norm, padding } = options;
    // At stride 1 both paddings are the same.
    const samePad = padding === 'same' && stride > 1 ? { kernelSize, stride } : null;
    super(
      new Conv2d(inChannels, outChannels, kernelSize, {
        stride,
        groups,
        padding: samePad ? 0 : (kernelSize - 1) / 2,
        bias: false,
      }),
      makeNorm(norm, outChannels),
      new ReLU6({ inplace: true }),
    );
    this.samePad = samePad;
  }

  override forward(x: Tensor): Tensor {
    const { samePad } = this;
    if (!samePad) return super.forward(x); // [B, outChannels, ceil(H / stride), ceil(W / stride)]
    return scope(() => {
      const [height, width] = x.shape.slice(-2) as [number, number];
      const [top, bottom] = sidesOf(height, samePad);
      const [left, right] = sidesOf(width, samePad);
      return super.forward(torch.pad(x, [left, right, top, bottom]));
    });
  }

  fold(): void {
    if (foldNorm(this, ['0', '1'], 'relu6'))
      this.replaceModules((module) => (module instanceof ReLU6 ? new Identity() : module));
  }
}

/**
 * Padding before and after `size` elements that gives one output for every `stride` elements (tensorflow
 * `core/framework/common_shape_fns.cc`).
 */
function sidesOf(
  size: number,
  { kernelSize, stride }: { kernelSize: number; stride: number },
): [number, number] {
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + kernelSize - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

export interface InvertedResidualOptions {
  stride: number;
  /** Factor on the channels between the two 1x1 convolutions. */
  expansion: number;
  norm: NormKind;
  padding: MobileNetPadding;
}

/**
 * A wide depthwise convolution between narrow maps, with torchvision's keys
 * (`torchvision/models/mobilenetv2.py`).
 */
export class InvertedResidual extends Module {
  conv: Sequential;
  private readonly isResidual: boolean;

  constructor(inChannels: number, outChannels: number, options: InvertedResidualOptions) {
    super();
    const { stride, expansion, norm, padding } = options;
    const hidden = inChannels * expansion;
    const shared = { norm, padding };
    const expand = { ...shared, kernelSize: 1, stride: 1, groups: 1 } as const;
    const depthwise = { ...shared, kernelSize: 3, stride, groups: hidden } as const;
    this.conv = new Sequential(
      ...(expansion === 1 ? [] : [new ConvNormRelu6(inChannels, hidden, expand)]),
      new ConvNormRelu6(hidden, hidden, depthwise),
      new Conv2d(hidden, outChannels, 1, { bias: false }),
      makeNorm(norm, outChannels),
    );
    this.isResidual = stride === 1 && inChannels === outChannels;
  }

  /** Maps [B, inChannels, H, W] to [B, outChannels, ceil(H / stride), ceil(W / stride)]. */
  override forward(x: Tensor): Tensor {
    return scope(() => {
      const y = this.conv.forward(x);
      return this.isResidual ? y.add_(x) : y;
    });
  }

  fold(): void {
    for (const part of this.conv) if (part instanceof ConvNormRelu6) part.fold();
    const last = this.conv.length - 1;
    foldNorm(this.conv, [String(last - 1), String(last)], null);
  }
}
