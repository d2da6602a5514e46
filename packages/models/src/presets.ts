import type { MultiTaskConfig } from './multiTask.js';
import { BDD100K_CLASS_NAMES } from './prompts/classNames.js';

/** Classes of BDD100K's tasks (`label.py` of the bdd100k toolkit): detection, semantic, drivable with background. */
const DET_CLASSES = 10;
const SEM_SEG_CLASSES = 19;
const DRIVABLE_CLASSES = 3;

/**
 * The paper's multi-task model (section 3.1): ResNet-50, a pyramid of 256 channels, Sparse R-CNN with 300 proposals in 6 stages, and
 * two MaskFormer heads of 100 queries, with the official defaults. With the adapt stage it is row 2 of Table 4.
 */
export function multiTaskR50(): MultiTaskConfig {
  return {
    backbone: { depth: 50 },
    neck: { outChannels: 256 },
    heads: {
      det: { kind: 'sparseRcnn', numClasses: DET_CLASSES },
      sem_seg: { kind: 'maskFormer', numClasses: SEM_SEG_CLASSES },
      drivable: { kind: 'maskFormer', numClasses: DRIVABLE_CLASSES },
    },
  };
}

/**
 * The paper's full model (section 4.2): `multiTaskR50` with the LV-Adapter, CLIP RN50's text encoder and 16 learned context tokens for
 * each task. The backbone is the plain ResNet-50 of Table 3; Table 4 takes CLIP's (`{ kind: 'clip' }`).
 */
export function lvAdapterR50(): MultiTaskConfig {
  return { ...multiTaskR50(), language: { classes: BDD100K_CLASS_NAMES } };
}

/**
 * The same three tasks at a size that trains on a CPU: ResNet-18, a pyramid of 128 channels, 60 proposals in 3 stages, 40 and 10
 * queries in 3 decoder layers, mask losses at half the input's resolution.
 */
export function tiny(): MultiTaskConfig {
  const shared = { hiddenDim: 128, dimFeedforward: 512 };
  const maskFormer = { ...shared, convsDim: 128, maskDim: 128, decLayers: 3, maskLossStride: 2 };
  return {
    backbone: { depth: 18 },
    neck: { outChannels: 128 },
    heads: {
      det: {
        kind: 'sparseRcnn',
        numClasses: DET_CLASSES,
        ...shared,
        numProposals: 60,
        numStages: 3,
        dimDynamic: 32,
      },
      sem_seg: { kind: 'maskFormer', numClasses: SEM_SEG_CLASSES, ...maskFormer, numQueries: 40 },
      drivable: { kind: 'maskFormer', numClasses: DRIVABLE_CLASSES, ...maskFormer, numQueries: 10 },
    },
  };
}
