import { DataError } from '../errors.js';

/** The error of a command that cannot be started. */
export const withoutFfmpeg = (what: string, cause: unknown): DataError =>
  new DataError(
    `${what} needs ffmpeg, which cannot be started (${(cause as Error).message}): install it (apt install ffmpeg, brew install ffmpeg), or use a folder of frames`,
    { cause },
  );

/** The last words of a program, which say why it failed. */
export const lastLine = (said: string): string => said.trim().split('\n').at(-1) ?? '';
