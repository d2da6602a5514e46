// @ts-check
// Frames labelled with points. The kind of these labels is in another module, which worker threads must
// import.

export const POINT_TASKS = { joints: { kind: 'points', classes: [] } };

const [HEIGHT, WIDTH] = [6, 8];

/**
 * Frames with two points each. Every third frame has none, and every fourth frame has no label.
 * @param {number} length
 * @param {import('@cotrain/data').TaskSpecs} tasks
 * @returns {import('@cotrain/data').Dataset}
 */
export const pointDataset = (length, tasks = POINT_TASKS) => ({
  tasks,
  length,
  names: Array.from({ length }, (_, index) => `p${index}`),
  get: async (index) => loadSample(index),
  source: (index) => ({ module: import.meta.url, args: index }),
});

/**
 * @param {number} index
 * @returns {Promise<import('@cotrain/data').Sample>}
 */
export async function loadSample(index) {
  return {
    name: `p${index}`,
    image: { height: HEIGHT, width: WIDTH, data: new Uint8Array(HEIGHT * WIDTH * 3).fill(index) },
    labels: { joints: label(index) },
  };
}

/**
 * @param {number} index
 * @returns {import('@cotrain/data').TaskLabel<import('./points.mjs').Points>}
 */
function label(index) {
  if (index % 4 === 3) return { state: 'absent' };
  if (index % 3 === 2) return { state: 'empty' };
  const value = /** @type {const} */ ([
    [index, 1],
    [WIDTH, HEIGHT],
  ]);
  return { state: 'present', value };
}
