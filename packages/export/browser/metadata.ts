// What the page knows about its model: `model.json`, which is also the metadata of `model.onnx`.
import type { ModelMetadata } from '../src/web/metadata.js';

export type { ModelMetadata as Metadata, TaskMetadata } from '../src/web/metadata.js';

/** Red, green and blue, 0-255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Checks what was read from `model.json`. @throws Error that says which field is wrong */
export function readMetadata(json: unknown): ModelMetadata {
  const metadata = json as Partial<ModelMetadata> | null;
  if (typeof metadata !== 'object' || metadata === null) fail('it is not an object');
  if (metadata.version !== 1)
    fail(
      `its version is ${JSON.stringify(metadata.version)}, and this page reads version 1: export it again`,
    );
  if (typeof metadata.name !== 'string') fail('it has no name');
  const { size } = metadata;
  if (!(size && ('multipleOf' in size ? size.multipleOf > 0 : size.height > 0 && size.width > 0)))
    fail('its size is neither {height, width} nor {multipleOf}');
  if (typeof metadata.tasks !== 'object' || metadata.tasks === null) fail('it has no tasks');
  for (const [name, task] of Object.entries(metadata.tasks))
    if (typeof task?.kind !== 'string' || !Array.isArray(task.classes))
      fail(`its task ${name} has no kind or no classes`);
  return metadata as ModelMetadata;
}

function fail(reason: string): never {
  throw new Error(`model.json is not the description of a model: ${reason}.`);
}

/** Longest side of the input of a model that takes any size, and has no usual one. */
const LONGEST = 640;

/** Size in which the model gets an image. */
export function inputSize(
  { size }: ModelMetadata,
  image: { height: number; width: number },
): { height: number; width: number } {
  if (!('multipleOf' in size)) return size;
  if (size.usual) return size.usual;
  const scale = Math.min(1, LONGEST / Math.max(image.height, image.width));
  const side = (length: number) =>
    size.multipleOf * Math.max(1, Math.round((length * scale) / size.multipleOf));
  return { height: side(image.height), width: side(image.width) };
}
