import { formatShape, type Misshaped, type StateDict, type StateDictMismatch } from '@cotrain/nn';
import { torch } from '@cotrain/torch';
import type { Backbone, PretrainedTraits } from '../backbones/backbone.js';
import { mapKeys } from '../keys/mapKeys.js';
import type { Layout } from './layout.js';

/** Result of applying one layout to a file for one backbone. */
export interface Match extends StateDictMismatch {
  layout: Layout;
  /** Tensors by the backbone's keys. */
  state: StateDict;
  /** Keys of the file that do not belong to the backbone. */
  skipped: string[];
}

/**
 * Step counts, which frozen batch norms and files from before PyTorch 0.4.1 lack, and constants that depend
 * only on the window.
 */
const OPTIONAL = /(^|\.)(num_batches_tracked|relative_position_index|attn_mask)$/;
/** Default of `FrozenBatchNorm2d` and `BatchNorm2d`, which a folded variance compensates. */
const EPS = 1e-5;

/** The part of a backbone to load. */
export interface Wanted {
  /** Its state dict, without a classifier. */
  own: StateDict;
  traits: PretrainedTraits;
}

export function wantedOf({ pretrained: traits }: Backbone, state: StateDict): Wanted {
  const own = Object.fromEntries(Object.entries(state).filter(([key]) => !isClassifier(traits, key)));
  return { own, traits };
}

const isClassifier = ({ classifier }: PretrainedTraits, key: string): boolean =>
  classifier.some((first) => key.startsWith(first));

export function matchLayout(named: StateDict, { own, traits }: Wanted, layout: Layout): Match {
  const keys = Object.fromEntries(Object.keys(named).map((key) => [key, key]));
  const { state: keyOf, skipped } = mapKeys(keys, layout.table, { prefix: layout.prefix });
  const parts = new Set(Object.keys(own).map(firstPart));
  const state: StateDict = {};
  const unexpected: string[] = [];
  const misshaped: Misshaped[] = [];
  for (const [key, inFile] of Object.entries(keyOf)) {
    const tensor = named[inFile]!;
    const expected = own[key]?.shape;
    if (expected === undefined) {
      // A part that this backbone lacks, such as the attention pooling, does not indicate another network.
      const isPart = parts.has(firstPart(key)) && !isClassifier(traits, key);
      if (isPart && !OPTIONAL.test(key)) unexpected.push(key);
      else skipped.push(inFile);
    } else if (formatShape(expected) === formatShape(tensor.shape)) state[key] = tensor;
    else misshaped.push({ key, expected, actual: tensor.shape });
  }
  if (layout.foldedStatistics) addFoldedStatistics(state, own);
  const bad = new Set(misshaped.map(({ key }) => key));
  const missing = Object.keys(own).filter(
    (key) => !state[key] && !bad.has(key) && !traits.optional?.test(key),
  );
  return { layout, state, skipped, missing, unexpected, misshaped };
}

/** Missing keys without which the backbone is not covered. */
export const lacking = ({ missing }: Match): string[] => missing.filter((key) => !OPTIONAL.test(key));

export const covers = (match: Match): boolean =>
  Object.keys(match.state).length > 0 &&
  lacking(match).length + match.unexpected.length + match.misshaped.length === 0;

/**
 * Adds mean 0 and the variance for which a norm's scale stays exactly the same, as detectron2's
 * `FrozenBatchNorm2d` does for such files.
 */
function addFoldedStatistics(state: StateDict, own: StateDict): void {
  for (const [key, tensor] of Object.entries(own)) {
    const norm = key.replace(/running_(mean|var)$/, '');
    if (norm === key || state[key] || !state[`${norm}weight`]) continue;
    state[key] = key.endsWith('mean') ? torch.zerosLike(tensor) : torch.fullLike(tensor, 1 - EPS);
  }
}

const firstPart = (key: string): string => key.split('.', 1)[0]!;
