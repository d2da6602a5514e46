/** Input of an ONNX model. */
export interface OnnxInput {
  /** Name of the input, `images`. */
  name: string;
  /** Names of the axes whose size may differ: `{ 0: 'batch' }`. Default: those that the graph left open. */
  dynamic?: Record<number, string>;
}

/** What an ONNX file holds besides the graph. */
export interface OnnxOptions {
  /** Inputs in the order of the graph's. */
  inputs: OnnxInput[];
  /** Names of the outputs, in the order of the graph's. */
  outputs: string[];
  /** Version of ONNX's operators, 18 to 22. Default 18, the first with antialiased resizing. */
  opset?: number;
  /**
   * Float16 weights, and computation in float16 between convolutions and matrix products. Inputs and outputs
   * keep their dtypes, and boxes stay float32. Default false.
   */
  half?: boolean;
  /** Entries of the file's `metadata_props`. Default: none. */
  metadata?: Record<string, string>;
}
