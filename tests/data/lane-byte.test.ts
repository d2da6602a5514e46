import {
  DataError,
  decodeLane,
  encodeLane,
  joinLaneMaps,
  LANE_BACKGROUND,
  LANE_CLASSES,
  type LaneMarking,
  MaskIdError,
  splitLaneMask,
} from '@cotrain/data';
import test from 'ava';

const BYTES = Array.from({ length: 256 }, (_, byte) => byte);
const isBackground = (byte: number) => Math.floor(byte / 8) % 2 === 1;
const isImpossible = (byte: number) => !isBackground(byte) && byte >= 64;

test('all 256 bytes: a marking and back, the background, or an error', (t) => {
  const seen = new Set<string>();
  for (const byte of BYTES) {
    if (isImpossible(byte)) {
      t.throws(() => decodeLane(byte), {
        instanceOf: MaskIdError,
        message: new RegExp(`^${byte} is not a lane marking: .*bits 6 or 7`),
      });
    } else if (isBackground(byte)) {
      t.is(decodeLane(byte), null);
    } else {
      const marking = decodeLane(byte)!;
      t.is(encodeLane(marking), byte);
      t.is(marking.direction, byte >= 32 ? 'vertical' : 'parallel');
      t.is(marking.style, byte % 32 >= 16 ? 'dashed' : 'solid');
      t.is(marking.category, LANE_CLASSES.category[byte % 8]!);
      seen.add(Object.values(marking).join());
    }
  }
  t.is(seen.size, 2 * 2 * 8);
  t.is(encodeLane(null), LANE_BACKGROUND);
});

test("the toolkit's bytes", (t) => {
  const byte = (direction: string, style: string, category: string) =>
    encodeLane({ direction, style, category } as LaneMarking);
  t.is(byte('parallel', 'solid', 'crosswalk'), 0);
  t.is(byte('parallel', 'dashed', 'single white'), 22);
  t.is(byte('vertical', 'solid', 'double yellow'), 35);
  t.is(byte('vertical', 'dashed', 'single yellow'), 55);
});

test('values that are not bytes and names that are not classes are refused', (t) => {
  for (const wrong of [-1, 256, 1.5, Number.NaN])
    t.throws(() => decodeLane(wrong), { instanceOf: MaskIdError, message: /is not a byte/ });
  const marking = { direction: 'parallel', style: 'dotted', category: 'road curb' } as unknown as LaneMarking;
  t.throws(() => encodeLane(marking), {
    instanceOf: DataError,
    message: "'dotted' is not a lane style; it must be one of solid, dashed",
  });
});

test('a mask is split into three class maps and joined again', (t) => {
  const mask = Uint8Array.from(BYTES.filter((byte) => !isImpossible(byte)));
  const maps = splitLaneMask(mask);
  for (const [i, byte] of mask.entries()) {
    const marking = decodeLane(byte);
    for (const [attribute, names] of Object.entries(LANE_CLASSES)) {
      const name = [...names, undefined][maps[attribute as keyof LaneMarking][i]!];
      t.is(name, marking?.[attribute as keyof LaneMarking]);
    }
  }
  t.deepEqual(
    [...joinLaneMaps(maps)],
    [...mask].map((byte) => (isBackground(byte) ? LANE_BACKGROUND : byte)),
  );
  t.throws(() => splitLaneMask(Uint8Array.of(255, 3, 64)), {
    instanceOf: MaskIdError,
    message: /^pixel 2: 64 is/,
  });
});

test('maps that disagree are background; other sizes and ids are errors', (t) => {
  const join = (direction: number[], style: number[], category: number[]) =>
    joinLaneMaps({
      direction: Uint8Array.from(direction),
      style: Uint8Array.from(style),
      category: Uint8Array.from(category),
    });
  t.deepEqual([...join([1, 2, 0, 0], [1, 0, 2, 0], [7, 0, 0, 8])], [55, 255, 255, 255]);
  t.throws(() => join([0], [0, 1], [0]), { message: /got 1 directions, 2 styles and 1 categories/ });
  for (const ids of [
    [3, 0, 0],
    [0, 255, 0],
    [0, 0, 9],
  ] as const)
    t.throws(() => join([ids[0]], [ids[1]], [ids[2]]), {
      instanceOf: MaskIdError,
      message: /^pixel 0 has direction/,
    });
});
