import { DataError } from '../errors.js';
import type { Size } from '../types.js';

/** @throws DataError if a pseudo label was made for an image of another size */
export function assertMadeFor(own: Size, image: Size, what: string, file?: string): void {
  if (own.width === image.width && own.height === image.height) return;
  throw new DataError(
    `${what}: made for an image of ${own.width}x${own.height}, but this one is ${image.width}x${image.height}; ` +
      'pseudo labels only fit the images that they were made from',
    file === undefined ? {} : { file },
  );
}
