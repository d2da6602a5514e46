import { checkKeys, type StateDict, withDefaults } from '@cotrain/nn';
import { type DType, FileFormatError, loadFile, scope } from '@cotrain/torch';
import { Clip, type ClipOptions } from './clip.js';
import type { ClipTextOptions, ClipVisualOptions } from './options.js';

const VISUAL_OPTIONS = ['heads', 'norm', 'freezeAt', 'outFeatures', 'attentionPool', 'positions'] as const;

/** Dtype and tower options for `loadClip`. */
export interface LoadClipOptions {
  /** Of the model; the file's numbers are converted. Default 'float32'. */
  dtype?: Extract<DType, 'float16' | 'bfloat16' | 'float32' | 'float64'>;
  /** What shapes do not tell: heads, frozen stages, maps. Default: `ClipVisual`'s own defaults. */
  visual?: Pick<ClipVisualOptions, (typeof VISUAL_OPTIONS)[number]>;
  /** What shapes do not tell: heads. Default: read from the width. */
  text?: Pick<ClipTextOptions, 'heads'>;
  /** What stands before the model's keys in the file, `state_dict.module.`. Default null: it is found. */
  prefix?: string | null;
}

/** Numbers beside the weights in OpenAI's archives. */
const NOT_WEIGHTS = ['input_resolution', 'context_length', 'vocab_size'];
/** A key that every CLIP model of either kind has, by which the state dict is found in the file. */
const ANCHOR = 'visual.conv1.weight';
/** Keys that only Vision Transformers have. */
const TRANSFORMER_KEYS = ['visual.class_embedding', 'visual.proj', 'visual.transformer.'];

/**
 * An official CLIP model with a ResNet: OpenAI's TorchScript archive (`RN50.pt`, `RN101.pt`, ...), of which
 * no code is run, or a state dict in any format that `loadFile` reads, float16 or float32, also behind
 * `state_dict.`, `model.`, `module.` or any other holder. The architecture is read from the shapes, as
 * `clip/model.py` does (`build_model`).
 *
 * @returns the model in evaluation mode
 * @throws FileFormatError for a file without CLIP's keys, and for a Vision Transformer; StateDictError,
 *   naming keys and shapes, for a model that is not CLIP's all the same; what `loadFile` throws
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

/** The model's part of a file, by the official keys. */
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
      `this is no CLIP model: none of its ${keys.length} keys (${first}, ...) ends in ${ANCHOR}${wanted === null ? '' : ` behind '${wanted}'`}`,
    );
  }
  if (others.length > 0) {
    const behind = [anchor, ...others].map((key) => `'${key.slice(0, -ANCHOR.length)}'`).join(', ');
    throw new FileFormatError(
      file,
      `it has CLIP ${others.length + 1} times, behind ${behind}: say which with prefix`,
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

/** `clip/model.py`: `build_model`. */
function architecture(file: string, state: StateDict): Required<ClipOptions> {
  const transformer = TRANSFORMER_KEYS.flatMap((start) =>
    Object.keys(state).filter((key) => key.startsWith(start)),
  );
  if (transformer.length > 0) {
    throw new FileFormatError(
      file,
      `its image tower is a Vision Transformer (${transformer.slice(0, 3).join(', ')}, ...); those with a ResNet are supported (RN50, RN101, RN50x4, RN50x16, RN50x64)`,
    );
  }
  const shapeOf = <Rank extends keyof ShapeOfRank>(key: string, rank: Rank): ShapeOfRank[Rank] => {
    const shape = state[key]?.shape;
    if (shape?.length === rank) return shape as ShapeOfRank[Rank];
    const found = shape ? `it is [${shape.join(', ')}]` : 'it is missing';
    throw new FileFormatError(file, `the shape of ${key} tells a CLIP model's architecture, and ${found}`);
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

/** How many numbers stand after `prefix`. */
function countBelow(state: StateDict, prefix: string): number {
  const below = Object.keys(state).filter((key) => key.startsWith(prefix));
  return new Set(below.map((key) => key.slice(prefix.length).split('.')[0])).size;
}
