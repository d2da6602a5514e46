import { checkKeys, type StateDict, withDefaults } from '@cotrain/nn';
import { type DType, FileFormatError, loadFile, scope } from '@cotrain/torch';
import { Clip, type ClipOptions } from './clip.js';
import type { ClipTextOptions, ClipVisualOptions } from './options.js';

const VISUAL_OPTIONS = ['heads', 'norm', 'freezeAt', 'outFeatures', 'attentionPool', 'positions'] as const;

/** Dtype and tower options for `loadClip`. */
export interface LoadClipOptions {
  /** Dtype of the model; the file's weights are converted. Default 'float32'. */
  dtype?: Extract<DType, 'float16' | 'bfloat16' | 'float32' | 'float64'>;
  /**
   * Options that cannot be inferred from shapes: heads, frozen stages, maps. Default: `ClipVisual`'s own
   * defaults.
   */
  visual?: Pick<ClipVisualOptions, (typeof VISUAL_OPTIONS)[number]>;
  /** Options that cannot be inferred from shapes: heads. Default: derived from the width. */
  text?: Pick<ClipTextOptions, 'heads'>;
  /** Prefix of the model's keys in the file, such as `state_dict.module.`. Default null: it is detected. */
  prefix?: string | null;
}

/** Scalars stored with the weights in OpenAI's archives. */
const NOT_WEIGHTS = ['input_resolution', 'context_length', 'vocab_size'];
/** A key that every CLIP model has, ResNet or Vision Transformer. It locates the state dict in the file. */
const ANCHOR = 'visual.conv1.weight';
/** Keys that only Vision Transformers have. */
const TRANSFORMER_KEYS = ['visual.class_embedding', 'visual.proj', 'visual.transformer.'];

/**
 * Loads an official CLIP model with a ResNet: OpenAI's TorchScript archive (`RN50.pt`, `RN101.pt`, ...),
 * whose code is not run, or a state dict in any format that `loadFile` reads, in float16 or float32. The keys
 * may have a prefix such as `state_dict.`, `model.` or `module.`. The architecture is inferred from the
 * shapes, as in `clip/model.py` (`build_model`).
 *
 * @returns the model in evaluation mode
 * @throws FileFormatError for a file without CLIP's keys, and for a Vision Transformer; StateDictError,
 *   naming keys and shapes, for a model that does not match CLIP; errors from `loadFile`
 */
export function loadClip(file: string, options?: LoadClipOptions): Clip {
  const { dtype, visual, text, prefix } = withDefaults<LoadClipOptions>('loadClip', options, {
    dtype: 'float32',
    visual: {},
    text: {},
    prefix: null,
  });
  checkKeys('loadClip visual', visual, VISUAL_OPTIONS);
  checkKeys('loadClip text', text, ['heads']);
  return scope(() => {
    const state = clipState(file, loadFile(file), prefix);
    const shapes = architecture(file, state);
    const clip = new Clip({
      embedDim: shapes.embedDim,
      visual: { ...shapes.visual, ...visual },
      text: { ...shapes.text, ...text },
    });
    try {
      clip.to({ dtype }).loadStateDict(state);
      return clip.eval();
    } catch (error) {
      clip.dispose();
      throw error;
    }
  });
}

/** The model's part of a file, with the official keys. */
function clipState(file: string, tensors: StateDict, given: string | null): StateDict {
  const keys = Object.keys(tensors);
  const wanted = given === null || given === '' || given.endsWith('.') ? given : `${given}.`;
  const [anchor, ...others] = keys.filter((key) =>
    wanted === null ? key === ANCHOR || key.endsWith(`.${ANCHOR}`) : key === wanted + ANCHOR,
  );
  if (anchor === undefined) {
    const first = keys.slice(0, 5).join(', ');
    throw new FileFormatError(
      file,
      `this is not a CLIP model: none of its ${keys.length} keys (${first}, ...) ends in ${ANCHOR}${wanted === null ? '' : ` after '${wanted}'`}`,
    );
  }
  if (others.length > 0) {
    const behind = [anchor, ...others].map((key) => `'${key.slice(0, -ANCHOR.length)}'`).join(', ');
    throw new FileFormatError(
      file,
      `it contains CLIP ${others.length + 1} times, with the prefixes ${behind}: choose one with prefix`,
    );
  }
  const prefix = anchor.slice(0, -ANCHOR.length);
  const own = keys.filter((key) => key.startsWith(prefix));
  const state = Object.fromEntries(own.map((key) => [key.slice(prefix.length), tensors[key]!]));
  for (const key of NOT_WEIGHTS) delete state[key];
  return state;
}

interface ShapeOfRank {
  2: [number, number];
  4: [number, number, number, number];
}

/** Infers the architecture from the shapes (`clip/model.py`: `build_model`). */
function architecture(file: string, state: StateDict): Required<ClipOptions> {
  const transformer = TRANSFORMER_KEYS.flatMap((start) =>
    Object.keys(state).filter((key) => key.startsWith(start)),
  );
  if (transformer.length > 0) {
    throw new FileFormatError(
      file,
      `its image tower is a Vision Transformer (${transformer.slice(0, 3).join(', ')}, ...); only models with a ResNet are supported (RN50, RN101, RN50x4, RN50x16, RN50x64)`,
    );
  }
  const shapeOf = <Rank extends keyof ShapeOfRank>(key: string, rank: Rank): ShapeOfRank[Rank] => {
    const shape = state[key]?.shape;
    if (shape?.length === rank) return shape as ShapeOfRank[Rank];
    const found = shape ? `it is [${shape.join(', ')}]` : 'it is missing';
    throw new FileFormatError(
      file,
      `the shape of ${key} determines a CLIP model's architecture, but ${found}`,
    );
  };
  const [width] = shapeOf('visual.layer1.0.conv1.weight', 4);
  const gridSize = Math.round(Math.sqrt(shapeOf('visual.attnpool.positional_embedding', 2)[0] - 1));
  const [vocabSize] = shapeOf('token_embedding.weight', 2);
  const [contextLength] = shapeOf('positional_embedding', 2);
  const [textWidth, embedDim] = shapeOf('text_projection', 2);
  return {
    embedDim,
    visual: {
      layers: [1, 2, 3, 4].map((stage) => countBelow(state, `visual.layer${stage}.`)),
      width,
      inputResolution: gridSize * 32,
    },
    text: {
      vocabSize,
      contextLength,
      width: textWidth,
      heads: textWidth / 64,
      layers: countBelow(state, 'transformer.resblocks.'),
    },
  };
}

/** Number of different indices that follow `prefix` in the keys. */
function countBelow(state: StateDict, prefix: string): number {
  const below = Object.keys(state).filter((key) => key.startsWith(prefix));
  return new Set(below.map((key) => key.slice(prefix.length).split('.')[0])).size;
}
