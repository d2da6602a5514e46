import type { DType } from '@cotrain/torch';

/** Codes of `TensorProto.DataType`. Complex numbers have no operators in ONNX. */
const CODES: Partial<Record<DType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
  uint32: 12,
  uint64: 13,
  bfloat16: 16,
};

/** ONNX's code of a dtype; undefined for complex numbers. */
export const codeOf = (dtype: DType): number | undefined => CODES[dtype];

const NAMES = new Map(Object.entries(CODES).map(([name, code]) => [code, name as DType]));

/** The dtype of an ONNX code; undefined for those that LibTorch does not have. */
export const dtypeOf = (code: number): DType | undefined => NAMES.get(code);

const FLOATS: readonly DType[] = ['float16', 'bfloat16', 'float32', 'float64'];

export const isFloat = (dtype: DType): boolean => FLOATS.includes(dtype);
