import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import type { Setting } from '../case.js';
import { clockOf } from './clock.js';

/** What the machine can do at most, as LibTorch does it; floors are turned into time with it. */
export interface Roof {
  /** FLOP a second of a product of two large float32 matrices. */
  flops: number;
  /** Bytes a second, read and written, of a large float32 tensor that is scaled in place. */
  bandwidth: number;
}

const REPEATS = 7;

/** The best of a few repeats, in the threads that are set or on a device. Small sizes if `quick`. */
export function measureRoof({ quick, device }: Pick<Setting, 'quick' | 'device'>): Roof {
  const side = quick ? 128 : device === 'cpu' ? 2048 : 8192;
  const count = quick ? 2 ** 16 : 2 ** 26; // 256 MB: more than any cache
  const clock = clockOf(device);
  const best = (run: () => Tensor) => {
    const timed = () => clock(() => scope(() => void run()));
    return Math.min(...Array.from({ length: REPEATS }, timed)) / 1000;
  };
  return noGrad(() =>
    scope(() => {
      const [a, b, product] = [
        torch.randn([side, side], { device }),
        torch.randn([side, side], { device }),
        torch.zeros([side, side], { device }),
      ];
      const seconds = best(() => product.addmm_(a, b, { beta: 0 }));
      const values = torch.ones([count], { device });
      const moved = best(() => values.mul_(1)); // each read and written once
      return { flops: (2 * side ** 3) / seconds, bandwidth: (2 * 4 * count) / moved };
    }),
  );
}
