import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder, writeFileAtomic } from '@cotrain/torch';
import { ExportError } from '../errors.js';
import { assertFitsBrowser, readWebFile, type WebModel, webFiles } from './webFiles.js';

/** A model for the browser, and where its page is written. */
export interface WebFolderOptions extends WebModel {
  /** Folder of the page. It is made if it is missing. Files of an earlier export are replaced. */
  out: string;
}

/**
 * Writes a page that runs a model in the browser, for any server of static files: one opens a photograph, a
 * video or the camera, and sees what the model finds. The page asks for nothing outside of its folder.
 *
 * @returns paths of the files in the folder
 * @throws ExportError if the model is too large for a browser, `out` is not a folder, or onnxruntime-web is
 *   not installed
 */
export function writeWebFolder({ out, ...model }: WebFolderOptions): string[] {
  assertFitsBrowser(model);
  const files = webFiles();
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new ExportError(`${out} is a file: give the folder of the page`);
  const write = (path: string, content: Uint8Array | string) => {
    makeFolder(dirname(join(out, path)));
    writeFileAtomic(join(out, path), content);
  };
  for (const [path, source] of Object.entries(files)) write(path, readWebFile(path, source));
  write('model.onnx', model.onnx);
  write('model.json', `${JSON.stringify(model.metadata, null, 2)}\n`);
  return [...Object.keys(files), 'model.onnx', 'model.json'];
}
