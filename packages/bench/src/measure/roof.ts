import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';

/** What the machine can do at most, as LibTorch does it; floors are turned into time with it. */
export interface Roof {
  /** FLOP a second of a product of two large float32 matrices. */
  flops: number;
  /** Bytes a second, read and written, of a large float32 tensor that is scaled in place. */
  bandwidth: number;
}

const REPEATS = 7;

/** The best of a few repeats, in the threads that are set. Small sizes if `quick`. */
export function measureRoof(quick: boolean): Roof {
  const side = quick ? 128 : 2048;
  const count = quick ? 2 ** 16 : 2 ** 26; // 256 MB: more than any cache
  return noGrad(() =>
    scope(() => {
      const [a, b, product] = [
        torch.randn([side, side]),
        torch.randn([side, side]),
        torch.zeros([side, side]),
      ];
      const seconds = best(() => product.addmm_(a, b, { beta: 0 }));
      const values = torch.ones([count]);
      const moved = best(() => values.mul_(1)); // each read and written once
      return { flops: (2 * side ** 3) / seconds, bandwidth: (2 * 4 * count) / moved };
    }),
  );
}

function best(run: () => Tensor): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < REPEATS; i++) {
    const began = performance.now();
    scope(() => void run());
    least = Math.min(least, performance.now() - began);
  }
  return least / 1000;
}
