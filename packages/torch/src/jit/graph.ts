// A traced program as plain data: what exporters read.
import type { Tensor } from '../tensor/tensor.js';
import type { DType } from '../values/dtype.js';

/** Value that flows between the nodes of a graph. */
export interface GraphValue {
  /** Number of the value, unique in its graph. */
  id: number;
  /** Name of an input, as given to the trace; otherwise a name that is unique in the graph. */
  name: string;
  /** Type, as TorchScript prints it: `Tensor`, `int`, `float[]`. */
  type: string;
  /** Dtype of the tensor that was seen in the trace. Default: not a tensor. */
  dtype?: DType;
  /** Shape that was seen in the trace; null for a size that may differ. Default: not a tensor. */
  shape?: (number | null)[];
}

/** What a constant of a graph holds. */
export type GraphConstant = number | bigint | string | boolean | null | number[] | Tensor;

/** One operation of a graph. */
export interface GraphNode {
  /** Operator: `aten::convolution`, `prim::Constant`, `prim::ListConstruct`, `cotrain::roi_align`. */
  kind: string;
  /** Schema with the overload, `aten::add.Tensor(Tensor self, ...) -> Tensor`; empty for `prim::` nodes. */
  schema: string;
  inputs: GraphValue[];
  outputs: GraphValue[];
  /** Value of a `prim::Constant`. Its tensors belong to the graph's owner. Default: not a constant. */
  value?: GraphConstant;
  /** Path of the parameter or buffer that a constant tensor is. Default: another constant. */
  attribute?: string;
  /** Path of the module that made the call, `heads.det.head.0`; empty for the traced module itself. */
  scope: string;
}

/**
 * A traced program: nodes in the order of execution. It is flat. There are no calls and no attributes:
 * parameters and buffers are constants that carry their path.
 */
export interface Graph {
  inputs: GraphValue[];
  outputs: GraphValue[];
  nodes: GraphNode[];
}
