// The heads of a run's model.
import { HEADS, type HeadKinds } from '@cotrain/models';
import { type PartSettings, part } from './parts.js';
import { settings } from './settings.js';

/** How many classes a head tells apart is for its task to say. */
const headSchemas = (answers: string) =>
  HEADS.schemas((head) => head.answers === answers).map((schema) =>
    'numClasses' in schema.shape ? schema.omit({ numClasses: true }) : schema,
  );

type BoxHeads = Pick<HeadKinds, 'sparseRcnn' | 'fasterRcnn'>;
type MapHeads = Pick<HeadKinds, 'maskFormer' | 'semanticFpn'>;

const boxHead = ({ heads, defaultHeads }: PartSettings, task: string) => {
  const fallback = defaultHeads?.[task] ?? 'sparseRcnn';
  return part<BoxHeads, 'sparseRcnn', 'numClasses'>(fallback, headSchemas('boxes'), heads);
};
const mapHead = ({ heads, defaultHeads }: PartSettings, task: string) => {
  const fallback = defaultHeads?.[task] ?? 'maskFormer';
  return part<MapHeads, 'maskFormer', 'numClasses'>(fallback, headSchemas('classMap'), heads);
};

/** @param beneath what the preset says of heads */
export const headsSchema = (beneath: PartSettings) =>
  settings('Heads', {
    /** Finds boxes. Default: Sparse R-CNN. */
    det: boxHead(beneath, 'det'),
    /** Says each pixel's class. Default: MaskFormer. */
    sem_seg: mapHead(beneath, 'sem_seg'),
    /** Says where one can drive. Default: MaskFormer. */
    drivable: mapHead(beneath, 'drivable'),
  }).prefault({});
