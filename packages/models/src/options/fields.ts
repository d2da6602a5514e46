// Fields that the options of many parts have.
import { z } from 'zod';

/** A whole number above 0. */
export const count = z.number().int().positive();

/** A whole number from 0 on. */
export const whole = z.number().int().nonnegative();

export const chance = z.number().min(0).max(1);

/** `batch`, `frozen` (fixed statistics and affine values) or `group` normalisation. */
export const normKind = z.enum(['batch', 'frozen', 'group']);

/** Names of maps. */
export const features = z.array(z.string()).min(1).readonly();

/** One for each stage of a backbone. */
export const perStage = z.array(count).length(4).readonly();
