// Annotated pictures in their order: numbered files, and a video.
import { join } from 'node:path';
import { type VideoOptions, writeVideo } from '@cotrain/data';
import { makeFolder } from '@cotrain/torch';
import sharp from 'sharp';
import { writeWhole } from '../report/files.js';

/** Where the annotated pictures go in their order. */
export interface SequenceOptions {
  /** Folder for numbered pictures, `000001.png`, ... Default: none. */
  sequence?: string;
  /** Video of the pictures, which ffmpeg writes. Default: none. */
  video?: VideoOptions;
}

/** Takes pictures one after the other. */
export interface PictureStream {
  add(picture: Uint8Array): Promise<void>;
  /** Finishes the video. */
  end(): Promise<void>;
  /** Stops early: numbered pictures stay, a video that is not finished is removed. */
  abort(): Promise<void>;
}

/**
 * Opens the outputs of pictures in their order; null if there are none. All pictures get the size of the
 * first one.
 *
 * @throws DataError if a video is wanted and ffmpeg is not installed
 */
export async function openPictures({ sequence, video }: SequenceOptions): Promise<PictureStream | null> {
  if (sequence === undefined && !video) return null;
  if (sequence !== undefined) makeFolder(sequence);
  const file = video ? await writeVideo(video) : null;
  let size: { width: number; height: number } | undefined;
  let count = 0;
  return {
    async add(picture) {
      const { width, height } = await sharp(picture).metadata();
      size ??= { width, height };
      const fits = width === size.width && height === size.height;
      const own = fits ? picture : await fitted(picture, size);
      count++;
      if (sequence !== undefined)
        await writeWhole(join(sequence, `${String(count).padStart(6, '0')}.png`), own);
      await file?.add(own);
    },
    end: async () => file?.end(),
    abort: async () => file?.abort(),
  };
}

const fitted = (picture: Uint8Array, size: { width: number; height: number }): Promise<Buffer> =>
  sharp(picture)
    .resize({ ...size, fit: 'contain', background: 'white' })
    .png()
    .toBuffer();
