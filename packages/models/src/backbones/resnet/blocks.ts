import { type BatchNorm2d, Conv2d, type GroupNorm, init, Module, Sequential } from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import { makeNorm, type NormKind } from '../../layers/norm.js';

export interface BlockOptions {
  inChannels: number;
  outChannels: number;
  /** Number of channels of the 3x3 convolution. */
  bottleneckChannels: number;
  stride: number;
  groups: number;
  strideIn1x1: boolean;
  norm: NormKind;
}

/** A residual block with torchvision's keys (`torchvision/models/resnet.py`). */
export abstract class ResidualBlock extends Module {
  /** Initialises the residual branch to zero. */
  abstract zeroLastNorm(): void;

  protected makeShortcut({ inChannels, outChannels, stride, norm }: BlockOptions): Sequential | null {
    if (stride === 1 && inChannels === outChannels) return null;
    return new Sequential(
      new Conv2d(inChannels, outChannels, 1, { stride, bias: false }),
      makeNorm(norm, outChannels),
    );
  }
}

/** Two 3x3 convolutions, as in ResNet-18 and 34. */
export class BasicBlock extends ResidualBlock {
  conv1: Conv2d;
  bn1: Module;
  conv2: Conv2d;
  bn2: Module;
  downsample: Sequential | null;

  constructor(options: BlockOptions) {
    super();
    const { inChannels, outChannels, stride, norm } = options;
    this.conv1 = new Conv2d(inChannels, outChannels, 3, { stride, padding: 1, bias: false });
    this.bn1 = makeNorm(norm, outChannels);
    this.conv2 = new Conv2d(outChannels, outChannels, 3, { padding: 1, bias: false });
    this.bn2 = makeNorm(norm, outChannels);
    this.downsample = this.makeShortcut(options);
  }

  override zeroLastNorm(): void {
    zeroWeight(this.bn2);
  }

  override forward(x: Tensor): Tensor {
    return scope(() => {
      let y = this.bn1.forward(this.conv1.forward(x)).relu_(); // [B, outChannels, H / stride, W / stride]
      y = this.bn2.forward(this.conv2.forward(y));
      return y.add_(this.downsample ? this.downsample.forward(x) : x).relu_();
    });
  }
}

/** 1x1, 3x3 and 1x1 convolutions, as in ResNet-50 and 101. */
export class BottleneckBlock extends ResidualBlock {
  conv1: Conv2d;
  bn1: Module;
  conv2: Conv2d;
  bn2: Module;
  conv3: Conv2d;
  bn3: Module;
  downsample: Sequential | null;

  constructor(options: BlockOptions) {
    super();
    const { inChannels, outChannels, bottleneckChannels: width, stride, groups, strideIn1x1, norm } = options;
    // The first published weights have the stride in the 1x1 convolution, torchvision's and ResNeXt's in the
    // 3x3.
    const [stride1x1, stride3x3] = strideIn1x1 ? [stride, 1] : [1, stride];
    this.conv1 = new Conv2d(inChannels, width, 1, { stride: stride1x1, bias: false });
    this.bn1 = makeNorm(norm, width);
    this.conv2 = new Conv2d(width, width, 3, { stride: stride3x3, padding: 1, groups, bias: false });
    this.bn2 = makeNorm(norm, width);
    this.conv3 = new Conv2d(width, outChannels, 1, { bias: false });
    this.bn3 = makeNorm(norm, outChannels);
    this.downsample = this.makeShortcut(options);
  }

  override zeroLastNorm(): void {
    zeroWeight(this.bn3);
  }

  override forward(x: Tensor): Tensor {
    return scope(() => {
      let y = this.bn1.forward(this.conv1.forward(x)).relu_(); // [B, width, ...]
      y = this.bn2.forward(this.conv2.forward(y)).relu_();
      y = this.bn3.forward(this.conv3.forward(y)); // [B, outChannels, H / stride, W / stride]
      return y.add_(this.downsample ? this.downsample.forward(x) : x).relu_();
    });
  }
}

function zeroWeight(norm: Module): void {
  const { weight } = norm as BatchNorm2d | GroupNorm;
  if (weight) init.constant_(weight, 0);
}
