// How much is printed on stderr. Results always go to stdout.

export type Verbosity = 'quiet' | 'normal' | 'verbose';

let verbosity: Verbosity = 'normal';
let isSilent = false;

export function setVerbosity(value: Verbosity): void {
  verbosity = value;
}

/** Prints nothing from now on: another process speaks for this one. Errors that end it are still reported. */
export function silence(): void {
  isSilent = true;
}

export const isQuiet = (): boolean => isSilent || verbosity === 'quiet';

export const isVerbose = (): boolean => verbosity === 'verbose' || Boolean(process.env.COTRAIN_DEBUG);

/** Prints progress and hints, unless `--quiet`. */
export function inform(text: string): void {
  if (!isQuiet()) process.stderr.write(text);
}

/** Prints a detail that only helps to find the cause of a problem. */
export function detail(text: string): void {
  if (verbosity === 'verbose' && !isSilent) process.stderr.write(text);
}

/** Prints a warning that limits a result, also with `--quiet`. */
export function warn(text: string): void {
  if (!isSilent) process.stderr.write(`cotrain: ${text}\n`);
}

/** Prints a warning of Node's or of a library. */
export function showWarning(text: string): void {
  if (!isSilent) process.stderr.write(`warning: ${text}\n`);
}

/** Prints a result on stdout. */
export function print(text: string): void {
  if (!isSilent) process.stdout.write(text);
}
