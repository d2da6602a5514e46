// The operators of my_ops.so, written by `cotrain types` from their schemas. Do not edit: run it again.
import { type Tensor, torch } from '@cotrain/torch';

/** The operators of the namespace `my_ops`, available as `torch.ops.my_ops`. */
export interface MyOpsOperators {
  /** `my_ops::relu2(Tensor x) -> Tensor` */
  relu2(x: Tensor): Tensor;
}

export const myOps = torch.ops.my_ops as unknown as MyOpsOperators;
