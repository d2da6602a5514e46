import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { DataError } from '../errors.js';
import { lastLine, withoutFfmpeg } from './ffmpeg.js';

/** A video of annotated pictures. */
export interface VideoOptions {
  /** File to write. Its extension chooses the format: `.mp4`, `.webm`, `.gif`, ... */
  file: string;
  /** Frames per second. Default 30. */
  fps?: number;
  /** Command that runs ffmpeg. Default 'ffmpeg'. */
  ffmpeg?: string;
}

/** A video that ffmpeg is writing. */
export interface VideoFile {
  add(png: Uint8Array): Promise<void>;
  /** Puts the whole video in its place. @throws DataError if ffmpeg fails */
  end(): Promise<void>;
  abort(): Promise<void>;
}

/**
 * Starts a video, which is in its place once it is whole.
 * @throws DataError if ffmpeg is not installed
 */
export async function writeVideo({ file, fps = 30, ffmpeg = 'ffmpeg' }: VideoOptions): Promise<VideoFile> {
  const extension = extname(file);
  const temporary = join(dirname(file), `.${basename(file, extension)}.${process.pid}${extension}`);
  const input = ['-f', 'image2pipe', '-framerate', String(fps), '-c:v', 'png', '-i', '-'];
  // Players need sides of even length, and colours at half the resolution.
  const even = [
    '-vf',
    'pad=ceil(iw/2)*2:ceil(ih/2)*2',
    ...(extension === '.gif' ? [] : ['-pix_fmt', 'yuv420p']),
  ];
  const child = spawn(
    ffmpeg,
    ['-hide_banner', '-loglevel', 'error', '-y', ...input, ...even, `file:${temporary}`],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
      // Ctrl-C goes to the whole group of the terminal; ffmpeg is ended by `abort`.
      detached: true,
    },
  );
  const remove = () => rmSync(temporary, { force: true });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-10_000);
  });
  child.stdin.on('error', () => {}); // ffmpeg has ended: its exit code says why
  await started(child, file);
  const closed = once(child, 'close') as Promise<[code: number | null]>;
  const failed = (): DataError => {
    remove();
    return new DataError(`${file}: ffmpeg cannot write it: ${lastLine(said)}`, { file });
  };
  return {
    async add(png) {
      if (child.exitCode !== null) throw failed();
      if (!child.stdin.write(png)) await Promise.race([once(child.stdin, 'drain'), closed]);
    },
    async end() {
      child.stdin.end();
      const [code] = await closed;
      if (code !== 0) throw failed();
      renameSync(temporary, file);
    },
    async abort() {
      child.kill('SIGKILL');
      await closed;
      remove();
    },
  };
}

async function started(child: ChildProcess, file: string): Promise<void> {
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw withoutFfmpeg(`writing the video ${file}`, cause);
  }
}
