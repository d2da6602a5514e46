// How to go on with what was stopped.

let hint: (() => string | null) | undefined;

/** @param command the command line that goes on, as words; null while there is nothing to go on with */
export function setResumeHint(command: () => readonly string[] | null): void {
  hint = () => {
    const words = command();
    return words && ['npx', 'cotrain', ...launcher(), ...words].map(quoted).join(' ');
  };
}

/** Environment variable by which `cotrain run` tells its ranks how it was started: words as JSON. */
export const LAUNCHER = 'COTRAIN_LAUNCHER';

const launcher = (): string[] => JSON.parse(process.env[LAUNCHER] ?? '[]') as string[];

/** The command line that goes on with what this process did, if it can go on. */
export function resumeHint(): string | null {
  try {
    return hint?.() ?? null;
  } catch {
    return null; // The error that there already is tells more.
  }
}

/** For commands that go on where they were stopped when they are given once more. */
export function sameCommand(canGoOn: () => boolean): void {
  setResumeHint(() => (canGoOn() ? process.argv.slice(2) : null));
}

/** As a shell takes it for one word. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
