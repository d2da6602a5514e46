import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { ArgumentError } from '@cotrain/torch';
import { type FrameFiles, labelKeys, loadLabels, loadSample } from './bdd100k/frame.js';
import { DataError } from './errors.js';
import type { ReadImageOptions } from './imageIo.js';
import { frameName, IMAGE_EXTENSIONS, listFiles } from './listing.js';
import { naturalOrder } from './naturalOrder.js';
import type { Dataset } from './types.js';

/**
 * One image, or all images of a folder (such as the frames of a video) in the natural order of their names,
 * `frame9` before `frame10`, without labels.
 *
 * @param path a JPEG, PNG or WebP file, or a folder of such files. Other files, hidden files and subfolders
 *   are ignored
 * @throws DataError if there is no image, or if two images differ only in their extensions
 */
export async function imageFolder(path: string, options: ReadImageOptions = {}): Promise<Dataset> {
  const files = await imagesAt(path);
  const frames = [...files].map(
    ([name, image]): FrameFiles => ({
      name,
      image,
      det: { state: 'absent' },
      masks: {},
      ...((options.applyProfile || options.draft) && { reading: options }),
    }),
  );
  frames.sort((a, b) => naturalOrder(a.name, b.name));
  const frame = (index: number): FrameFiles => {
    const found = frames[index];
    if (!found)
      throw new ArgumentError(`image ${index} is out of range: the folder has ${frames.length} images`);
    return found;
  };
  return {
    length: frames.length,
    names: frames.map(({ name }) => name),
    tasks: {},
    frameId: (index) => ({ file: basename(frame(index).image) }),
    get: async (index) => loadSample(frame(index)),
    labels: async (index) => loadLabels(frame(index)),
    labelled(index) {
      frame(index);
      return {};
    },
    labelKeys: async (index) => labelKeys(frame(index)),
    source: (index) => ({ module: new URL('./bdd100k/frame.js', import.meta.url).href, args: frame(index) }),
  };
}

async function imagesAt(path: string): Promise<Map<string, string>> {
  const info = await stat(path).catch((cause) => {
    throw new DataError(`${path} does not exist`, { file: path, cause });
  });
  const isImage = IMAGE_EXTENSIONS.has(extname(path).toLowerCase());
  const found = info.isDirectory()
    ? (await listFiles(path, IMAGE_EXTENSIONS, 0)).files
    : isImage
      ? [path]
      : [];
  const files = new Map<string, string>();
  for (const file of found) {
    const name = frameName(file);
    const other = files.get(name);
    if (other !== undefined)
      throw new DataError(
        `${other} and ${file} are both frame '${name}': their results would overwrite each other`,
        {
          file,
        },
      );
    files.set(name, file);
  }
  if (files.size === 0)
    throw new DataError(
      `${path} ${info.isDirectory() ? 'contains no' : 'is not an'} image (${[...IMAGE_EXTENSIONS].join(', ')})`,
      {
        file: path,
      },
    );
  return files;
}
