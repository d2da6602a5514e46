import { constants } from 'node:os';
import { inform } from './output.js';

/** Ctrl-C, what job schedulers send, and a closed terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Stop = (typeof SIGNALS)[number];

let controller: AbortController | undefined;
let received: Stop | undefined;

/**
 * A signal that the first Ctrl-C (or SIGTERM, SIGHUP) aborts, so that a command can finish its step and write
 * its last checkpoint. The second one ends the process at once.
 */
export function interruptSignal(): AbortSignal {
  if (controller) return controller.signal;
  const started = new AbortController();
  controller = started;
  const stop = (signal: Stop) => {
    // Without a listener the system's default is back: it works even while native code holds the thread.
    for (const each of SIGNALS) process.off(each, stop);
    received = signal;
    inform('\ncotrain: stopping; press Ctrl-C again to quit at once\n');
    started.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  if (process.env.TORCHELASTIC_RUN_ID !== undefined) stopWithLauncher();
  return started.signal;
}

/** A rank stops when its launcher was killed, which can no longer end it. */
function stopWithLauncher(): void {
  const { ppid } = process;
  const timer = setInterval(() => {
    if (process.ppid === ppid) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  timer.unref();
}

/** Whether a signal came: a command that stopped cleanly has not done all that it was asked for. */
export function wasInterrupted(): boolean {
  return received !== undefined;
}

/** 128 + the signal's number, as shells report it: 130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP. */
export function interruptedCode(): number {
  return 128 + constants.signals[received ?? 'SIGINT'];
}
