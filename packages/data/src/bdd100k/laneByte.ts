import { LANE_CLASSES } from '../classes.js';
import { DataError, MaskIdError } from '../errors.js';

/** Meaning of a byte of a lane mask. */
export type LaneMarking = { [K in keyof typeof LANE_CLASSES]: (typeof LANE_CLASSES)[K][number] };

/** One class map for each attribute: [H * W]. The last id of each (2, 2 and 8) is the background. */
export type LaneMaps = Record<keyof LaneMarking, Uint8Array>;

/**
 * Byte of a pixel without a marking, as the toolkit writes it. Every byte with bit 3 set has the same
 * meaning.
 */
export const LANE_BACKGROUND = 255;

// bdd100k/label/to_mask.py: -- d s b ccc, from the highest bit.
const [DIRECTION, STYLE, BACKGROUND, CATEGORY] = [5, 4, 1 << 3, 0b111] as const;
const UNUSED = 0b1100_0000;

const { direction: DIRECTIONS, style: STYLES, category: CATEGORIES } = LANE_CLASSES;

/**
 * Decodes a byte of BDD100K's lane masks; null is the background.
 *
 * @throws MaskIdError for a value that is not a byte, and for a marking that uses one of the two highest
 *   bits, which are undefined
 */
export function decodeLane(byte: number): LaneMarking | null {
  if (!Number.isInteger(byte) || byte < 0 || byte > 255) {
    throw new MaskIdError(`${byte} is not a byte: lane masks hold whole numbers from 0 to 255`);
  }
  if (byte & BACKGROUND) return null;
  if (byte & UNUSED) throw impossible(byte);
  return {
    direction: DIRECTIONS[(byte >> DIRECTION) & 1]!,
    style: STYLES[(byte >> STYLE) & 1]!,
    category: CATEGORIES[byte & CATEGORY]!,
  };
}

/**
 * Encodes a marking as a byte; null becomes {@link LANE_BACKGROUND}.
 *
 * @throws DataError for a name that is not a class
 */
export function encodeLane(marking: LaneMarking | null): number {
  if (marking === null) return LANE_BACKGROUND;
  const id = (attribute: keyof LaneMarking) => {
    const names: readonly string[] = LANE_CLASSES[attribute];
    const found = names.indexOf(marking[attribute]);
    if (found >= 0) return found;
    throw new DataError(
      `'${marking[attribute]}' is not a lane ${attribute}; it must be one of ${names.join(', ')}`,
    );
  };
  return (id('direction') << DIRECTION) | (id('style') << STYLE) | id('category');
}

/**
 * Splits a lane mask into its class maps.
 *
 * @param mask bytes in any shape
 * @throws MaskIdError as {@link decodeLane}, with the position of the first invalid byte
 */
export function splitLaneMask(mask: Uint8Array): LaneMaps {
  const maps: LaneMaps = {
    direction: new Uint8Array(mask.length),
    style: new Uint8Array(mask.length),
    category: new Uint8Array(mask.length),
  };
  for (let i = 0; i < mask.length; i++) {
    const byte = mask[i]!;
    if (byte & BACKGROUND) {
      maps.direction[i] = DIRECTIONS.length;
      maps.style[i] = STYLES.length;
      maps.category[i] = CATEGORIES.length;
      continue;
    }
    if (byte & UNUSED) throw impossible(byte, `pixel ${i}: `);
    maps.direction[i] = (byte >> DIRECTION) & 1;
    maps.style[i] = (byte >> STYLE) & 1;
    maps.category[i] = byte & CATEGORY;
  }
  return maps;
}

/**
 * Joins three class maps into a lane mask, the inverse of {@link splitLaneMask}. Independently predicted maps
 * may disagree: a pixel is a marking if none of the maps says background.
 *
 * @throws DataError for maps of different sizes, MaskIdError for ids that are neither a class nor the
 *   background
 */
export function joinLaneMaps({ direction, style, category }: LaneMaps): Uint8Array {
  if (direction.length !== category.length || style.length !== category.length) {
    throw new DataError(
      `the lane maps must have the same size, got ${direction.length} directions, ${style.length} styles and ${category.length} categories`,
    );
  }
  const mask = new Uint8Array(category.length).fill(LANE_BACKGROUND);
  for (let i = 0; i < mask.length; i++) {
    const [d, s, c] = [direction[i]!, style[i]!, category[i]!];
    if (d < DIRECTIONS.length && s < STYLES.length && c < CATEGORIES.length) {
      mask[i] = (d << DIRECTION) | (s << STYLE) | c;
    } else if (d > DIRECTIONS.length || s > STYLES.length || c > CATEGORIES.length) {
      throw new MaskIdError(
        `pixel ${i} has direction ${d}, style ${s} and category ${c}; ids are 0-${DIRECTIONS.length}, 0-${STYLES.length} and 0-${CATEGORIES.length}, of which the last is the background`,
      );
    }
  }
  return mask;
}

function impossible(byte: number, place = ''): MaskIdError {
  return new MaskIdError(
    `${place}${byte} is not a lane marking: only the background may have bits 6 or 7 set (markings are 0-7, 16-23, 32-39 and 48-55)`,
  );
}
