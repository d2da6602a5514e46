// Videos as frames, which ffmpeg extracts.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { DataError } from '../errors.js';
import { imageFolder } from '../imageFolder.js';
import type { Dataset } from '../types.js';
import { lastLine, withoutFfmpeg } from './ffmpeg.js';

/** Extensions of files that are read as videos. */
export const VIDEO_EXTENSIONS: ReadonlySet<string> = new Set([
  '.mp4',
  '.mov',
  '.mkv',
  '.webm',
  '.avi',
  '.m4v',
]);

/** Whether a path is that of a video, by its extension. */
export const isVideo = (path: string): boolean => VIDEO_EXTENSIONS.has(extname(path).toLowerCase());

/** Frames of a video on the disk, until they are disposed. */
export interface VideoFrames extends Disposable {
  /** Frames `NAME-000001`, `NAME-000002`, ... without labels. */
  dataset: Dataset;
  /** Frames per second, as the video states them; null if it does not. */
  fps: number | null;
}

/**
 * Extracts the frames of a video with ffmpeg into a temporary folder, as JPEG files of the best quality.
 *
 * @param options.signal ends ffmpeg, and removes the frames. Default: none
 * @param options.ffmpeg command that runs ffmpeg. Default 'ffmpeg'
 * @throws DataError if ffmpeg is not installed, or cannot read the file; the signal's reason after an abort
 */
export async function openVideo(
  path: string,
  { signal, ffmpeg = 'ffmpeg' }: { signal?: AbortSignal; ffmpeg?: string } = {},
): Promise<VideoFrames> {
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-video-'));
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  try {
    const name = basename(path, extname(path)).replaceAll('%', '_');
    // `file:` and the list of protocols: a playlist must not make ffmpeg read other places.
    const input = ['-protocol_whitelist', 'file,pipe', '-i', `file:${path}`];
    const output = ['-fps_mode', 'passthrough', '-q:v', '1', join(folder, `${name}-%06d.jpg`)];
    const said = await runFfmpeg(ffmpeg, ['-hide_banner', '-nostdin', ...input, ...output], path, signal);
    const fps = Number(/([\d.]+) fps\b/.exec(said)?.[1]);
    return { dataset: await imageFolder(folder), fps: fps > 0 ? fps : null, [Symbol.dispose]: dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** @returns what ffmpeg says on stderr */
function runFfmpeg(
  command: string,
  args: readonly string[],
  path: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const stop = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', stop);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-20_000);
    });
    child.on('error', (cause) => reject(withoutFfmpeg(`reading the video ${path}`, cause)));
    child.on('close', (code) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) reject(signal.reason);
      else if (code === 0) resolve(said);
      else reject(new DataError(`${path}: ffmpeg cannot read it: ${lastLine(said)}`, { file: path }));
    });
  });
}
