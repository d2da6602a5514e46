// Weights as int8 and back, in the messages of a file.
import { codeOf } from '../proto/dtypes.js';
import type { TensorProto } from '../proto/messages.js';

export const floatsOf = ({ rawData }: TensorProto): Float32Array => {
  const bytes = new Uint8Array(rawData!); // its own buffer, which begins where a float may
  return new Float32Array(bytes.buffer, 0, bytes.byteLength / 4);
};

export function tensorOf(
  name: string,
  dims: number[],
  data: Float32Array | Int8Array | Uint8Array | Int32Array | BigInt64Array,
): TensorProto {
  const dtype =
    data instanceof Float32Array
      ? 'float32'
      : data instanceof Int8Array
        ? 'int8'
        : data instanceof Int32Array
          ? 'int32'
          : data instanceof BigInt64Array
            ? 'int64'
            : 'uint8';
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { name, dims, dataType: codeOf(dtype)!, rawData };
}

export interface QuantizedWeight {
  values: Int8Array;
  /** One for each channel. */
  scales: Float32Array;
}

/**
 * Symmetric int8 with a scale for each channel: `value = scale * int8`.
 *
 * @param channelOf the channel of an element, by its place
 */
export function quantizeWeight(
  weight: Float32Array,
  channels: number,
  channelOf: (place: number) => number,
): QuantizedWeight {
  const largest = new Float32Array(channels);
  weight.forEach((value, i) => {
    const channel = channelOf(i);
    largest[channel] = Math.max(largest[channel]!, Math.abs(value));
  });
  const scales = largest.map((value) => (value === 0 ? 1 : value / 127));
  const values = Int8Array.from(weight, (value, i) => Math.round(value / scales[channelOf(i)]!));
  return { values, scales };
}

/** Scale and zero point of uint8 for values between two numbers; 0 is always one of the values. */
export function activationScale([low, high]: readonly [number, number]): { scale: number; zero: number } {
  const [from, to] = [Math.min(low, 0), Math.max(high, 0)];
  const scale = to > from ? (to - from) / 255 : 1;
  return { scale, zero: Math.round(-from / scale) };
}
