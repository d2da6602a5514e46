// Where the served model comes from: a run's newest checkpoint, or a file.
import { readFileSync, statSync } from 'node:fs';
import { readOnnxMetadata, type WebModel } from '@cotrain/export';
import { type ExportModelOptions, exportOnnx } from '../export/exportRun.js';
import { METADATA_KEY, readExportMetadata } from '../export/metadata.js';
import { packagedRun } from '../packagedRun.js';
import { RunFolder } from '../runFolder.js';

/** A model that may change while it is served. */
export interface ModelSource {
  /** Changes when the model does. */
  version(): string;
  load(): Promise<WebModel>;
}

/**
 * The model of a run, exported from its newest checkpoint.
 *
 * @param run folder of the run, or the name of a model that is installed as a package
 */
export function modelOfRun(run: string | { model: string }, options: ExportModelOptions = {}): ModelSource {
  const folder = RunFolder.open(typeof run === 'string' ? run : packagedRun(run.model));
  const checkpoint = folder[options.checkpoint ?? 'last'];
  return {
    version: () => versionOf(checkpoint),
    load: () => exportOnnx(run, options),
  };
}

/** The model in an ONNX file that `exportRun` has written. */
export const modelInFile = (file: string): ModelSource => ({
  version: () => versionOf(file),
  async load() {
    const metadata = readExportMetadata(readOnnxMetadata(file)[METADATA_KEY], file);
    return { onnx: readFileSync(file), metadata };
  },
});

/** Version of a file: when it was written, its size, and its number. Empty while it is missing. */
function versionOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : '';
}
