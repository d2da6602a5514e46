import { native } from '../native/addon.js';

/**
 * How often values of tensors were read in this thread so far, by `item()`, `data()`, `toArray()` and what is
 * made of them, as the addon counts them: of tensors on the host, and of those on a device, for each of which
 * the thread waits until all that was queued there is done.
 */
export const readCounts = (): { host: number; device: number } => native.readCounts();
