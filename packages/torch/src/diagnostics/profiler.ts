// What ran, and for how long: LibTorch's profiler, as a table and as a trace for chrome://tracing or
// Perfetto.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { types } from 'node:util';
import { ArgumentError, FileWriteError } from '../errors/errors.js';
import { within } from '../modes/within.js';
import { native } from '../native/addon.js';
import { cudaInfo } from '../native/cuda.js';
import { suggestion } from '../values/names.js';

/** What `profile` records, and where it writes the trace. */
export interface ProfileOptions {
  /** Where to write the trace (Chrome's JSON); none is written by default. */
  path?: string;
  /** Record the shapes of inputs, in the trace. Default false. */
  shapes?: boolean;
  /** Record allocations, in the trace. Default false. */
  memory?: boolean;
  /** Record CUDA kernels as well. Default: whether there is a CUDA device. */
  cuda?: boolean;
}

/** All calls of one operator (or range, or step of a backward pass) together. Times in microseconds. */
export interface OperatorSummary {
  name: string;
  calls: number;
  /** Without what it called in turn. */
  selfCpuTime: number;
  cpuTime: number;
  /** Time of kernels with this name on a GPU. */
  deviceTime: number;
}

const OPTIONS = ['path', 'shapes', 'memory', 'cuda'];

/** Result of `profile`: what the function returned, and the time of each operator. */
export class Profile<T> {
  constructor(
    /** What the function returned. */
    readonly result: T,
    /** By self CPU time, most first. */
    readonly operators: readonly OperatorSummary[],
  ) {}

  /** The table, as `key_averages().table()` in Python. */
  toString(rows = 20): string {
    const total = this.operators.reduce((sum, { selfCpuTime }) => sum + selfCpuTime, 0);
    const lines = this.operators
      .slice(0, rows)
      .map(({ name, calls, selfCpuTime, cpuTime }) => [
        name.length > 48 ? `${name.slice(0, 47)}…` : name,
        `${((100 * selfCpuTime) / (total || 1)).toFixed(1)} %`,
        milliseconds(selfCpuTime),
        milliseconds(cpuTime),
        String(calls),
      ]);
    const table = [['operator', 'self', 'self CPU', 'CPU total', 'calls'], ...lines];
    const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
    const text = table.map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
    );
    return [...text, `self CPU time total: ${milliseconds(total)}`].join('\n');
  }
}

const milliseconds = (us: number): string => `${(us / 1000).toFixed(3)} ms`;

interface Event {
  name: string;
  start: number;
  end: number;
  self: number;
}

const CPU = 0;
const FIELDS = 4; // start, duration (ns), thread, device type: native/addon/profiler.cpp

/** Sums events by name; an event's self time is its own less that of the events that lie directly in it. */
export function summarize(names: readonly string[], values: Float64Array): OperatorSummary[] {
  const byName = new Map<string, OperatorSummary>();
  const threads = new Map<number, Event[]>();
  const summary = (name: string): OperatorSummary => {
    let found = byName.get(name);
    if (found === undefined) {
      found = { name, calls: 0, selfCpuTime: 0, cpuTime: 0, deviceTime: 0 };
      byName.set(name, found);
    }
    return found;
  };
  for (const [i, name] of names.entries()) {
    const [start, duration, thread, device] = values.subarray(FIELDS * i, FIELDS * i + FIELDS);
    if (device !== CPU) {
      const kernel = summary(name);
      kernel.calls++;
      kernel.deviceTime += duration! / 1000;
      continue;
    }
    const events = threads.get(thread!) ?? [];
    threads.set(thread!, events);
    events.push({ name, start: start!, end: start! + duration!, self: duration! });
  }
  for (const events of threads.values()) {
    // An event comes after all that it lies in; of two that begin together the longer one is outside.
    events.sort((a, b) => a.start - b.start || b.end - a.end);
    const open: Event[] = [];
    for (const event of events) {
      while (open.length > 0 && open.at(-1)!.end <= event.start) open.pop();
      const outer = open.at(-1);
      if (outer !== undefined) outer.self -= event.end - event.start;
      open.push(event);
      const sum = summary(event.name);
      sum.calls++;
      // A recursive call's time is in its caller's already.
      if (!open.some((other) => other !== event && other.name === event.name))
        sum.cpuTime += (event.end - event.start) / 1000;
    }
    for (const event of events) summary(event.name).selfCpuTime += Math.max(0, event.self) / 1000;
  }
  return [...byName.values()].sort((a, b) => b.selfCpuTime - a.selfCpuTime);
}

/**
 * A trace on its way to its place: beside it, so that a place that cannot be written to is known before the
 * work.
 */
class Trace {
  private readonly partial: string;

  constructor(private readonly path: string) {
    this.partial = resolve(`${path}.${process.pid}.json`); // the profiler decides by the name how it writes
    this.attempt(() => writeFileSync(this.partial, ''));
  }

  write(): OperatorSummary[] {
    const { names, values } = native.stopProfiler(this.partial);
    this.attempt(() => renameSync(this.partial, this.path));
    return summarize(names, values);
  }

  drop(): void {
    rmSync(this.partial, { force: true });
  }

  private attempt(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.drop();
      throw new FileWriteError(this.path, error as NodeJS.ErrnoException);
    }
  }
}

function stop(trace: Trace | null): OperatorSummary[] {
  if (trace !== null) return trace.write();
  const { names, values } = native.stopProfiler('');
  return summarize(names, values);
}

function abandon(trace: Trace | null): void {
  native.stopProfiler('');
  trace?.drop();
}

/**
 * Runs `run` and records every operator that this thread runs meanwhile, those of backward passes and of
 * other code between its awaits included. An `async` function gives a promise of the profile.
 *
 * @throws Error when a profile is being made already; FileWriteError when the trace cannot be written
 */
export function profile<T>(run: () => Promise<T>, options?: ProfileOptions): Promise<Profile<T>>;
export function profile<T>(run: () => T, options?: ProfileOptions): Profile<T>;
export function profile<T>(
  run: () => T | Promise<T>,
  options: ProfileOptions = {},
): Profile<T> | Promise<Profile<T>> {
  if (typeof run !== 'function') throw new ArgumentError('profile() takes a function');
  for (const name in options)
    if (!OPTIONS.includes(name))
      throw new ArgumentError(`profile: unknown option '${name}'${suggestion(name, OPTIONS)}`);
  const { path, shapes = false, memory = false, cuda = cudaInfo().available } = options;
  const trace = path === undefined ? null : new Trace(path);
  try {
    native.startProfiler(shapes, memory, cuda);
  } catch (error) {
    trace?.drop();
    throw error;
  }
  let result: T | Promise<T>;
  try {
    result = run();
  } catch (error) {
    abandon(trace);
    throw error;
  }
  if (!types.isPromise(result)) return new Profile(result as T, stop(trace));
  return (result as Promise<T>).then(
    (value) => new Profile(value, stop(trace)),
    (error) => {
      abandon(trace);
      throw error;
    },
  );
}

/** Names what `run` does, in profiles. @throws ArgumentError for an `async` function, or a promise */
export const recordFunction = <T>(name: string, run: () => T): T =>
  within(
    'recordFunction',
    () => native.enterRange(String(name)),
    () => native.leaveRange(),
    run,
  );
