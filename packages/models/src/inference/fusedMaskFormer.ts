import { type Conv2d, Identity, Module } from '@cotrain/nn';
import { ArgumentError, scope, type Tensor, torch } from '@cotrain/torch';
import type { FeatureMaps } from '../features.js';
import type { MaskFormerPredictions } from '../heads/maskformer/criterion.js';
import type { MaskFormerHead } from '../heads/maskformer/maskFormerHead.js';
import { project } from '../heads/maskformer/maskProduct.js';
import type { BatchSizes, TaskHead } from '../heads/taskHead.js';

/**
 * A MaskFormer head for prediction only. A query's mask is the product of its embedding with the pixel
 * embeddings, which are the output of a convolution. A single convolution whose filters are the products of
 * query embeddings and filters therefore gives the masks directly, with one output for each query and without
 * a map of embeddings.
 */
export class FusedMaskFormerHead
  extends Module<[maps: FeatureMaps, batch: BatchSizes], MaskFormerPredictions>
  implements TaskHead<MaskFormerPredictions, Tensor, Tensor>
{
  head: MaskFormerHead;
  projection: Conv2d;

  /** Takes ownership of the head, which no longer works on its own. */
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
    throw new ArgumentError('a model optimised for inference cannot be trained');
  }

  predict(outputs: MaskFormerPredictions, batch: BatchSizes): Tensor[] {
    return this.head.predict(outputs, batch);
  }
}
