// The batch of a step that diverged, for a look at it.
import { join } from 'node:path';
import { makeFolder, noGrad, saveFile, scope, Tensor, torch, writeFileAtomic } from '@cotrain/torch';
import sharp from 'sharp';
import type { FailedStep } from './divergence.js';
import type { DivergenceError } from './errors.js';
import { writeWhole } from './report/files.js';

/** Most folders that a run writes: the first ones say most. */
const MOST = 20;

/** Writes the offending batches of a run to `divergence/`. */
export class DivergenceDumps {
  readonly #run: string;
  #count = 0;
  #pictures: Promise<unknown> = Promise.resolve();

  constructor(run: string) {
    this.#run = run;
  }

  /**
   * Writes a step's tensors and what was wrong, and begins to write its images.
   *
   * @returns the folder in the run; null if there are enough already
   */
  write({ parts, step }: FailedStep, error: DivergenceError): string | null {
    if (this.#count >= MOST) return null;
    this.#count++;
    const folder = join('divergence', `step-${String(step).padStart(7, '0')}`);
    const path = join(this.#run, folder);
    makeFolder(path);
    scope(() => {
      const tensors: Record<string, Tensor> = {};
      for (const [i, { images, targets }] of parts.entries())
        collect(tensors, String(i), { images, targets });
      saveFile(join(path, 'batch.safetensors'), tensors);
    });
    const { message, frames, source, task, frame, reason } = error;
    const what = { step, error: message, source, task, frame, reason, frames };
    writeFileAtomic(join(path, 'step.json'), `${JSON.stringify(what, null, 2)}\n`);
    for (const { images, batch } of parts)
      for (const [i, name] of batch.names.entries()) {
        if (!images) continue;
        const file = join(path, `${i}-${name.replaceAll(/[^\w.-]+/g, '_')}.png`);
        const { pixels, width, height } = pictureOf(images, i);
        this.#pictures = this.#pictures.then(async () => {
          const png = await sharp(pixels, { raw: { width, height, channels: 3 } })
            .png()
            .toBuffer();
          await writeWhole(file, png);
        });
        this.#pictures.catch(() => {}); // `settled` throws it
      }
    return folder;
  }

  /** Waits until all images are written. */
  async settled(): Promise<void> {
    await this.#pictures;
  }
}

/** Adds all tensors of nested values under their paths: `0.images`, `0.targets.det.1.boxes`. */
function collect(tensors: Record<string, Tensor>, path: string, value: unknown): void {
  if (value instanceof Tensor) tensors[path] = value.detach();
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) collect(tensors, `${path}.${key}`, item);
}

/**
 * One image of a batch [B, 3, H, W], stretched to all of 0 to 255. Values that are not finite are magenta.
 */
function pictureOf(images: Tensor, index: number): { pixels: Buffer; width: number; height: number } {
  return noGrad(() =>
    scope(() => {
      const image = images
        .detach()
        .select(0, index)
        .slice({ dim: 0, start: 0, end: 3 })
        .to({ dtype: 'float32', device: 'cpu' }); // [3, H, W]
      const finite = image.nanToNum({ nan: 0, posinf: 0, neginf: 0 });
      const [low, high] = [finite.min().item() as number, finite.max().item() as number];
      const stretched = finite.sub(low).mul(255 / Math.max(high - low, 1e-12));
      const isFine = image.isfinite().all(0); // [H, W]
      const magenta = torch.tensor([255, 0, 255], { dtype: 'float32' }).view([3, 1, 1]);
      const shown = torch.where(isFine, stretched, magenta).round().to({ dtype: 'uint8' });
      const [, height, width] = image.shape as [number, number, number];
      const pixels = Buffer.from(shown.permute([1, 2, 0]).contiguous().data() as Uint8Array);
      return { pixels, width, height };
    }),
  );
}
