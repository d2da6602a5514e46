// What an evaluation leaves in a run's folder beside its scores: `evaluations/STEP/`.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writing } from '@cotrain/torch';
import sharp from 'sharp';
import { z } from 'zod';
import { writeWhole } from '../report/files.js';
import type { EvaluationDetails } from './view.js';

/** Confusions, curves, and the frames that were drawn. */
export interface EvaluationFiles extends EvaluationDetails {
  /** File names below the evaluation's folder. */
  frames: { name: string; file: string }[];
}

const counts = z.array(z.array(z.number().nonnegative()));
const schema = z.object({
  step: z.number(),
  tasks: z.array(
    z.object({
      task: z.string(),
      title: z.string(),
      confusion: z
        .object({
          classes: z.array(z.string()),
          unit: z.enum(['pixels', 'boxes']),
          none: z.string(),
          counts,
        })
        .optional(),
      precision: z.record(z.string(), z.array(z.number())).optional(),
    }),
  ),
  frames: z.array(z.object({ name: z.string(), file: z.string().regex(/^\d+\.webp$/) })),
});

/** Folder of the evaluation after a step. */
export const evaluationFolder = (run: string, step: number): string => join(run, 'evaluations', String(step));

/**
 * Writes an evaluation's details and pictures, and thins the pictures of earlier ones.
 *
 * @param kept number of evaluations whose pictures stay; those that go are the ones whose neighbours are
 *   closest, so that the rest covers the whole run
 */
export async function saveEvaluation(
  run: string,
  details: EvaluationDetails,
  pictures: readonly { name: string; png: Uint8Array }[],
  kept: number,
): Promise<void> {
  const folder = evaluationFolder(run, details.step);
  writing(folder, () => rmSync(folder, { recursive: true, force: true }));
  const frames = kept === 0 ? [] : pictures.map(({ name }, i) => ({ name, file: `${i}.webp` }));
  for (const [i, { file }] of frames.entries())
    await writeWhole(join(folder, file), await sharp(pictures[i]!.png).webp({ quality: 80 }).toBuffer());
  const files: EvaluationFiles = { ...details, frames };
  // Last, because an evaluation exists from then on.
  await writeWhole(join(folder, 'details.json'), JSON.stringify(files));
  thinPictures(run, kept);
}

/** Reads what an evaluation left; null if there is nothing, or it is not readable. */
export function readEvaluation(run: string, step: number): EvaluationFiles | null {
  try {
    const text = readFileSync(join(evaluationFolder(run, step), 'details.json'), 'utf8');
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.step === step ? (parsed.data as EvaluationFiles) : null;
  } catch {
    return null;
  }
}

function thinPictures(run: string, kept: number): void {
  const steps = stepsWithPictures(run);
  while (steps.length > kept) {
    const gaps = steps.map((_, i) => (steps[i + 1] ?? Infinity) - (steps[i - 1] ?? -Infinity));
    const least = steps.length > 2 ? gaps.indexOf(Math.min(...gaps)) : 0;
    const folder = evaluationFolder(run, steps[least]!);
    for (const file of picturesIn(folder))
      writing(join(folder, file), () => rmSync(join(folder, file), { force: true }));
    steps.splice(least, 1);
  }
}

function stepsWithPictures(run: string): number[] {
  const folder = join(run, 'evaluations');
  if (!existsSync(folder)) return [];
  const steps = readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return steps.filter((step) => picturesIn(evaluationFolder(run, step)).length > 0).sort((a, b) => a - b);
}

const picturesIn = (folder: string): string[] => readdirSync(folder).filter((file) => file.endsWith('.webp'));
