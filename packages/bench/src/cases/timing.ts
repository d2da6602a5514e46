import { median } from '../stats/quantiles.js';

/** Share of the calls that warm up. */
const WARM_UP = 0.2;

/** Median microseconds of a call; the first fifth warms up. */
export function microseconds(calls: number, run: () => void): number {
  const times: number[] = [];
  for (let call = 0; call < calls; call++) {
    const began = process.hrtime.bigint();
    run();
    times.push(Number(process.hrtime.bigint() - began) / 1000);
  }
  return median(times.slice(Math.floor(calls * WARM_UP)));
}
