import { init, Module, ModuleList } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { asRois } from '../../boxes.js';
import type { DeformableRoiPool } from '../../layers/deformableRoiPool.js';
import { recomputing } from '../../recomputed.js';
import { SparseRcnnStage, type StageOptions, type StageOutput } from './stage.js';

/** Predictions of every stage, with the last stage last. */
export interface SparseRcnnOutputs {
  /** Class logits [S, B, Q, numClasses]. */
  logits: Tensor;
  /** Boxes in pixels of the input, never clipped: [S, B, Q, 4]. */
  boxes: Tensor;
}

/** ROI features [N, C, roiSize, roiSize] of rows `[image, x1, y1, x2, y2]` [N, 5]. */
export type RoiPooler = (rois: Tensor) => Tensor;

export interface DynamicHeadOptions extends StageOptions {
  numStages: number;
  /** Replaces ROIAlign. */
  boxPooler: DeformableRoiPool | null;
  /** Initial probability of every class (Lin et al., "Focal loss", 2017, section 4.1). */
  priorProb: number;
}

/**
 * The stages, each starting from the boxes and features of the previous one (`sparsercnn/head.py`:
 * `DynamicHead`).
 */
export class DynamicHead extends Module<
  [pool: RoiPooler, boxes: Tensor, features: Tensor],
  SparseRcnnOutputs
> {
  headSeries: ModuleList<SparseRcnnStage>;
  boxPooler: DeformableRoiPool | null = null;
  /** Whether training computes the inside of each stage again in the backward pass, to save memory. */
  recompute = false;

  constructor({ numStages, priorProb, boxPooler, ...stage }: DynamicHeadOptions) {
    super();
    this.headSeries = new ModuleList(Array.from({ length: numStages }, () => new SparseRcnnStage(stage)));
    for (const parameter of this.parameters()) if (parameter.ndim > 1) init.xavierUniform_(parameter);
    for (const { classLogits } of this.headSeries)
      init.constant_(classLogits.bias!, -Math.log((1 - priorProb) / priorProb));
    // Assigned after initialisation, because its last layer must stay zero.
    this.boxPooler = boxPooler;
  }

  /**
   * @param boxes boxes of the proposals in pixels, [B, Q, 4]
   * @param features features of the proposals, [B, Q, hiddenDim]
   */
  override forward(pool: RoiPooler, boxes: Tensor, features: Tensor): SparseRcnnOutputs {
    return scope(() => {
      const logits: Tensor[] = [];
      const predicted: Tensor[] = [];
      for (const stage of this.headSeries) {
        // A scope for each stage: without gradients its pooled features, 15 MB per image, go with it.
        const output = scope(() => {
          const pooled = pool(asRois(boxes.detach()));
          const bins = pooled.flatten({ startDim: 2 }).transpose(1, 2); // [B * Q, roiSize^2, hiddenDim]
          return this.recompute && this.training
            ? recomputedStage(stage, bins, boxes, features)
            : stage.forward(bins, boxes, features);
        });
        logits.push(output.logits);
        predicted.push(output.boxes);
        // Detached, so that each stage learns only its own correction.
        boxes = output.boxes.detach();
        features = output.features;
      }
      return { logits: torch.stack(logits), boxes: torch.stack(predicted) };
    });
  }
}

function recomputedStage(stage: SparseRcnnStage, ...inputs: [bins: Tensor, boxes: Tensor, features: Tensor]) {
  const [logits, boxes, features] = recomputing([stage], inputs, (...given) => {
    const output = stage.forward(...given);
    return [output.logits, output.boxes, output.features] as const;
  });
  return { logits, boxes, features } satisfies StageOutput;
}
