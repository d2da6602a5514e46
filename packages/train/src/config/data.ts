// The data of a run: where the frames come from, and which of their labels count.
import { DRIVABLE_FOLDERS } from '@cotrain/data';
import { z } from 'zod';

const whole = z.number().int();
const count = whole.positive();

/** Who is labelled for what (section 5.1 of the paper); every label that is there where null. */
const split = z
  .strictObject({
    setting: z.enum(['disjoint-normal', 'disjoint-balance', 'full']),
    seed: whole.nonnegative().default(0),
  })
  .nullable()
  .default(null);

/** Folders that `cotrain pseudo-label` wrote, which fill in what a frame is not labelled for. */
const pseudoLabels = z.array(z.string()).default([]);

export const dataSchema = z.discriminatedUnion('kind', [
  /** A folder in BDD100K's layout. */
  z.strictObject({
    kind: z.literal('bdd100k'),
    root: z.string(),
    drivableFolder: z.enum(DRIVABLE_FOLDERS).default('drivable'),
    split,
    pseudoLabels,
  }),
  /** Generated street scenes, made while they are asked for. */
  z.strictObject({
    kind: z.literal('scenes'),
    train: count.default(400),
    val: count.default(60),
    width: count.default(320),
    height: count.default(180),
    seed: whole.nonnegative().default(0),
    split,
    pseudoLabels,
  }),
]);

export type DataConfig = z.output<typeof dataSchema>;
