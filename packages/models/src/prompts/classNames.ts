/**
 * Class names of BDD100K by task, in the order of its labels (bdd100k toolkit, `label.py`), in words that a
 * text encoder knows. The names in @cotrain/data are those of files. This package does not depend on data
 * sets; a test keeps both consistent.
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

/**
 * Names of BDD100K's classes in lists of object names (COCO, Objects365, OpenImages, LVIS), such as the list
 * of `@cotrain/weights-clip-text`. Such lists do not name surfaces, so these classes are left out. To use a
 * list that has them, set `names: { road: 'road' }`.
 */
export const BDD100K_VECTOR_NAMES: Readonly<Record<string, string | readonly string[] | null>> = {
  pedestrian: 'person',
  rider: ['person', 'bicycle'],
  vegetation: 'tree',
  ...Object.fromEntries(
    ['road', 'sidewalk', 'wall', 'fence', 'terrain', 'sky', ...BDD100K_CLASS_NAMES.drivable].map((name) => [
      name,
      null,
    ]),
  ),
};
