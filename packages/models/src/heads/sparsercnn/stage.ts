import { Dropout, LayerNorm, Linear, Module, MultiheadAttention, ReLU, Sequential } from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import { type DeltaCoding, decodeBoxes } from '../../boxes.js';
import { DynamicConv } from './dynamicConv.js';

/** Delta coding of Sparse R-CNN: `BBOX_WEIGHTS` and `_DEFAULT_SCALE_CLAMP` in its `head.py`. */
const DELTAS: DeltaCoding = { weights: [2, 2, 1, 1], scaleClamp: Math.log(100000 / 16) };

export interface StageOptions {
  numClasses: number;
  hiddenDim: number;
  numHeads: number;
  dimFeedforward: number;
  dropout: number;
  dimDynamic: number;
  /** Number of layers before the class logits and before the box deltas. */
  numClsLayers: number;
  numRegLayers: number;
  /** Side length of the ROI features, [roiSize, roiSize]. */
  roiSize: number;
}

export interface StageOutput {
  logits: Tensor; // [B, Q, numClasses]
  boxes: Tensor; // [B, Q, 4]
  features: Tensor; // [B, Q, hiddenDim]
}

/** One refinement step for all proposals (PeizeSun/SparseR-CNN `sparsercnn/head.py`: `RCNNHead`). */
export class SparseRcnnStage extends Module<
  [roiFeatures: Tensor, boxes: Tensor, features: Tensor],
  StageOutput
> {
  selfAttn: MultiheadAttention;
  instInteract: DynamicConv;
  linear1: Linear;
  dropout: Dropout;
  linear2: Linear;
  norm1: LayerNorm;
  norm2: LayerNorm;
  norm3: LayerNorm;
  dropout1: Dropout;
  dropout2: Dropout;
  dropout3: Dropout;
  clsModule: Sequential;
  regModule: Sequential;
  classLogits: Linear;
  bboxesDelta: Linear;

  constructor(options: StageOptions) {
    super();
    const { numClasses, hiddenDim, numHeads, dimFeedforward, dropout, dimDynamic, roiSize } = options;
    this.selfAttn = new MultiheadAttention(hiddenDim, numHeads, { dropout, batchFirst: true });
    this.instInteract = new DynamicConv(hiddenDim, dimDynamic, roiSize ** 2);
    this.linear1 = new Linear(hiddenDim, dimFeedforward);
    this.dropout = new Dropout(dropout);
    this.linear2 = new Linear(dimFeedforward, hiddenDim);
    this.norm1 = new LayerNorm(hiddenDim);
    this.norm2 = new LayerNorm(hiddenDim);
    this.norm3 = new LayerNorm(hiddenDim);
    this.dropout1 = new Dropout(dropout);
    this.dropout2 = new Dropout(dropout);
    this.dropout3 = new Dropout(dropout);
    this.clsModule = makeBranch(hiddenDim, options.numClsLayers);
    this.regModule = makeBranch(hiddenDim, options.numRegLayers);
    this.classLogits = new Linear(hiddenDim, numClasses);
    this.bboxesDelta = new Linear(hiddenDim, 4);
  }

  /**
   * @param roiFeatures [B * Q, roiSize^2, hiddenDim], pooled at `boxes`
   * @param boxes [B, Q, 4]
   * @param features features of the proposals, [B, Q, hiddenDim]
   */
  override forward(roiFeatures: Tensor, boxes: Tensor, features: Tensor): StageOutput {
    return scope(() => {
      const [attended] = this.selfAttn.forward(features, features, features, { needWeights: false });
      let x = this.norm1.forward(features.add(this.dropout1.forward(attended))); // [B, Q, hiddenDim]
      const interaction = this.instInteract.forward(x.flatten({ startDim: 0, endDim: 1 }), roiFeatures);
      x = this.norm2.forward(x.add(this.dropout2.forward(interaction.view(x.shape))));
      const hidden = this.dropout.forward(this.linear1.forward(x).relu_());
      x = this.norm3.forward(x.add(this.dropout3.forward(this.linear2.forward(hidden))));
      const deltas = this.bboxesDelta.forward(this.regModule.forward(x)); // [B, Q, 4]
      return {
        logits: this.classLogits.forward(this.clsModule.forward(x)),
        boxes: decodeBoxes(deltas, boxes, DELTAS),
        features: x,
      };
    });
  }
}

function makeBranch(channels: number, layers: number): Sequential {
  const branch = new Sequential();
  for (let i = 0; i < layers; i++) {
    branch.push(new Linear(channels, channels, { bias: false }));
    branch.push(new LayerNorm(channels)).push(new ReLU({ inplace: true }));
  }
  return branch;
}
