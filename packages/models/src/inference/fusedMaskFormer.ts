import { Buffer, type Conv2d, Identity, Module } from '@cotrain/nn';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import type { FeatureMaps } from '../features.js';
import type { MaskFormerPredictions } from '../heads/maskformer/criterion.js';
import type { MaskFormerHead } from '../heads/maskformer/maskFormerHead.js';
import type { BatchSizes, TaskHead } from '../heads/taskHead.js';

/**
 * A MaskFormer head that only predicts. Each query's mask is the product of its embedding with the pixels' embeddings, and these
 * are a convolution's output: one convolution with the products of embeddings and filters as its filters gives the masks at
 * once, with as many outputs as there are queries, and no map of embeddings is made.
 */
export class FusedMaskFormerHead
  extends Module<[maps: FeatureMaps, batch: BatchSizes], MaskFormerPredictions>
  implements TaskHead<MaskFormerPredictions, Tensor, Tensor>
{
  head: MaskFormerHead;
  filters: Buffer; // [maskDim, kH * kW * convsDim]
  bias: Buffer | null; // [maskDim]
  readonly kernel: readonly [height: number, width: number];

  /** Takes the head over: it does not work by itself any more. */
  constructor(head: MaskFormerHead) {
    super();
    const projection: Conv2d = head.pixelDecoder.maskFeatures;
    const [, , height, width] = projection.weight.shape as [number, number, number, number];
    this.kernel = [height, width];
    const [filters, bias] = noGrad(() =>
      scope(() => [
        projection.weight.permute([0, 2, 3, 1]).flatten({ startDim: 1 }).clone(),
        projection.bias?.clone() ?? null,
      ]),
    );
    this.filters = new Buffer(filters!, { persistent: false });
    this.bias = bias ? new Buffer(bias, { persistent: false }) : null;
    projection.dispose();
    Object.assign(head.pixelDecoder, { maskFeatures: new Identity() });
    this.head = head;
  }

  override forward(maps: FeatureMaps): MaskFormerPredictions {
    return scope(() => {
      const { logits, masks } = this.head.forward(maps);
      const embeddings = masks.embeddings.at(-1); // [B, Q, maskDim]
      const images = embeddings
        .unbind()
        .map((own, image) => this.#masks(own, masks.features.narrow(0, image, 1)));
      return { logits: logits.at('-1:'), masks: torch.cat(images).unsqueeze(0) };
    });
  }

  /** [Q, maskDim] and [1, convsDim, h, w] to [1, Q, h, w]. */
  #masks(embeddings: Tensor, map: Tensor): Tensor {
    const [height, width] = this.kernel;
    const weight = embeddings
      .matmul(this.filters)
      .view([embeddings.size(0), height, width, map.size(1)])
      .permute([0, 3, 1, 2]); // [Q, convsDim, kH, kW], channels last
    const bias = this.bias && embeddings.matmul(this.bias);
    const padding = [(height - 1) / 2, (width - 1) / 2];
    return torch.conv2d(map, weight, { bias, padding }).contiguous();
  }

  losses(): never {
    throw new TypeError('a model that was optimised for inference cannot be trained');
  }

  predict(outputs: MaskFormerPredictions, batch: BatchSizes): Tensor[] {
    return this.head.predict(outputs, batch);
  }
}
