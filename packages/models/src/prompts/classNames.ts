/**
 * BDD100K's classes by task, in the order of its labels (bdd100k toolkit, `label.py`), as words that a text
 * encoder knows. The names of
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

/**
 * What stands for these words in lists of objects' names (COCO, Objects365, OpenImages, LVIS), such as that
 * of `@cotrain/weights-clip-text`. Surfaces have no names there, and are not told; a list that has them is
 * chosen with `names: { road: 'road' }`.
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
