import type { MultiTaskConfig } from './multiTask.js';

/** Classes of BDD100K's semantic task (`label.py` of the bdd100k toolkit) and of its drivable task with background. */
const SEM_SEG_CLASSES = 19;
const DRIVABLE_CLASSES = 3;

/** ResNet-18, a pyramid of 128 channels, and a semantic and a drivable head: small enough to train on a CPU. */
export function resnet18Fpn128(): MultiTaskConfig {
  return {
    backbone: { depth: 18 },
    neck: { outChannels: 128 },
    heads: {
      sem_seg: { kind: 'semanticFpn', numClasses: SEM_SEG_CLASSES },
      drivable: { kind: 'semanticFpn', numClasses: DRIVABLE_CLASSES },
    },
  };
}

/** ResNet-50 and a pyramid of 256 channels, the sizes of detectron2's `Panoptic FPN` configurations. */
export function resnet50Fpn256(): MultiTaskConfig {
  return {
    backbone: { depth: 50 },
    neck: { outChannels: 256 },
    heads: {
      sem_seg: { kind: 'semanticFpn', numClasses: SEM_SEG_CLASSES },
      drivable: { kind: 'semanticFpn', numClasses: DRIVABLE_CLASSES },
    },
  };
}
