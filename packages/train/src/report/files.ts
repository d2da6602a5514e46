// A report's files: written completely or not at all, with images inside the page.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFileAtomic } from '@cotrain/torch';
import sharp from 'sharp';
import { ReportError } from './errors.js';

/** WebP reduces a page of many photographs to a fifth of the PNGs' size. */
export async function dataUri(name: string, png: Uint8Array): Promise<string> {
  try {
    const webp = await sharp(png).webp({ quality: 88 }).toBuffer();
    return `data:image/webp;base64,${webp.toString('base64')}`;
  } catch (error) {
    throw new ReportError(`the overlay '${name}' is not a picture: ${reason(error)}`, { cause: error });
  }
}

export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    writeFileAtomic(path, content);
  } catch (error) {
    throw new ReportError(`cannot write ${path}: ${reason(error)}`, { cause: error });
  }
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split('\n')[0]!;
}
