/**
 * BDD100K's classes by task, in the order of its labels (bdd100k toolkit, `label.py`), as words that a text encoder knows. The names of
 * @cotrain/data are those of files, and this package knows no data set: a test holds the two together.
 */
export const BDD100K_CLASS_NAMES = {
  det: [
    'pedestrian',
    'rider',
    'car',
    'truck',
    'bus',
    'train',
    'motorcycle',
    'bicycle',
    'traffic light',
    'traffic sign',
  ],
  sem_seg: [
    'road',
    'sidewalk',
    'building',
    'wall',
    'fence',
    'pole',
    'traffic light',
    'traffic sign',
    'vegetation',
    'terrain',
    'sky',
    'person',
    'rider',
    'car',
    'truck',
    'bus',
    'train',
    'motorcycle',
    'bicycle',
  ],
  drivable: ['direct drivable area', 'alternative drivable area', 'background'],
} as const satisfies Record<string, readonly string[]>;
