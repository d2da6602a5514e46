// Whether this thread records a trace, and which module's calls it records.
import { native } from '../native/addon.js';

interface TracerNative {
  traceScope(path: string): void;
  pauseTrace(paused: boolean): void;
}

const tracer = native as unknown as TracerNative;

/** A trace while it is recorded. */
export interface Recording {
  /** Path of the module whose method runs. */
  path: string;
  /** Paths of the modules that read values which follow from the inputs. */
  readonly reads: Set<string>;
  /** Path of the innermost module that threw. */
  failedAt: string | null;
}

let recording: Recording | null = null;
let paused = false;

/** Whether this thread is recording a trace. */
export const isTracing = (): boolean => recording !== null && !paused;

/** Runs `run`, which records a trace. */
export function whileRecording<T>(run: (recording: Recording) => T): T {
  recording = { path: '', reads: new Set(), failedAt: null };
  try {
    return run(recording);
  } finally {
    recording = null;
  }
}

/** Called when a value that follows from the inputs was read. */
export function noteRead(): void {
  if (recording !== null && !paused) recording.reads.add(recording.path);
}

/** Runs `run`, whose operators a running trace notes under the module at `path`. */
export function withinModule<T>(path: string, run: () => T): T {
  if (recording === null || recording.path === path) return run();
  const own = recording;
  const outer = own.path;
  own.path = path;
  tracer.traceScope(path);
  try {
    return run();
  } catch (error) {
    own.failedAt ??= path;
    throw error;
  } finally {
    own.path = outer;
    tracer.traceScope(outer);
  }
}

/**
 * Runs `run` without recording it in a running trace. Its results are constants of the traced program: for
 * checks, and for tables that depend on nothing but constants.
 */
export function untraced<T>(run: () => T): T {
  if (!isTracing()) return run();
  paused = true;
  tracer.pauseTrace(true);
  try {
    return run();
  } finally {
    paused = false;
    tracer.pauseTrace(false);
  }
}
