import { EXIT_FAILURE, reportError } from './errors.js';
import { wasInterrupted } from './interrupt.js';
import { showWarning } from './output.js';
import { run } from './program.js';

// `cotrain score | head`: the reader has enough, which is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (wasInterrupted()) return; // the terminal is gone, and what is to be saved is not
  process.exit(error.code === 'EPIPE' ? 0 : EXIT_FAILURE);
});
// One line each, instead of Node's with a process id and a hint.
process.removeAllListeners('warning');
process.on('warning', ({ message }) => showWarning(message));
// Nobody listens any more: that ends no training.
process.stderr.on('error', () => {});
process.on('uncaughtException', (error) => process.exit(reportError(error)));

const code = await run(process.argv.slice(2));
// After a failure, worker threads or timers of the command may still be alive: do not wait for them.
if (code !== 0) process.exit(code);
