import { ArgumentError, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { formatShape } from './stateDict.js';

export { type TruncNormalOptions, truncNormal_ } from './truncNormal.js';

/**
 * Whether initialisation preserves the variance of the forward pass (`fan_in`) or of the backward pass
 * (`fan_out`).
 */
export type FanMode = 'fan_in' | 'fan_out';

/** Activation that follows a layer, which determines its gain. */
export type Nonlinearity = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leaky_relu' | 'selu';

/** Slope, fan and nonlinearity of Kaiming initialisation. */
export interface KaimingOptions {
  /** Negative slope of the leaky ReLU that follows. Default 0. */
  a?: number;
  /** Preserves the variance of activations (`fan_in`) or of gradients (`fan_out`). Default 'fan_in'. */
  mode?: FanMode;
  /** Nonlinearity after the layer. Default 'leaky_relu'. */
  nonlinearity?: Nonlinearity;
}

/** Number of input and output connections of one unit: channels times receptive field. */
export function calculateFan(tensor: Tensor): { fanIn: number; fanOut: number } {
  const [outputs, inputs, ...kernel] = tensor.shape;
  if (outputs === undefined || inputs === undefined) {
    throw new ArgumentError(`fanIn and fanOut need at least 2 dimensions, got ${formatShape(tensor.shape)}`);
  }
  const receptiveField = kernel.reduce((product, size) => product * size, 1);
  return { fanIn: inputs * receptiveField, fanOut: outputs * receptiveField };
}

/**
 * Recommended gain for a nonlinearity, which compensates its effect on the standard deviation
 * (`torch.nn.init.calculate_gain`).
 */
export function calculateGain(nonlinearity: Nonlinearity, a = 0.01): number {
  const gains: Record<Nonlinearity, number> = {
    linear: 1,
    sigmoid: 1,
    tanh: 5 / 3,
    relu: Math.sqrt(2),
    leaky_relu: Math.sqrt(2 / (1 + a ** 2)),
    selu: 3 / 4,
  };
  return gains[nonlinearity];
}

/** Fills a tensor in place from the uniform distribution on [from, to), and returns it. */
export function uniform_(tensor: Tensor, from = 0, to = 1): Tensor {
  return noGrad(() => tensor.uniform_({ from, to }));
}

/** Fills a tensor in place from a normal distribution, and returns it. */
export function normal_(tensor: Tensor, mean = 0, std = 1): Tensor {
  return noGrad(() => tensor.normal_({ mean, std }));
}

/** Fills a tensor in place with a value, and returns it. */
export function constant_(tensor: Tensor, value: number): Tensor {
  return noGrad(() => tensor.fill_(value));
}

/** He et al., "Delving deep into rectifiers" (2015), uniform. */
export function kaimingUniform_(tensor: Tensor, options: KaimingOptions = {}): Tensor {
  const bound = Math.sqrt(3) * kaimingStd(tensor, options);
  return uniform_(tensor, -bound, bound);
}

/** He et al., "Delving deep into rectifiers" (2015), normal. */
export function kaimingNormal_(tensor: Tensor, options: KaimingOptions = {}): Tensor {
  return normal_(tensor, 0, kaimingStd(tensor, options));
}

function kaimingStd(tensor: Tensor, { a = 0, mode = 'fan_in', nonlinearity = 'leaky_relu' }: KaimingOptions) {
  const { fanIn, fanOut } = calculateFan(tensor);
  return calculateGain(nonlinearity, a) / Math.sqrt(mode === 'fan_in' ? fanIn : fanOut);
}

/**
 * Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010),
 * uniform.
 */
export function xavierUniform_(tensor: Tensor, { gain = 1 }: { gain?: number } = {}): Tensor {
  const { fanIn, fanOut } = calculateFan(tensor);
  const bound = Math.sqrt(3) * gain * Math.sqrt(2 / (fanIn + fanOut));
  return uniform_(tensor, -bound, bound);
}

/** Glorot & Bengio (2010), normal. */
export function xavierNormal_(tensor: Tensor, { gain = 1 }: { gain?: number } = {}): Tensor {
  const { fanIn, fanOut } = calculateFan(tensor);
  return normal_(tensor, 0, gain * Math.sqrt(2 / (fanIn + fanOut)));
}

/** Fills a tensor in place with zeros, and returns it. */
export function zeros_(tensor: Tensor): Tensor {
  return constant_(tensor, 0);
}

/** Fills a tensor in place with ones, and returns it. */
export function ones_(tensor: Tensor): Tensor {
  return constant_(tensor, 1);
}

/**
 * Fills the tensor with a (semi-)orthogonal matrix, with all dimensions but the first flattened (Saxe et al.,
 * 2014).
 */
export function orthogonal_(tensor: Tensor, { gain = 1 }: { gain?: number } = {}): Tensor {
  if (tensor.ndim < 2) {
    throw new ArgumentError(`orthogonal_ needs at least 2 dimensions, got ${formatShape(tensor.shape)}`);
  }
  return noGrad(() =>
    scope(() => {
      const rows = tensor.size(0);
      const columns = tensor.numel() / rows;
      const flat = torch.empty([rows, columns], { dtype: tensor.dtype, device: tensor.device }).normal_();
      const [q, r] = torch.linalg.qr(rows < columns ? flat.t() : flat);
      const signed = q.mul(r.diag().sign()); // makes the distribution uniform (Mezzadri, 2006)
      tensor.copy_((rows < columns ? signed.t() : signed).reshape(tensor.shape)).mul_(gain);
      return tensor;
    }),
  );
}

/**
 * PyTorch's default initialisation of convolutions and linear layers: the weight, then the bias, both uniform
 * between -1/sqrt(fan in) and 1/sqrt(fan in) (`torch/nn/modules/conv.py`, `linear.py`: `reset_parameters`).
 */
export function defaultUniform_(weight: Tensor, bias: Tensor | null): void {
  kaimingUniform_(weight, { a: Math.sqrt(5) });
  if (!bias) return;
  const bound = 1 / Math.sqrt(calculateFan(weight).fanIn);
  uniform_(bias, -bound, bound);
}
