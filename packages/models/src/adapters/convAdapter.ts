import { Conv2d, expectShape, Module, ModuleDict, Parameter } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { z } from 'zod';
import { type FeatureMaps, type FeatureSpecs, selectMap } from '../features.js';
import { c2MsraFill, c2XavierFill } from '../layers/weightInit.js';
import { count } from '../options/fields.js';
import { optionSchema, readOptions } from '../options/optionSchema.js';

/** The paper only says "two convolutional layers". The defaults follow CLIP-Adapter's bottleneck. */
export const CONV_ADAPTER_SCHEMA = optionSchema('ConvAdapter', {
  /** Kernel size, an odd number so that maps keep their sizes. Default 1. */
  kernelSize: count.refine((size) => size % 2 === 1, 'an odd number above 0').default(1),
  /** Ratio of a map's channels to the channels between the two convolutions. Default 4. */
  reduction: z.number().positive().default(4),
  /**
   * Residual connection: adds the input to the output times one learned number (`scalar`) or one for each
   * channel (`vector`). Default 'none'.
   */
  residual: z.enum(['none', 'scalar', 'vector']).default('none'),
  /** Initial value of the learned factor on the output (appendix D.3). Default 0.001. */
  initialScale: z.number().default(0.001),
});
/** Options of {@link ConvAdapter}. */
export interface ConvAdapterOptions extends z.input<typeof CONV_ADAPTER_SCHEMA> {}

/**
 * Two convolutions on each map, before the neck (pre-adapter) or after it (post-adapter): appendix D.3 and
 * Table 9 of the paper.
 *
 * The paper only says "two convolutional layers", inspired by CLIP-Adapter (Gao et al., 2021, section 3.2).
 * At each pixel, this adapter equals CLIP-Adapter's bottleneck: two linear layers with a quarter of the width
 * between them. There is no ReLU at the end, because it would remove half of a pyramid's values.
 */
export class ConvAdapter extends Module<[maps: FeatureMaps], FeatureMaps> {
  readonly options: Readonly<Required<ConvAdapterOptions>>;
  /** Channels and strides of the maps that it takes and returns. */
  readonly outputs: FeatureSpecs;
  maps: ModuleDict<Bottleneck>;

  /** @param inputs the `outputs` of the backbone or of the neck */
  constructor(inputs: FeatureSpecs, options?: ConvAdapterOptions) {
    super();
    this.options = readOptions(CONV_ADAPTER_SCHEMA, options);
    this.outputs = inputs;
    this.maps = new ModuleDict(
      Object.fromEntries(
        Object.entries(inputs).map(([name, { channels }]) => [name, new Bottleneck(channels, this.options)]),
      ),
    );
  }

  override describe(): string {
    return `ConvAdapter(${Object.keys(this.outputs).join(', ')})`;
  }

  /** @throws ArgumentError if a map is missing; ShapeError if its number of channels differs */
  override forward(maps: FeatureMaps): FeatureMaps {
    return scope(() =>
      Object.fromEntries(
        Object.entries(this.outputs).map(([name, { channels }]) => {
          const map = selectMap(this.describe(), maps, name);
          expectShape(`${this.describe()}: ${name}`, map, ['B', channels, 'H', 'W']);
          return [name, this.maps.get(name)!.forward(map)];
        }),
      ),
    );
  }
}

class Bottleneck extends Module {
  conv1: Conv2d;
  conv2: Conv2d;
  scale: Parameter | null; // [1] or [C, 1, 1]

  constructor(channels: number, options: Required<ConvAdapterOptions>) {
    super();
    const { kernelSize, reduction, residual, initialScale } = options;
    const padding = (kernelSize - 1) / 2;
    const width = Math.max(1, Math.round(channels / reduction));
    this.conv1 = new Conv2d(channels, width, kernelSize, { padding });
    this.conv2 = new Conv2d(width, channels, kernelSize, { padding });
    c2MsraFill(this.conv1);
    c2XavierFill(this.conv2);
    const shape = residual === 'vector' ? [channels, 1, 1] : [1];
    this.scale = residual === 'none' ? null : new Parameter(torch.full(shape, initialScale));
  }

  /** @param x [B, C, H, W] */
  override forward(x: Tensor): Tensor {
    return scope(() => {
      const y = this.conv2.forward(this.conv1.forward(x).relu_());
      return this.scale ? x.add(y.mul(this.scale)) : y;
    });
  }
}
