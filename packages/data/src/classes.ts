/** Colour as red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Semantic classes by train id 0-18 (bdd100k/label/label.py, the same as Cityscapes'). */
export const SEMANTIC_CLASSES = [
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
] as const;

/** Cityscapes' colours (cityscapesscripts/helpers/labels.py), which BDD100K's colour maps also use. */
export const SEMANTIC_PALETTE: readonly Rgb[] = [
  [128, 64, 128],
  [244, 35, 232],
  [70, 70, 70],
  [102, 102, 156],
  [190, 153, 153],
  [153, 153, 153],
  [250, 170, 30],
  [220, 220, 0],
  [107, 142, 35],
  [152, 251, 152],
  [70, 130, 180],
  [220, 20, 60],
  [255, 0, 0],
  [0, 0, 142],
  [0, 0, 70],
  [0, 60, 100],
  [0, 80, 100],
  [0, 0, 230],
  [119, 11, 32],
];

/** Classes of the drivable area, in the order of their ids. */
export const DRIVABLE_CLASSES = ['direct', 'alternative', 'background'] as const;

/** Colours of the drivable classes (bdd100k/label/label.py, `drivables`). */
export const DRIVABLE_PALETTE: readonly Rgb[] = [
  [219, 94, 86],
  [86, 211, 219],
  [0, 0, 0],
];

/** Classes of each attribute of lane markings, in the order of their ids (bdd100k/label/label.py). */
export const LANE_CLASSES = {
  direction: ['parallel', 'vertical'],
  style: ['solid', 'dashed'],
  category: [
    'crosswalk',
    'double other',
    'double white',
    'double yellow',
    'road curb',
    'single other',
    'single white',
    'single yellow',
  ],
} as const;

/** Detection categories, all of them evaluated. COCO-style files number them from 1, this list from 0. */
export const DETECTION_CATEGORIES = [
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
] as const;

/** Name of one of BDD100K's 19 semantic classes. */
export type SemanticClass = (typeof SEMANTIC_CLASSES)[number];
/** Name of one of BDD100K's 10 detection classes. */
export type DetectionCategory = (typeof DETECTION_CATEGORIES)[number];

interface CategoryAlias {
  name: DetectionCategory;
  ignored: boolean;
}

/** The toolkit's `name_mapping` and `ignore_mapping` (bdd100k/configs/det.toml). */
const CATEGORY_ALIASES: Readonly<Record<string, CategoryAlias>> = {
  person: { name: 'pedestrian', ignored: false },
  bike: { name: 'bicycle', ignored: false },
  motor: { name: 'motorcycle', ignored: false },
  van: { name: 'car', ignored: false },
  caravan: { name: 'car', ignored: false },
  'other person': { name: 'pedestrian', ignored: true },
  'other vehicle': { name: 'car', ignored: true },
  trailer: { name: 'truck', ignored: true },
};

const CATEGORY_IDS = new Map<string, { id: number; ignored: boolean }>();
for (const [id, name] of DETECTION_CATEGORIES.entries()) {
  CATEGORY_IDS.set(name, { id, ignored: false });
}
for (const [alias, { name, ignored }] of Object.entries(CATEGORY_ALIASES)) {
  CATEGORY_IDS.set(alias, { id: DETECTION_CATEGORIES.indexOf(name), ignored });
}

/** The class that a label file refers to as `name`, including older names; undefined for an unknown name. */
export function findCategory(name: string): { id: number; ignored: boolean } | undefined {
  return CATEGORY_IDS.get(name);
}

/** All names known to {@link findCategory}. */
export const KNOWN_CATEGORY_NAMES: readonly string[] = [...CATEGORY_IDS.keys()];

/** Train id of each semantic class. */
export const SEMANTIC_ID = Object.fromEntries(SEMANTIC_CLASSES.map((name, id) => [name, id])) as Readonly<
  Record<SemanticClass, number>
>;
