import type { Tensor } from '@cotrain/torch';

/** Statistics of norms need more range than float16 has, and there are few of them. */
const KEEPS_FLOAT32 = /running_(mean|var)$/;

/** Whether a tensor of a model can be stored as float16. @param key its key in the state dict */
export const canBeHalf = (key: string, tensor: Tensor): boolean =>
  tensor.isFloatingPoint() && !KEEPS_FLOAT32.test(key);
