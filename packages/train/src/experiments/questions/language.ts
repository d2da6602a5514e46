import { Rng } from '@cotrain/data';
import { BDD100K_CLASS_NAMES, BDD100K_VECTOR_NAMES, type VectorNames } from '@cotrain/models';
import type { JobContext } from '../experiment.js';
import { ADAPT, question, run } from './recipe.js';

const PACKAGE = '@cotrain/weights-clip-text';
const ADAPTER = { kind: 'l2v', layers: 3, heads: 8, dimFeedforward: 512 } as const;

type Vectors = 'real' | 'shuffled' | 'random';

const textOf = (vectors: Vectors, { seed }: JobContext) => ({
  text: {
    kind: 'vectors',
    // Without a package the vectors stay as initialised: random directions, drawn from the seed.
    ...(vectors !== 'random' && { package: PACKAGE }),
    ...(vectors === 'shuffled' && { names: shuffled(seed) }),
  } as const,
  adapter: ADAPTER,
});

/** Gives every class with text the vector of another class. */
function shuffled(seed: number): VectorNames {
  const classes = [...new Set([...BDD100K_CLASS_NAMES.det, ...BDD100K_CLASS_NAMES.sem_seg])];
  const told = classes.filter((name) => BDD100K_VECTOR_NAMES[name] !== null);
  const others = [...told];
  const random = new Rng(seed);
  // Sattolo's algorithm: a single cycle, in which nothing keeps its place.
  for (let i = others.length - 1; i > 0; i--) {
    const j = random.int(0, i - 1);
    [others[i], others[j]] = [others[j]!, others[i]!];
  }
  return Object.fromEntries(told.map((name, i) => [name, BDD100K_VECTOR_NAMES[others[i]!] ?? others[i]!]));
}

const adapted = (vectors: Vectors) =>
  run(`${vectors}-vectors`, { epochs: ADAPT, language: (context) => textOf(vectors, context) });

/** Question 3: does the LV-Adapter benefit from real text (Tables 1, 4 and 6 of the paper)? */
export const language = question({
  name: 'language',
  title: 'LV-Adapter with real, shuffled and random text vectors, and none',
  seeds: 5,
  rows: [
    { label: 'No LV-Adapter', job: 'adapt-convolutional' },
    { label: 'Random vectors', job: 'random-vectors' },
    { label: 'Shuffled CLIP vectors', job: 'shuffled-vectors' },
    { label: 'CLIP vectors', job: 'real-vectors' },
  ],
  comparisons: [
    { label: 'CLIP vectors - shuffled', job: 'real-vectors', against: 'shuffled-vectors' },
    { label: 'CLIP vectors - random', job: 'real-vectors', against: 'random-vectors' },
    { label: 'CLIP vectors - no LV-Adapter', job: 'real-vectors', against: 'adapt-convolutional' },
  ],
  jobs: [
    run('adapt-convolutional', { epochs: ADAPT }, true),
    adapted('real'),
    adapted('shuffled'),
    adapted('random'),
  ],
});
