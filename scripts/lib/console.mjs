const isTerminal = process.stderr.isTTY === true;

/** Output of set-up, which tests replace. */
export const output = { write: (text) => process.stderr.write(text) };

/**
 * Progress of one long task: a bar on a terminal, otherwise a plain line at each tenth. Everything goes to
 * stderr, so that stdout contains only a script's result.
 */
export function progress(label, format = (n) => `${(n / 1e6).toFixed(0)} MB`) {
  let shown = -1;
  return {
    update(done, total) {
      const percent = total > 0 ? Math.floor((100 * done) / total) : 0;
      const mark = isTerminal ? percent : Math.floor(percent / 10);
      if (mark === shown) return;
      shown = mark;
      const text = `${label} ${String(percent).padStart(3)} % of ${format(total)}`;
      if (isTerminal) {
        const filled = Math.round(percent / 4);
        output.write(`\r   [${'#'.repeat(filled)}${'.'.repeat(25 - filled)}] ${text}`);
      } else {
        output.write(`   ${text}\n`);
      }
    },
    end() {
      if (isTerminal && shown >= 0) output.write('\n');
    },
  };
}

export function say(line) {
  output.write(`   ${line}\n`);
}

export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** A failure that set-up explains to the user: what is missing and how to get it, without a stack trace. */
export class SetupError extends Error {
  constructor(message, { hint, cause } = {}) {
    super(message, { cause });
    this.name = 'SetupError';
    this.hint = hint;
  }
}

/** Prints a failure in the common format and ends the process with exit code 1. */
export function fail(step, error) {
  const known = error instanceof SetupError;
  const lines = [`cotrain ${step} failed: ${known ? error.message : (error.stack ?? error)}`];
  if (known && error.hint) lines.push('', ...error.hint.split('\n'));
  process.stderr.write(`\n${lines.join('\n')}\n\n`);
  process.exit(1);
}
