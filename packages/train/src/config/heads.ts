// The heads of a run's model. Defaults are small enough to train on a CPU; `multiTaskR50()` of @cotrain/models has the paper's.
import { z } from 'zod';
import { kinds } from './kinds.js';

const count = z.number().int().positive();

/** See the heads' options of that name: null leaves ignored boxes out, as the official codes do. */
const ignoreIofThreshold = z.number().min(0).max(1).nullable().default(0.5);

/** Sparse R-CNN; width and channels are the neck's. */
const sparseRcnn = z.strictObject({
  kind: z.literal('sparseRcnn'),
  numProposals: count.default(60),
  numStages: count.default(3),
  dimFeedforward: count.default(512),
  dimDynamic: count.default(32),
  /**
   * Where proposals begin: each as the whole image (the official default), or as boxes drawn from the training data,
   * which cuts the first gradients tenfold.
   */
  initialBoxes: z.enum(['image', 'data']).default('data'),
  /** `deform`: deformable ROI bins in the place of RoIAlign. */
  roiPooler: z.enum(['align', 'deform']).default('align'),
  ignoreIofThreshold,
});

/** Faster R-CNN. The numbers that are not detectron2's are those of images of a quarter of its size. */
const fasterRcnn = z.strictObject({
  kind: z.literal('fasterRcnn'),
  /** Edges of the anchors on p2, p3, ..., p6, in pixels of the input (detectron2: 32 to 512). */
  anchorSizes: z.array(z.number().positive()).length(5).default([8, 16, 32, 64, 128]),
  /** Width of the box head (detectron2: 1024). */
  fcDim: count.default(256),
  /** Proposals of an image that learn (detectron2: 512). */
  roiBatchPerImage: count.default(128),
  /** Proposals of an image that are kept in training and in prediction (detectron2: 1000). */
  postNmsTopK: z.tuple([count, count]).default([300, 300]),
  ignoreIofThreshold,
  /** Anchors without an object are background in partly annotated frames too: for runs in which every frame is partly annotated. */
  partialBackground: z.boolean().default(false),
});

const maskFormer = z.strictObject({
  kind: z.literal('maskFormer'),
  numQueries: count.default(40),
  decLayers: count.default(3),
  dimFeedforward: count.default(512),
  dropout: z.number().min(0).max(1).default(0.1),
  pixelDecoder: z.enum(['fpn', 'transformer']).default('fpn'),
  /** Mask losses are taken at this fraction of the input's resolution: 1 is official; 2 saves most of their time. */
  maskLossStride: count.default(2),
  /** Leave ignored pixels out of the mask losses; officially they count as outside of every mask. */
  excludeIgnored: z.boolean().default(false),
});

const semanticFpn = z.strictObject({
  kind: z.literal('semanticFpn'),
  convsDim: count.default(128),
});

export const headsSchema = z
  .strictObject({
    det: kinds('kind', { kind: 'sparseRcnn' }, [sparseRcnn, fasterRcnn]).prefault({}),
    sem_seg: kinds('kind', { kind: 'maskFormer' }, [maskFormer, semanticFpn]).prefault({}),
    drivable: kinds('kind', { kind: 'maskFormer', numQueries: 10 }, [maskFormer, semanticFpn]).prefault({}),
  })
  .prefault({});
