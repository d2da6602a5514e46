// Tensors whose values are also known on the host, so that heads can query them without reading from the
// device (`hostValues`).
import { type Device, knowValues, scope, type Tensor, type TypedArray, torch } from '@cotrain/torch';

export const upload = (values: TypedArray, shape: readonly number[], device: Device): Tensor =>
  knowValues(torch.tensor(values, { shape: [...shape], device }), values);

/** Flags that are 1 for the listed classes, bool [count]. */
export function annotatedFlags(classes: readonly number[], count: number, device: Device): Tensor {
  const listed = Array.from({ length: count }, (_, id) => classes.includes(id));
  return knowValues(torch.tensor(listed, { device }), Uint8Array.from(listed, Number));
}

/** Uploads all maps in one copy and returns a map [H, W] for each image. @param maps [B, H, W] */
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
