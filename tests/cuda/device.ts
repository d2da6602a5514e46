// The device that is tested against the CPU: CUDA where there is a GPU. COTRAIN_TEST_DEVICE names another,
// such as `cpu` for a rehearsal of the tests themselves.
import { type Device, Tensor, torch } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { assertClose } from '../assertClose.js';

export const DEVICE: Device | null =
  process.env.COTRAIN_TEST_DEVICE ?? (torch.cuda.isAvailable() ? 'cuda' : null);
export const device: Device = DEVICE ?? 'cuda';
/** The kind of device, as autocast names it. */
export const kind = device.startsWith('cuda') ? 'cuda' : 'cpu';

/** A test that needs a device. */
export const onDevice = DEVICE === null ? test.serial.skip : test.serial;
/** A test of what CUDA alone has. */
export const onCuda = DEVICE?.startsWith('cuda') ? test.serial : test.serial.skip;

/** A value with its tensors on the device, as leaves that require gradients where the originals do. */
export function moved<T>(value: T): T {
  if (value instanceof Tensor) {
    const there = value.detach().to({ device, copy: true });
    return (value.requiresGrad ? there.requiresGrad_() : there) as T;
  }
  if (Array.isArray(value)) return value.map(moved) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, moved(part)])) as T;
}

/** The tensors of a value in order. */
export function tensorsIn(value: unknown): Tensor[] {
  if (value instanceof Tensor) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(tensorsIn) : [];
}

/** Asserts that the device's results are the CPU's: whole numbers exactly, others within the tolerance. */
export function assertSame(
  t: ExecutionContext,
  there: readonly Tensor[],
  here: readonly Tensor[],
  relative: number,
  what: string,
): void {
  t.is(there.length, here.length, what);
  for (const [i, expected] of here.entries()) {
    const actual = there[i]!.to({ device: 'cpu', dtype: 'float64' });
    if (/^(float|bfloat)/.test(expected.dtype))
      assertClose(t, actual, expected.to({ dtype: 'float64' }), { relative }, `${what}, ${i}`);
    else t.deepEqual(there[i]!.to('cpu').toArray(), expected.toArray(), `${what}, ${i}`);
  }
}
