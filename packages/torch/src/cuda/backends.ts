// Switches of CUDA's libraries, for the whole process. They can be set anywhere, and take effect on CUDA.
import { ArgumentError } from '../errors/errors.js';
import { native } from '../native/addon.js';

/** A property that reads and writes a flag of LibTorch. */
function flag(name: string): PropertyDescriptor {
  return {
    enumerable: true,
    get: () => native.flag(name),
    set(on: unknown) {
      if (typeof on !== 'boolean') throw new ArgumentError(`torch.backends.${name} is true or false`);
      native.setFlag(name, on);
    },
  };
}

/** Switches of matrix products on CUDA. */
export interface MatmulFlags {
  /**
   * Whether float32 products may compute in TF32: 10 bits of mantissa instead of 23, and several times as
   * fast. Default false.
   */
  allowTF32: boolean;
}

/** Switches of cuDNN, which computes convolutions on CUDA. */
export interface CudnnFlags {
  /** Whether cuDNN is used at all. Default true. */
  enabled: boolean;
  /** Whether float32 convolutions may compute in TF32. Default true, as in PyTorch. */
  allowTF32: boolean;
  /**
   * Whether the first convolution of each shape tries all algorithms and keeps the fastest. Worth it where
   * shapes repeat. Default false.
   */
  benchmark: boolean;
  /**
   * Whether only deterministic algorithms are used. `useDeterministicAlgorithms` implies it. Default false.
   */
  deterministic: boolean;
}

/** Switches of the libraries that compute for LibTorch: `torch.backends.cudnn.benchmark = true`. */
export const backends: { readonly cuda: { readonly matmul: MatmulFlags }; readonly cudnn: CudnnFlags } = {
  cuda: { matmul: Object.defineProperties({}, { allowTF32: flag('cublas.allowTF32') }) as MatmulFlags },
  cudnn: Object.defineProperties(
    {},
    {
      enabled: flag('cudnn.enabled'),
      allowTF32: flag('cudnn.allowTF32'),
      benchmark: flag('cudnn.benchmark'),
      deterministic: flag('cudnn.deterministic'),
    },
  ) as CudnnFlags,
};

const PRECISIONS = ['highest', 'high', 'medium'] as const;
/** Precision of float32 matrix products. */
export type Float32MatmulPrecision = (typeof PRECISIONS)[number];

/**
 * Sets how float32 matrix products compute: `highest` in float32, `high` in TF32 on CUDA, `medium` in
 * bfloat16 where a library has it. For the whole process.
 *
 * @throws ArgumentError for another name
 */
export function setFloat32MatmulPrecision(precision: Float32MatmulPrecision): void {
  if (!PRECISIONS.includes(precision))
    throw new ArgumentError(
      `the precision of matrix products is ${PRECISIONS.map((name) => `'${name}'`).join(', ')}, not ${String(precision)}`,
    );
  native.setFloat32MatmulPrecision(precision);
}

/** How float32 matrix products compute. Default `highest`. */
export const getFloat32MatmulPrecision = (): Float32MatmulPrecision => native.float32MatmulPrecision();
