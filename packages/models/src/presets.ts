import type { BackboneKinds } from './backbones/makeBackbone.js';
import type { HeadKinds } from './heads/makeHead.js';
import type { MultiTaskConfig } from './multiTask.js';
import type { FpnOptions } from './necks/fpn.js';
import { BDD100K_CLASS_NAMES } from './prompts/classNames.js';

/**
 * Number of classes of BDD100K's tasks (`label.py` of the bdd100k toolkit): detection, semantic, drivable
 * with background.
 */
const DET_CLASSES = 10;
const SEM_SEG_CLASSES = 19;
const DRIVABLE_CLASSES = 3;

/**
 * The paper's multi-task model (section 3.1): ResNet-50, a pyramid with 256 channels, Sparse R-CNN with 300
 * proposals in 6 stages, and two MaskFormer heads with 100 queries each, with the official defaults. With the
 * adapt stage it is row 2 of Table 4.
 */
export function multiTaskR50(): MultiTaskConfig {
  return {
    backbone: { kind: 'resnet' },
    neck: {},
    heads: {
      det: { kind: 'sparseRcnn', numClasses: DET_CLASSES },
      sem_seg: { kind: 'maskFormer', numClasses: SEM_SEG_CLASSES },
      drivable: { kind: 'maskFormer', numClasses: DRIVABLE_CLASSES },
    },
  };
}

/**
 * The paper's full model (section 4.2): `multiTaskR50` with the LV-Adapter, CLIP RN50's text encoder and 16
 * learned context tokens for each task. The backbone is the plain ResNet-50 of Table 3; Table 4 uses CLIP's
 * (`{ kind: 'clip' }`).
 */
export function lvAdapterR50(): MultiTaskConfig {
  return { ...multiTaskR50(), language: { classes: BDD100K_CLASS_NAMES } };
}

/**
 * Options of each kind of part for training from scratch on a CPU, with images of at most a quarter of a
 * frame's size.
 */
export const SMALL_PARTS = {
  backbone: { resnet: { depth: 18 } },
  neck: { outChannels: 128 },
  heads: {
    sparseRcnn: {
      numProposals: 60,
      numStages: 3,
      dimFeedforward: 512,
      dimDynamic: 32,
      proposalsFrom: 'data',
    },
    fasterRcnn: {
      anchorSizes: [8, 16, 32, 64, 128],
      fcDim: 256,
      roiBatchPerImage: 128,
      postNmsTopK: [300, 300],
    },
    maskFormer: { numQueries: 40, decLayers: 3, dimFeedforward: 512, maskLossStride: 2 },
  },
} as const satisfies {
  backbone: { [Kind in keyof BackboneKinds]?: BackboneKinds[Kind] };
  neck: FpnOptions;
  heads: { [Kind in keyof HeadKinds]?: Partial<HeadKinds[Kind]> };
};

/** The same three tasks at a size that trains on a CPU (`SMALL_PARTS`), with 40 and 10 queries. */
export function tiny(): MultiTaskConfig {
  const { backbone, neck, heads } = SMALL_PARTS;
  const maskFormer = { kind: 'maskFormer', ...heads.maskFormer } as const;
  return {
    backbone: { kind: 'resnet', ...backbone.resnet },
    neck,
    heads: {
      det: { kind: 'sparseRcnn', ...heads.sparseRcnn, numClasses: DET_CLASSES },
      sem_seg: { ...maskFormer, numClasses: SEM_SEG_CLASSES },
      drivable: { ...maskFormer, numClasses: DRIVABLE_CLASSES, numQueries: 10 },
    },
  };
}
