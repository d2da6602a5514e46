// What a trace makes: a TorchScript module that runs, is saved and gives its graph.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FileWriteError, TraceError } from '../errors/errors.js';
import { type ScriptModule, script } from '../files/scriptModule.js';
import { temporaryPath } from '../files/writeAtomic.js';
import { Owned } from '../handle/scope.js';
import type { Tensor } from '../tensor/tensor.js';
import { decodeGraph } from './decodeGraph.js';
import type { Graph } from './graph.js';

/** What a traced program returns: a tensor, several in order, or several by name. */
export type TracedOutput = Tensor | readonly Tensor[] | Readonly<Record<string, Tensor>>;

/** How a traced module is saved. */
export interface SaveOptions {
  /**
   * Makes parameters constants and drops those that are not used: smaller and a little faster, but without a
   * state dict. Default false.
   */
  freeze?: boolean;
  /** Further texts by name for the archive: `_extra_files` of `torch.jit.load`. Default: none. */
  extraFiles?: Readonly<Record<string, string>>;
}

/**
 * A program that was recorded from TypeScript (`traceModule`). It computes with the parameters of the module
 * that was traced, not with copies. Its scope, `dispose()` or the garbage collector frees it.
 */
export class TracedModule<Out extends TracedOutput = TracedOutput> extends Owned {
  /** @internal */
  constructor(
    /** The program as a TorchScript module: its tensors, methods, `to()`. */
    readonly script: ScriptModule,
    /** Names of the inputs in order. */
    readonly inputNames: readonly string[],
    /** Names of the outputs in order. */
    readonly outputNames: readonly string[],
  ) {
    super();
  }

  /** Runs the program. @throws TorchError for inputs that do not fit, and for whatever fails inside */
  forward(...inputs: Tensor[]): Out {
    return this.script.forward(...inputs) as Out;
  }

  /**
   * The program as plain data, without the in-place operators that can be removed. The constant tensors in it
   * belong to the current scope; parameters and buffers among them are the module's own.
   */
  graph(): Graph {
    return decodeGraph(script.scriptGraph(this.script.live(), true), this.outputNames);
  }

  /** @internal The program as it was recorded, operator by operator. */
  recordedGraph(): Graph {
    return decodeGraph(script.scriptGraph(this.script.live(), false), this.outputNames);
  }

  /**
   * @internal Replaces non-maximum suppression and ROIAlign by loops of LibTorch's operators, but not in
   * `graph()`. To be called before the program has run.
   */
  replaceOwnOperators(): void {
    script.scriptReplaceOwn(this.script.live());
  }

  /**
   * Writes the program as a TorchScript archive, whole or not at all: for `torch.jit.load` in Python and C++,
   * and `ScriptModule.load` here.
   *
   * @throws FileWriteError; TraceError for a program that TorchScript cannot write
   */
  save(path: string, { freeze = false, extraFiles = {} }: SaveOptions = {}): void {
    const handle = this.script.live();
    // A folder, because the archive holds the name of its file.
    const folder = temporaryPath(path);
    const temporary = join(folder, basename(path));
    try {
      mkdirSync(folder);
      script.scriptSave(handle, temporary, extraFiles, freeze);
      syncFile(temporary);
      renameSync(temporary, path);
    } catch (error) {
      throw saveFailure(path, error as NodeJS.ErrnoException);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  get isDisposed(): boolean {
    return this.script.isDisposed;
  }

  /** Frees the program now, and its tensors unless others hold them. */
  override dispose(): void {
    this.script.dispose();
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function saveFailure(path: string, reason: NodeJS.ErrnoException): Error {
  // The archive's writer has its own words for a full disk.
  const isFiles =
    reason.syscall !== undefined || /PytorchStreamWriter|iostream|open file/i.test(reason.message);
  if (isFiles) return new FileWriteError(path, reason);
  return new TraceError(`${path}: TorchScript cannot write the program: ${reason.message}`, '', {
    cause: reason,
  });
}
