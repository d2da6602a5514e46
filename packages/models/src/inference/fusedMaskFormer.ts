import { type Conv2d, Identity, Module } from '@cotrain/nn';
import { ArgumentError, scope, type Tensor, torch } from '@cotrain/torch';
import type { FeatureMaps } from '../features.js';
import type { MaskFormerPredictions } from '../heads/maskformer/criterion.js';
import type { MaskFormerHead } from '../heads/maskformer/maskFormerHead.js';
import { project } from '../heads/maskformer/maskProduct.js';
import type { BatchSizes, TaskHead } from '../heads/taskHead.js';

/**
 * A MaskFormer head that only predicts. Each query's mask is the product of its embedding with the pixels'
 * embeddings, and these are a convolution's output: one convolution with the products of embeddings and
 * filters as its filters gives the masks at once, with as many outputs as there are queries, and no map of
 * embeddings is made.
 */
export class FusedMaskFormerHead
  extends Module<[maps: FeatureMaps, batch: BatchSizes], MaskFormerPredictions>
  implements TaskHead<MaskFormerPredictions, Tensor, Tensor>
{
  head: MaskFormerHead;
  projection: Conv2d;

  /** Takes the head over: it does not work by itself any more. */
  constructor(head: MaskFormerHead) {
    super();
    this.projection = head.pixelDecoder.maskFeatures;
    Object.assign(head.pixelDecoder, { maskFeatures: new Identity() });
    this.head = head;
  }

  override forward(maps: FeatureMaps): MaskFormerPredictions {
    return scope(() => {
      const { logits, masks } = this.head.forward(maps);
      const source = { map: masks.features, projection: this.projection };
      const images = masks.embeddings
        .at(-1)
        .unbind()
        .map((own, image) => project(own, source, image)); // [Q, h, w] each
      return { logits: logits.at('-1:'), masks: torch.stack(images).unsqueeze(0) };
    });
  }

  losses(): never {
    throw new ArgumentError('a model that was optimised for inference cannot be trained');
  }

  predict(outputs: MaskFormerPredictions, batch: BatchSizes): Tensor[] {
    return this.head.predict(outputs, batch);
  }
}
