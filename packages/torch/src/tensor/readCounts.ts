// How often JavaScript has asked for values of tensors.
const counts = { host: 0, device: 0 };

/** @internal */
export function countRead(device: string): void {
  counts[device === 'cpu' ? 'host' : 'device']++;
}

/**
 * How often values of tensors were read in this thread so far, by `item()`, `data()`, `toArray()` and what is made of them: of
 * tensors on the host, and of those on a device, for each of which the thread waits until all that was queued there is done.
 */
export const readCounts = (): { host: number; device: number } => ({ ...counts });
