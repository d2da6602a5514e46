// Whether other processes use the processor. Load averages do not tell: they lag by a minute and count our
// own threads.
import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { BenchError } from './errors.js';

/** Processor time since some moment, in ms, summed over cores. */
export interface CpuTimes {
  /** All processes of the machine, those at low priority too. */
  busy: number;
  /** This process. */
  own: number;
  /** By the clock. */
  wall: number;
}

/** What is looked at, so that tests can show it a busy machine. */
export interface IdleProbe {
  times(): CpuTimes;
  /** @throws an AbortError if the signal aborts */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemProbe: IdleProbe = {
  times() {
    const all = cpus().map(({ times }) => times.user + times.nice + times.sys + times.irq);
    const { user, system } = process.cpuUsage();
    return {
      busy: all.reduce((sum, time) => sum + time, 0),
      own: (user + system) / 1000,
      wall: performance.now(),
    };
  },
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
};

/** Cores that others may use on a machine that counts as idle: what a desktop's clock and network take. */
export const IDLE_CORES = 0.1;

/** Cores that other processes use, on average over a window. Default 1000 ms. */
export async function otherCores(
  options: { probe?: IdleProbe; window?: number; signal?: AbortSignal } = {},
): Promise<number> {
  const { probe = systemProbe, window = 1000, signal } = options;
  const before = probe.times();
  await probe.sleep(window, signal);
  const after = probe.times();
  const others = after.busy - before.busy - (after.own - before.own);
  // The system counts in ticks of 10 ms, this process in microseconds.
  return Math.max(0, others / (after.wall - before.wall));
}

/**
 * Waits until the machine is idle.
 *
 * @param options.minutes how long at most
 * @param options.onBusy told the cores that others use, about once a second
 * @throws BenchError if it is still busy then
 */
export async function waitForIdle(options: {
  minutes: number;
  probe?: IdleProbe;
  window?: number;
  signal?: AbortSignal;
  onBusy?: (cores: number) => void;
}): Promise<void> {
  const { minutes, probe = systemProbe, window, signal, onBusy } = options;
  const began = probe.times().wall;
  for (;;) {
    const cores = await otherCores({ probe, ...(window ? { window } : {}), ...(signal ? { signal } : {}) });
    if (cores <= IDLE_CORES) return;
    if (probe.times().wall - began >= minutes * 60_000)
      throw new BenchError(
        `other processes still use ${cores.toFixed(1)} cores after ${minutes} minutes: stop them, wait longer (--wait ${2 * minutes}), or measure without --wait, which marks the result as busy`,
      );
    onBusy?.(cores);
  }
}
