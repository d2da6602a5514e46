// The checkpoint files of a run: which there are, which is the newest intact one, which are removed.
import { copyFileSync, linkSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CotrainError, temporaryPath, writing } from '@cotrain/torch';
import { checkpointPosition, verifyCheckpoint } from '../checkpoint.js';
import { RunError } from '../errors.js';
import type { TrainerPosition } from '../trainer.js';

/** A checkpoint from which a run can continue, and the newer ones that are damaged. */
export interface IntactCheckpoint {
  path: string;
  position: TrainerPosition;
  passedOver: { path: string; reason: string }[];
}

/**
 * The files in `checkpoints/`: `last`, the newest; `step-N`, the newest ones by step, of which one is the
 * same file as `last`; `best`, the one with the best score; `best-N`, the best ones by step.
 */
export class CheckpointFiles {
  readonly last: string;
  readonly best: string;

  constructor(readonly folder: string) {
    this.last = join(folder, 'last.safetensors');
    this.best = join(folder, 'best.safetensors');
  }

  /** Checkpoints to continue from, newest first. */
  candidates(): string[] {
    const isThere = statSync(this.last, { throwIfNoEntry: false }) !== undefined;
    const steps = this.#numbered('step').map(({ path }) => path);
    return isThere ? [this.last, ...steps] : steps;
  }

  /**
   * The newest checkpoint whose tensors equal their checksums.
   * @throws RunError if there is none, with the reason for each file
   */
  newestIntact(): IntactCheckpoint {
    const passedOver: IntactCheckpoint['passedOver'] = [];
    for (const path of this.candidates()) {
      try {
        verifyCheckpoint(path);
        return { path, position: checkpointPosition(path), passedOver };
      } catch (error) {
        if (!(error instanceof CotrainError) && (error as NodeJS.ErrnoException).code === undefined)
          throw error;
        passedOver.push({ path, reason: (error as Error).message });
      }
    }
    throw new RunError(
      `${this.folder} has no intact checkpoint:\n${passedOver.map(({ reason }) => `  ${reason}`).join('\n')}`,
    );
  }

  /** Gives `last` its second name, and removes all but the newest `count` checkpoints by step. */
  keepLast(step: number, count: number): void {
    if (count > 1) alias(this.last, this.#named('step', step));
    const older = this.#numbered('step').filter((file) => file.step <= step);
    this.#remove('step', new Set(older.slice(0, count > 1 ? count : 0).map((file) => file.step)));
  }

  /**
   * Keeps `last` as one of the best checkpoints.
   *
   * @param ranked steps of all checkpoints with a score, best first
   * @param count number of best checkpoints to keep
   */
  keepBest(step: number, ranked: readonly number[], count: number): void {
    const steps = ranked.slice(0, count);
    if (!steps.includes(step)) return;
    if (steps[0] === step) alias(this.last, this.best);
    if (count > 1) alias(this.last, this.#named('best', step));
    this.#remove('best', new Set(steps));
  }

  #named(kind: 'step' | 'best', step: number): string {
    return join(this.folder, `${kind}-${String(step).padStart(7, '0')}.safetensors`);
  }

  /** Files named by their step, newest first. */
  #numbered(kind: 'step' | 'best'): { path: string; step: number }[] {
    let names: string[] = [];
    try {
      names = readdirSync(this.folder);
    } catch {
      // The run has no checkpoint yet.
    }
    return names
      .flatMap((name) => {
        const [, number] = new RegExp(`^${kind}-(\\d+)\\.safetensors$`).exec(name) ?? [];
        return number === undefined ? [] : [{ path: join(this.folder, name), step: Number(number) }];
      })
      .sort((a, b) => b.step - a.step);
  }

  #remove(kind: 'step' | 'best', kept: ReadonlySet<number>): void {
    for (const { path, step } of this.#numbered(kind))
      if (!kept.has(step)) writing(path, () => rmSync(path, { force: true }));
  }
}

/** Gives a file a second name: a hard link, or a copy where the file system has none. */
function alias(from: string, to: string): void {
  const temporary = temporaryPath(to);
  try {
    writing(to, () => {
      try {
        linkSync(from, temporary);
      } catch {
        copyFileSync(from, temporary);
      }
      renameSync(temporary, to);
    });
  } finally {
    // Renaming one name of a file to another name of the same file does nothing.
    writing(to, () => rmSync(temporary, { force: true }));
  }
}
