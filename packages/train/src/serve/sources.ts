// Where the served model comes from.
import { statSync } from 'node:fs';
import type { WebModel } from '@cotrain/export';

/** A model that may change while it is served. */
export interface ModelSource {
  /** Changes when the model does. */
  version(): string;
  load(): Promise<WebModel>;
}

/** A file's version: when it was written, and its size. Empty while it is missing. */
export function fileVersion(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : '';
}
