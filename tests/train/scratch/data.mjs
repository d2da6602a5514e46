// A data set: images with one bright half, and maps that mark it.
import { registerData } from '@cotrain/train';
import { z } from 'zod';

const [width, height] = [64, 32];

function sample(index) {
  const isBright = (x) => x < width / 2 === (index % 2 === 0);
  const data = Uint8Array.from({ length: width * height }, (_, i) => (isBright(i % width) ? 1 : 0));
  const pixels = Uint8Array.from({ length: 3 * data.length }, (_, i) => 40 + 160 * data[Math.floor(i / 3)]);
  return {
    name: `half-${index}`,
    image: { width, height, data: pixels },
    labels: { half: { state: 'present', value: { width, height, data } } },
  };
}

registerData({
  name: 'halves',
  keys: { count: z.int().positive().default(4) },
  tasks: () => ({ kinds: { half: 'classMap' } }),
  open: ({ count }) => ({
    length: count,
    names: Array.from({ length: count }, (_, i) => `half-${i}`),
    tasks: { half: { kind: 'classMap', classes: ['dark', 'bright'] } },
    get: async (index) => sample(index),
    labelled: () => ({ half: true }),
  }),
});
