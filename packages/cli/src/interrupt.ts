let controller: AbortController | undefined;

/**
 * A signal that the first Ctrl-C (or SIGTERM) aborts, so that a command can finish its step and write its last
 * checkpoint. The second one ends the process at once.
 */
export function interruptSignal(): AbortSignal {
  if (controller) return controller.signal;
  const started = new AbortController();
  controller = started;
  const stop = () => {
    // Without a listener the system's default is back: it works even while native code holds the thread.
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    process.stderr.write('\ncotrain: stopping; press Ctrl-C again to quit at once\n');
    started.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return started.signal;
}

/** Whether Ctrl-C was pressed: a command that stopped cleanly has not done all that it was asked for. */
export function wasInterrupted(): boolean {
  return controller?.signal.aborted ?? false;
}
