// What the cases of ROI pooling share: a pyramid, boxes, and bins of 7 x 7.
import { type Device, type MemoryFormat, type Tensor, torch } from '@cotrain/torch';
import type { Setting } from '../../case.js';

export const SCALES = [1 / 4, 1 / 8, 1 / 16, 1 / 32];
export const FORMATS: [string, MemoryFormat][] = [
  ['channels_last', 'channels_last'],
  ['NCHW', 'contiguous'],
];
export const BINS = 7;
export const SAMPLES = 2;
/** For one map, P2. */
export const ONE = { spatialScale: SCALES[0]!, samplingRatio: SAMPLES };

export interface Regions {
  channels: number;
  regions: number;
  /** P2 to P5 of an image of 720 x 1280, [1, C, H, W]. */
  maps: Tensor[];
  /** Gradient of the bins, [N, C, 7, 7]. */
  weights: Tensor;
  /** Image and box of each region, [N, 5], by kind. */
  boxes: Record<'realistic' | 'initial', Tensor>;
}

export function regionsOf({ quick, device }: Setting): Regions {
  const [height, width, channels, regions] = quick ? [72, 128, 16, 10] : [720, 1280, 256, 300];
  const maps = SCALES.map((scale) =>
    torch.randn([1, channels, Math.ceil(height * scale), Math.ceil(width * scale)], { device }),
  );
  const weights = torch.randn([regions, channels, BINS, BINS], { device });
  const boxes = {
    realistic: realistic(regions, height, width, device),
    initial: torch
      .tensor([[0, 0, 0, width, height]], { device })
      .expand([regions, 5])
      .contiguous(),
  };
  return { channels, regions, maps, weights, boxes };
}

/** Sides log-uniform in 16..400 pixels, centres anywhere. */
function realistic(count: number, height: number, width: number, device: Device): Tensor {
  const side = torch
    .rand([count, 2], { device })
    .mul(Math.log(400 / 16))
    .exp()
    .mul(16);
  const centre = torch.rand([count, 2], { device }).mul(torch.tensor([width, height], { device }));
  return torch.cat([torch.zeros([count, 1], { device }), centre.sub(side.div(2)), centre.add(side.div(2))], {
    dim: 1,
  });
}
