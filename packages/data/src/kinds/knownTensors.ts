// Tensors of values that the host has: what heads ask of them is answered without a read from the device
// (`hostValues`).
import { type Device, knowValues, scope, type Tensor, type TypedArray, torch } from '@cotrain/torch';

export const upload = (values: TypedArray, shape: readonly number[], device: Device): Tensor =>
  knowValues(torch.tensor(values, { shape: [...shape], device }), values);

/** 1 for the classes that are listed, bool [count]. */
export function annotatedFlags(classes: readonly number[], count: number, device: Device): Tensor {
  const listed = Array.from({ length: count }, (_, id) => classes.includes(id));
  return knowValues(torch.tensor(listed, { device }), Uint8Array.from(listed, Number));
}

/** A map [H, W] for each image, all of one copy. @param maps [B, H, W] */
export function uploadMaps<T extends Uint8Array | Float32Array>(
  maps: T,
  shape: readonly [count: number, height: number, width: number],
  device: Device,
): Tensor[] {
  const plane = shape[1] * shape[2];
  return scope(() => {
    const rows = torch.tensor(maps, { shape: [...shape], device }).unbind();
    return rows.map((row, i) => knowValues(row, maps.subarray(i * plane, (i + 1) * plane)));
  });
}
