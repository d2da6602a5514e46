// Schemas of settings. As for the parts of models, the comments before their fields describe them.
import { optionSchema } from '@cotrain/models';
import type { z } from 'zod';
import { DESCRIPTIONS } from '../gen/descriptions.js';

/** @param name name under which `npm run gen:options` stores the descriptions */
export const settings = <Shape extends z.core.$ZodShape>(
  name: string,
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> => optionSchema(name, shape, DESCRIPTIONS);
