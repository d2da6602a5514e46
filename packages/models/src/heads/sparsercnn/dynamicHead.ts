import { init, Module, ModuleList } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { asRois } from '../../boxes.js';
import type { DeformableRoiPool } from '../../layers/deformableRoiPool.js';
import { SparseRcnnStage, type StageOptions } from './stage.js';

/** What every stage predicts, the last stage last. */
export interface SparseRcnnOutputs {
  /** [S, B, Q, numClasses] */
  logits: Tensor;
  /** In pixels of the input, never clipped, [S, B, Q, 4]. */
  boxes: Tensor;
}

/** ROI features [N, C, roiSize, roiSize] of rows `[image, x1, y1, x2, y2]` [N, 5]. */
export type RoiPooler = (rois: Tensor) => Tensor;

export interface DynamicHeadOptions extends StageOptions {
  numStages: number;
  /** Takes the place of ROIAlign. */
  boxPooler: DeformableRoiPool | null;
  /** Probability that every class begins with (Lin et al., "Focal loss", 2017, section 4.1). */
  priorProb: number;
}

/**
 * The stages, each starting from the boxes and features of the one before (`sparsercnn/head.py`:
 * `DynamicHead`).
 */
export class DynamicHead extends Module<
  [pool: RoiPooler, boxes: Tensor, features: Tensor],
  SparseRcnnOutputs
> {
  headSeries: ModuleList<SparseRcnnStage>;
  boxPooler: DeformableRoiPool | null = null;

  constructor({ numStages, priorProb, boxPooler, ...stage }: DynamicHeadOptions) {
    super();
    this.headSeries = new ModuleList(Array.from({ length: numStages }, () => new SparseRcnnStage(stage)));
    for (const parameter of this.parameters()) if (parameter.ndim > 1) init.xavierUniform_(parameter);
    for (const { classLogits } of this.headSeries)
      init.constant_(classLogits.bias!, -Math.log((1 - priorProb) / priorProb));
    // Only now, since its last layer starts as zeros.
    this.boxPooler = boxPooler;
  }

  /**
   * @param boxes of the proposals, in pixels, [B, Q, 4]
   * @param features of the proposals, [B, Q, hiddenDim]
   */
  override forward(pool: RoiPooler, boxes: Tensor, features: Tensor): SparseRcnnOutputs {
    return scope(() => {
      const logits: Tensor[] = [];
      const predicted: Tensor[] = [];
      for (const stage of this.headSeries) {
        const pooled = pool(asRois(boxes.detach().unbind()));
        const bins = pooled.flatten({ startDim: 2 }).transpose(1, 2); // [B * Q, roiSize^2, hiddenDim]
        const output = stage.forward(bins, boxes, features);
        logits.push(output.logits);
        predicted.push(output.boxes);
        // Each stage learns its own correction only.
        boxes = output.boxes.detach();
        features = output.features;
      }
      return { logits: torch.stack(logits), boxes: torch.stack(predicted) };
    });
  }
}
