// Schemas of settings, described by the comments in front of their fields, as those of the models' parts are.
import { optionSchema } from '@cotrain/models';
import type { z } from 'zod';
import { DESCRIPTIONS } from '../gen/descriptions.js';

/** @param name under which `npm run gen:options` keeps the descriptions */
export const settings = <Shape extends z.core.$ZodShape>(
  name: string,
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> => optionSchema(name, shape, DESCRIPTIONS);
