// How much is said on stderr. Results go to stdout, whatever is said.

export type Verbosity = 'quiet' | 'normal' | 'verbose';

let verbosity: Verbosity = 'normal';

export function setVerbosity(value: Verbosity): void {
  verbosity = value;
}

export const isQuiet = (): boolean => verbosity === 'quiet';

export const isVerbose = (): boolean => verbosity === 'verbose' || Boolean(process.env.COTRAIN_DEBUG);

/** What is good to know while a command works. */
export function inform(text: string): void {
  if (!isQuiet()) process.stderr.write(text);
}

/** Prints a detail that only helps to find the cause of a problem. */
export function detail(text: string): void {
  if (verbosity === 'verbose') process.stderr.write(text);
}

/** What makes a result less than it seems; said with `--quiet` too. */
export function warn(text: string): void {
  process.stderr.write(`cotrain: ${text}\n`);
}
