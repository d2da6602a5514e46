import { LANE_CLASSES } from '../classes.js';
import { DataError, MaskIdError } from '../errors.js';

/** What a byte of a lane mask says. */
export type LaneMarking = { [K in keyof typeof LANE_CLASSES]: (typeof LANE_CLASSES)[K][number] };

/** One class map for each attribute; the last id of each (2, 2 and 8) is the background: [H * W]. */
export type LaneMaps = Record<keyof LaneMarking, Uint8Array>;

/**
 * The byte of a pixel without a marking, as the toolkit writes it. Any byte with bit 3 set means the same.
 */
export const LANE_BACKGROUND = 255;

// bdd100k/label/to_mask.py: -- d s b ccc, from the highest bit.
const [DIRECTION, STYLE, BACKGROUND, CATEGORY] = [5, 4, 1 << 3, 0b111] as const;
const UNUSED = 0b1100_0000;

const { direction: DIRECTIONS, style: STYLES, category: CATEGORIES } = LANE_CLASSES;

/**
 * The marking that a byte of BDD100K's lane masks means, null for the background.
 *
 * @throws MaskIdError for what is no byte, and for a marking with one of the two highest bits set, which mean
 *   nothing
 */
export function decodeLane(byte: number): LaneMarking | null {
  if (!Number.isInteger(byte) || byte < 0 || byte > 255) {
    throw new MaskIdError(`${byte} is no byte: a lane mask holds whole numbers from 0 to 255`);
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
 * The byte of a marking, {@link LANE_BACKGROUND} for null.
 *
 * @throws DataError for a name that is no class
 */
export function encodeLane(marking: LaneMarking | null): number {
  if (marking === null) return LANE_BACKGROUND;
  const id = (attribute: keyof LaneMarking) => {
    const names: readonly string[] = LANE_CLASSES[attribute];
    const found = names.indexOf(marking[attribute]);
    if (found >= 0) return found;
    throw new DataError(`'${marking[attribute]}' is no lane ${attribute}; it is one of ${names.join(', ')}`);
  };
  return (id('direction') << DIRECTION) | (id('style') << STYLE) | id('category');
}

/**
 * The class maps of a lane mask.
 *
 * @param mask bytes in any shape
 * @throws MaskIdError as {@link decodeLane}, with the place of the first such byte
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
 * The lane mask of three class maps, the reverse of {@link splitLaneMask}. Where maps were predicted on their
 * own they may disagree: a pixel is a marking where none of them says background.
 *
 * @throws DataError for maps of different sizes, MaskIdError for ids that are neither classes nor the
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
    `${place}${byte} is no lane marking: only the background may have bits 6 or 7 set (markings are 0-7, 16-23, 32-39 and 48-55)`,
  );
}
