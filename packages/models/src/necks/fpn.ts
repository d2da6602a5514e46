import { functional, Module, OptionError } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { z } from 'zod';
import { type FeatureMaps, type FeatureSpecs, selectMap, selectSpecs } from '../features.js';
import { ConvNorm } from '../layers/convNorm.js';
import { c2XavierFill } from '../layers/weightInit.js';
import { count, features, normKind } from '../options/fields.js';
import { optionSchema, readOptions } from '../options/optionSchema.js';

/** The defaults of detectron2's `modeling/backbone/fpn.py`. */
export const FPN_SCHEMA = optionSchema('Fpn', {
  /** Number of channels of all output maps. Default 256. */
  outChannels: count.default(256),
  /**
   * Names of the input maps, from the finest to the coarsest, each stride twice the previous one. Default
   * null: all.
   */
  inFeatures: features.nullable().default(null),
  /** Normalisation after each convolution. Default null: none. */
  norm: normKind.nullable().default(null),
  /** How a top-down map is combined with its lateral one. Default 'sum'. */
  fuse: z.enum(['sum', 'avg']).default('sum'),
  /** Adds one coarser level by subsampling the last one (Lin et al., footnote 1). Default false. */
  lastLevelMaxPool: z.boolean().default(false),
});
/** Options of {@link Fpn}. */
export interface FpnOptions extends z.input<typeof FPN_SCHEMA> {}

interface Level {
  input: string;
  output: string;
  stage: number;
}

/**
 * Feature pyramid network (Lin et al., 2017). Keys are detectron2's: `fpn_lateral2`, `fpn_output2`, ...
 * (`modeling/backbone/fpn.py`). A map of stride 2^k becomes `p<k>`.
 */
export class Fpn extends Module<[maps: FeatureMaps], FeatureMaps> {
  [lateral: `fpn_lateral${number}`]: ConvNorm;
  [output: `fpn_output${number}`]: ConvNorm;
  readonly options: Readonly<Required<FpnOptions>>;
  /** The maps that `forward` returns. */
  readonly outputs: FeatureSpecs;
  /**
   * Name of the coarsest map that comes from the backbone, not counting `lastLevelMaxPool`. Language is added
   * to this map.
   */
  readonly coarsest: string;
  private readonly levels: Level[];

  /** @param inputs the `outputs` of the backbone */
  constructor(inputs: FeatureSpecs, options?: FpnOptions) {
    super();
    this.options = readOptions(FPN_SCHEMA, options);
    const { outChannels, inFeatures, norm, lastLevelMaxPool } = this.options;
    const specs = selectSpecs('Fpn inFeatures', inputs, inFeatures ?? Object.keys(inputs));
    checkStrides(specs.map(([, spec]) => spec.stride));
    this.levels = specs.map(([input, { channels, stride }]) => {
      const stage = Math.log2(stride);
      const lateral = new ConvNorm(channels, outChannels, 1, { norm });
      const output = new ConvNorm(outChannels, outChannels, 3, { padding: 1, norm });
      c2XavierFill(lateral);
      c2XavierFill(output);
      this[`fpn_lateral${stage}`] = lateral;
      this[`fpn_output${stage}`] = output;
      return { input, output: `p${stage}`, stage };
    });
    this.coarsest = this.levels.at(-1)!.output;
    const strides = specs.map(([, spec]) => spec.stride);
    if (lastLevelMaxPool) strides.push(strides.at(-1)! * 2);
    this.outputs = Object.fromEntries(
      strides.map((stride) => [`p${Math.log2(stride)}`, { channels: outChannels, stride }]),
    );
  }

  override describe(): string {
    return `Fpn(${this.levels.map((level) => level.input).join(', ')})`;
  }

  override forward(maps: FeatureMaps): FeatureMaps {
    return scope(() => {
      const pyramid: FeatureMaps = {};
      let top: Tensor | null = null;
      for (const { input, output, stage } of this.levels.toReversed()) {
        const above: Tensor | null = top;
        top = scope(() => {
          const lateral = this[`fpn_lateral${stage}`]!.forward(selectMap(this.describe(), maps, input));
          return above ? this.fuse(lateral, above) : lateral; // [B, outChannels, H / stride, W / stride]
        });
        above?.dispose();
        pyramid[output] = this[`fpn_output${stage}`]!.forward(top);
      }
      const finestFirst = Object.fromEntries(Object.entries(pyramid).reverse());
      return this.options.lastLevelMaxPool ? this.addLastLevel(finestFirst) : finestFirst;
    });
  }

  private fuse(lateral: Tensor, top: Tensor): Tensor {
    const [height, width] = lateral.shape.slice(-2) as [number, number];
    const fused = lateral.add_(functional.interpolate(top, { size: [height, width], mode: 'nearest' }));
    return this.options.fuse === 'avg' ? fused.div_(2) : fused;
  }

  private addLastLevel(pyramid: FeatureMaps): FeatureMaps {
    const [last, added] = Object.keys(this.outputs).slice(-2) as [string, string];
    return { ...pyramid, [added]: torch.maxPool2d(pyramid[last]!, [1, 1], { stride: [2, 2] }) };
  }
}

function checkStrides(strides: number[]): void {
  const contiguous = strides.every((stride, i) => i === 0 || stride === 2 * strides[i - 1]!);
  if (strides.length > 0 && contiguous && Number.isInteger(Math.log2(strides[0]!))) return;
  throw new OptionError(
    `Fpn: strides must be powers of two, each twice the previous one, got ${strides.join(', ')}`,
  );
}
