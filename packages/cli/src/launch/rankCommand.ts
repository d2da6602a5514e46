// What each rank runs, and how it continues after a restart.
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT_USAGE, UsageError } from '../errors.js';
import { CANNOT_START, type Program } from './rankProcess.js';

const COTRAIN = fileURLToPath(new URL('../../bin/cotrain.js', import.meta.url));

/** A command of cotrain, or any program. */
export class RankCommand {
  /** Whether the run was there before this launch: then nothing of it may continue unasked. */
  readonly #isForeign: boolean;

  constructor(
    readonly words: readonly string[],
    readonly isCotrain: boolean,
    /** The words of `cotrain` before it, such as `run --nproc 2`. */
    readonly launcher: readonly string[],
  ) {
    const out = this.#out;
    this.#isForeign = out !== null && !words.includes('--resume') && hasCheckpoint(out);
  }

  /** @throws UsageError if there is no such program */
  program(resume: boolean): Program {
    const [file, ...args] = this.words;
    if (!this.isCotrain) return { file: findProgram(file!), args };
    const more = resume && !this.words.includes('--resume') ? ['--resume'] : [];
    return { file: process.execPath, args: [COTRAIN, ...this.words, ...more] };
  }

  /** Whether a restart continues a run. Other commands are given again as they are. */
  get canResume(): boolean {
    const out = this.#out;
    return out !== null && !this.#isForeign && existsSync(join(out, 'config.json'));
  }

  /** Whether a restart may help: it does not where cotrain has refused its command line. */
  canBeRepeated(code: number): boolean {
    return code !== CANNOT_START && !(this.isCotrain && code === EXIT_USAGE);
  }

  /** As the user wrote it. */
  get text(): string {
    return `${this.isCotrain ? '' : '-- '}${this.words.join(' ')}`;
  }

  /** Folder of the run that `train` makes. */
  get #out(): string | null {
    if (!this.isCotrain || this.words[0] !== 'train') return null;
    const { words } = this;
    const at = words.findLastIndex((word) => word === '--out' || word.startsWith('--out='));
    if (at < 0) return null;
    return words[at] === '--out' ? (words[at + 1] ?? null) : words[at]!.slice('--out='.length);
  }
}

const hasCheckpoint = (out: string): boolean => existsSync(join(out, 'checkpoints', 'last.safetensors'));

/** As the shell would find it. */
function findProgram(name: string): string {
  const folders = name.includes('/') ? [''] : (process.env.PATH ?? '').split(delimiter);
  for (const folder of folders) {
    const path = join(folder, name);
    if (!existsSync(path)) continue;
    if (isExecutable(path)) return name;
    if (name.includes('/')) throw new UsageError(`${name} is not a program: it cannot be executed`);
  }
  throw new UsageError(
    name.includes('/') ? `there is no program ${name}` : `there is no program '${name}' on the PATH`,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
