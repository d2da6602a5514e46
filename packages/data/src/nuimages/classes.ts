/**
 * The ten classes usually used for detection in nuImages (mmdetection3d
 * `tools/dataset_converters/nuimage_converter.py`).
 */
export const NUIMAGES_DETECTION_CLASSES = [
  'car',
  'truck',
  'trailer',
  'bus',
  'construction_vehicle',
  'bicycle',
  'motorcycle',
  'pedestrian',
  'traffic_cone',
  'barrier',
] as const;

/**
 * Classes of the semantic map; 0 is everything that was not outlined. The ego vehicle and objects without a
 * class are "ignore".
 */
export const NUIMAGES_SEMANTIC_CLASSES = [
  'background',
  'driveable_surface',
  ...NUIMAGES_DETECTION_CLASSES,
] as const;

type DetectionClass = (typeof NUIMAGES_DETECTION_CLASSES)[number];

/** Detection class of each nuImages category; null if it has none. */
const OBJECT_CLASSES: Readonly<Record<string, DetectionClass | null>> = {
  animal: null,
  'human.pedestrian.adult': 'pedestrian',
  'human.pedestrian.child': 'pedestrian',
  'human.pedestrian.construction_worker': 'pedestrian',
  'human.pedestrian.personal_mobility': null,
  'human.pedestrian.police_officer': 'pedestrian',
  'human.pedestrian.stroller': null,
  'human.pedestrian.wheelchair': null,
  'movable_object.barrier': 'barrier',
  'movable_object.debris': null,
  'movable_object.pushable_pullable': null,
  'movable_object.trafficcone': 'traffic_cone',
  'static_object.bicycle_rack': null,
  'vehicle.bicycle': 'bicycle',
  'vehicle.bus.bendy': 'bus',
  'vehicle.bus.rigid': 'bus',
  'vehicle.car': 'car',
  'vehicle.construction': 'construction_vehicle',
  'vehicle.ego': null,
  'vehicle.emergency.ambulance': null,
  'vehicle.emergency.police': null,
  'vehicle.motorcycle': 'motorcycle',
  'vehicle.trailer': 'trailer',
  'vehicle.truck': 'truck',
};

/** Detection and semantic class that a category of nuImages maps to. */
export interface NuImagesCategory {
  /** Index into {@link NUIMAGES_DETECTION_CLASSES}; null if the category has no class. */
  detection: number | null;
  /** Index into {@link NUIMAGES_SEMANTIC_CLASSES}; null: "ignore". */
  semantic: number | null;
}

/** Classes of a category in the table `category`; undefined for an unknown category. */
export function findNuImagesCategory(name: string): NuImagesCategory | undefined {
  if (name === 'flat.driveable_surface') {
    return { detection: null, semantic: NUIMAGES_SEMANTIC_CLASSES.indexOf('driveable_surface') };
  }
  const own = OBJECT_CLASSES[name];
  if (own === undefined) return undefined;
  if (own === null) return { detection: null, semantic: null };
  return {
    detection: NUIMAGES_DETECTION_CLASSES.indexOf(own),
    semantic: NUIMAGES_SEMANTIC_CLASSES.indexOf(own),
  };
}
