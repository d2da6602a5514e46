// How much is printed on stderr. Results always go to stdout.

export type Verbosity = 'quiet' | 'normal' | 'verbose';

let verbosity: Verbosity = 'normal';

export function setVerbosity(value: Verbosity): void {
  verbosity = value;
}

export const isQuiet = (): boolean => verbosity === 'quiet';

export const isVerbose = (): boolean => verbosity === 'verbose' || Boolean(process.env.COTRAIN_DEBUG);

/** Prints progress and hints, unless `--quiet`. */
export function inform(text: string): void {
  if (!isQuiet()) process.stderr.write(text);
}

/** Prints a detail that only helps to find the cause of a problem. */
export function detail(text: string): void {
  if (verbosity === 'verbose') process.stderr.write(text);
}

/** Prints a warning that limits a result, also with `--quiet`. */
export function warn(text: string): void {
  process.stderr.write(`cotrain: ${text}\n`);
}
