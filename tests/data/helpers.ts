import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Bdd100kLabels, LabelMask, Sample } from '@cotrain/data';
import type { ExecutionContext } from 'ava';
import sharp from 'sharp';
import { fromRows } from '../boxRows.js';

export const CAMVID = new URL('../../../shared/data/camvid-bdd', import.meta.url).pathname;

/**
 * CamVid is licensed for research only and is not part of the project: without it, the test says so and
 * passes.
 */
export function skipWithoutCamvid(t: ExecutionContext): boolean {
  const missing = !existsSync(CAMVID);
  if (missing) {
    t.log('skipped: ../shared/data/camvid-bdd is not here');
    t.pass();
  }
  return missing;
}

/** A folder that is removed after the test. */
export function temporaryFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-data-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files of a data set. The values are contents, or functions that create them. */
export async function writeFiles(
  root: string,
  files: Record<string, string | Uint8Array | Promise<Uint8Array>>,
): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    const file = join(root, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await content);
  }
  return root;
}

/** Warnings that contain a text and are emitted while `work` runs, because tests run concurrently. */
export async function warnings(about: string, work: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  const listen = ({ message }: Error) => {
    if (message.includes(about)) lines.push(message);
  };
  process.on('warning', listen);
  await work();
  await new Promise(setImmediate);
  process.off('warning', listen);
  return lines;
}

export function jpeg(width = 8, height = 6): Promise<Uint8Array> {
  return sharp({ create: { width, height, channels: 3, background: '#406080' } })
    .jpeg()
    .toBuffer();
}

/** An image that compresses badly, so that half of its file is half of its pixels. */
export function noisyImage(format: 'jpeg' | 'png', width = 64, height = 64): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#000', noise } })
    .toFormat(format)
    .toBuffer();
}

export function maskPng(ids: readonly number[], width = 8, height = 6): Promise<Uint8Array> {
  const data = Uint8Array.from({ length: width * height }, (_, i) => ids[i % ids.length]!);
  return sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}

export function frame(name: string, labels: unknown): object {
  return { name: `${name}.jpg`, attributes: { weather: 'clear' }, timestamp: 0, labels };
}

export function carLabel(x1 = 1, y1 = 1, x2 = 4, y2 = 3, category = 'car'): object {
  return { id: 7, category, attributes: { occluded: true, truncated: false }, box2d: { x1, y1, x2, y2 } };
}

/** A sample whose box is the extent of the only rectangle in its masks and its image. */
export function rectangleSample(
  width: number,
  height: number,
  box: Record<'x1' | 'y1' | 'x2' | 'y2', number>,
): Sample<Bdd100kLabels> {
  const mask: LabelMask = { width, height, data: new Uint8Array(width * height) };
  const image = { width, height, data: new Uint8Array(width * height * 3) };
  for (let y = box.y1; y <= box.y2; y++) {
    for (let x = box.x1; x <= box.x2; x++) {
      mask.data[y * width + x] = 1;
      image.data.fill(200, (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  const edges = [box.x1, box.y1, box.x2 + 1, box.y2 + 1] as const;
  return {
    name: 'rectangle',
    image,
    labels: {
      det: { state: 'present', value: fromRows([{ class: 2, edges }]) },
      sem_seg: { state: 'present', value: mask },
      drivable: { state: 'absent' },
    },
  };
}

/** Extent of the pixels with the value `id`, in the boxes' convention; null if there are none. */
export function extentOf({ width, data }: { width: number; data: ArrayLike<number> }, id: number) {
  let extent: { x1: number; y1: number; x2: number; y2: number } | null = null;
  for (let i = 0; i < data.length; i++) {
    if (data[i] !== id) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    extent ??= { x1: x, y1: y, x2: x, y2: y };
    extent = {
      x1: Math.min(extent.x1, x),
      y1: Math.min(extent.y1, y),
      x2: Math.max(extent.x2, x),
      y2: Math.max(extent.y2, y),
    };
  }
  return extent;
}
