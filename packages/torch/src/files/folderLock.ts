// One writer a folder, be it on this machine or on another one that shares the disk.
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { FileWriteError, FolderInUseError } from '../errors/errors.js';
import { temporaryPath } from './writeAtomic.js';

/**
 * How often an owner says that it lives, in ms. Its own machine needs no such word: there the process itself
 * is looked for.
 */
const BEAT = 20_000;
/** An owner on another machine that has been silent for so long is dead. */
const SILENCE = 10 * 60_000;

/** The process that holds a lock. */
interface Owner {
  pid: number;
  host: string;
  /** Id of the machine's boot and of the process's pid namespace; '' if the system does not provide them. */
  boot: string;
  namespace: string;
  /** When the process began, in the system's own unit: an id is given to other processes later. */
  started: string;
  /** What it does. */
  command: string;
  /** ISO 8601. */
  since: string;
}

/** Held until it is released, or until the process ends, however it ends. */
export interface FolderLock {
  release(): void;
  [Symbol.dispose](): void;
}

/**
 * Locks a folder, which is made where it does not exist. The lock is the file `.lock/ID` with who holds it:
 * its folder is renamed into place with the file inside, so that no lock is ever seen half-made. The lock of
 * a process that died, by `kill -9` or with its machine, is taken over.
 *
 * @param command what the process does, for the error that others get
 * @throws FolderInUseError while another process, or this one, holds it
 */
export function lockFolder(path: string, command: string): FolderLock {
  const lock = join(path, '.lock');
  const id = temporaryPath('owner').slice(1, -'.tmp'.length);
  const owner: Owner = { ...thisProcess(), command, since: new Date().toISOString() };
  const prepared = temporaryPath(lock);
  try {
    do {
      mkdirSync(prepared, { recursive: true });
      writeFileSync(join(prepared, id), JSON.stringify(owner));
    } while (!moveInto(prepared, lock) && removeDead(path, lock, join(prepared, id)));
  } catch (error) {
    const reason = error as NodeJS.ErrnoException;
    throw reason.syscall === undefined ? error : new FileWriteError(lock, reason);
  } finally {
    attempt(() => rmSync(prepared, { recursive: true, force: true }));
  }
  const beat = setInterval(() => touch(join(lock, id)), BEAT).unref();
  const release = () => {
    clearInterval(beat);
    // Where nothing can be removed any more, the process's end frees the lock, and its error is what matters.
    attempt(() => rmSync(join(lock, id), { force: true }));
    removeEmpty(lock);
  };
  return { release, [Symbol.dispose]: release };
}

/**
 * Only a folder that is missing or empty can be replaced: the system itself sees to it that one process wins.
 */
function moveInto(prepared: string, lock: string): boolean {
  removeEmpty(lock);
  try {
    renameSync(prepared, lock);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ENOENT: the holder of the lock has cleaned up, and took what was prepared here for a dead process's.
    const isHeld = ['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(code!) || ownersIn(lock).length > 0;
    if (isHeld) return false;
    throw error;
  }
}

/**
 * Removes the dead owner's file, by its name: a lock that somebody else took meanwhile has another one.
 * @returns true
 */
function removeDead(path: string, lock: string, now: string): boolean {
  for (const id of ownersIn(lock)) {
    const file = join(lock, id);
    const owner = readOwner(file);
    const silent = silenceOf(file, now);
    if (owner === null || silent === null) continue; // released while we looked
    if (isDead(owner, silent)) {
      rmSync(file, { force: true });
      continue;
    }
    const { pid, host, command, since } = owner;
    const isForeign = host !== hostname();
    throw new FolderInUseError(
      path,
      `${path} is in use by ${command} (process ${pid} on ${host}, since ${since}): wait for it, stop it, or choose another folder` +
        (isForeign
          ? `. If it is gone, the folder is free after ${SILENCE / 60_000} minutes without a word of it (the last one came ${Math.round(silent / 1000)} s ago), or when ${lock} is removed`
          : ''),
    );
  }
  return true;
}

function isDead(owner: Owner, silent: number): boolean {
  const here = thisProcess();
  if (owner.host !== here.host) return silent > SILENCE;
  if (owner.boot !== here.boot) return true; // the machine went down under it
  if (owner.namespace !== here.namespace) return silent > SILENCE; // in another container
  return startOf(owner.pid) !== owner.started;
}

let self: Omit<Owner, 'command' | 'since'> | undefined;

function thisProcess(): Omit<Owner, 'command' | 'since'> {
  self ??= {
    pid: process.pid,
    host: hostname(),
    boot: readText('/proc/sys/kernel/random/boot_id'),
    namespace: attempt(() => readlinkSync('/proc/self/ns/pid')) ?? '',
    started: startOf(process.pid) ?? '',
  };
  return self;
}

/** When a process began; '' where the system does not tell, null where there is no such process. */
function startOf(pid: number): string | null {
  // Linux: the 22nd field; the second is the command's name in brackets, with any character in it.
  const fields = readText(`/proc/${pid}/stat`).split(') ').at(-1)!.split(' ');
  // A zombie has ended; only its parent has not asked how.
  if (fields.length > 19) return fields[0] === 'Z' || fields[0] === 'X' ? null : fields[19]!;
  if (attempt(() => statSync('/proc/self/stat'))) return null;
  try {
    process.kill(pid, 0);
    return '';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? '' : null;
  }
}

/** How long an owner has said nothing, in ms by the clock of the disk; null where it is gone. */
function silenceOf(file: string, now: string): number | null {
  touch(now);
  return attempt(() => statSync(now).mtimeMs - statSync(file).mtimeMs) ?? null;
}

const ownersIn = (lock: string): string[] => attempt(() => readdirSync(lock)) ?? [];

/** Null where it is gone. Whoever wrote what cannot be read is taken for a process on another machine. */
function readOwner(file: string): Owner | null {
  const text = attempt(() => readFileSync(file, 'utf8'));
  if (text === undefined) return null;
  const unknown = { pid: 0, host: '?', boot: '', namespace: '', started: '', command: '?', since: '?' };
  return { ...unknown, ...attempt(() => JSON.parse(text) as Owner) };
}

const readText = (file: string): string => attempt(() => readFileSync(file, 'utf8').trim()) ?? '';
/**
 * A space more is still the same JSON; the disk sets the time, so that no two machines' clocks are compared.
 */
const touch = (file: string): void =>
  void attempt(() => {
    const descriptor = openSync(file, constants.O_WRONLY | constants.O_APPEND);
    try {
      writeSync(descriptor, ' ');
    } finally {
      closeSync(descriptor);
    }
  });
const removeEmpty = (folder: string): void => void attempt(() => rmdirSync(folder));

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
