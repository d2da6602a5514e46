// Option fields that many parts share.
import { z } from 'zod';

/** A whole number above 0. */
export const count = z.number().int().positive();

/** A whole number, at least 0. */
export const whole = z.number().int().nonnegative();

export const chance = z.number().min(0).max(1);

/** `batch`, `frozen` (fixed statistics and affine values) or `group` normalisation. */
export const normKind = z.enum(['batch', 'frozen', 'group']);

/** Names of feature maps. */
export const features = z.array(z.string()).min(1).readonly();

/** One number for each stage of a backbone. */
export const perStage = z.array(count).length(4).readonly();
