// A small model of one or several heads, and a batch in which each image has labels for some of the tasks.
import { type BoxTarget, type HeadConfig, MultiTaskModel, type Target, type Targets } from '@cotrain/models';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { seedDraws } from '../seed.js';

const [HEIGHT, WIDTH] = [32, 64];
const SIZES = { hiddenDim: 16, numHeads: 2, dimFeedforward: 16 };

/**
 * A head of each kind, without random draws: no dropout, and Faster R-CNN samples all candidates, of which
 * each image has 20 proposals and 2 objects.
 */
export const HEADS = {
  sparseRcnn: {
    ...{ kind: 'sparseRcnn', numClasses: 3, numProposals: 6, numStages: 2, dimDynamic: 4, dropout: 0 },
    ...SIZES,
  },
  fasterRcnn: {
    ...{ kind: 'fasterRcnn', numClasses: 3, fcDim: 16, anchorSizes: [8, 16, 32, 64, 128], roiSize: 3 },
    ...{ rpnBatchPerImage: 10_000, rpnPositiveFraction: 1, roiPositiveFraction: 1, roiBatchPerImage: 100 },
    ...{ rpnNmsThreshold: 1, postNmsTopK: [20, 20] },
  },
  maskFormer: {
    ...{ kind: 'maskFormer', numClasses: 4, maskDim: 16, convsDim: 16, norm: null, numQueries: 6 },
    ...{ decLayers: 2, dropout: 0, ...SIZES },
  },
  semanticFpn: { kind: 'semanticFpn', numClasses: 4, convsDim: 32 },
  batchFpn: { kind: 'semanticFpn', numClasses: 4, convsDim: 16, norm: 'batch' },
} as const satisfies Record<string, HeadConfig>;

export type Kind = keyof typeof HEADS;

/** A model in float64, so that only the order of additions differs. Task and head have one name. */
export function jointModel(kinds: readonly Kind[], norm: 'group' | 'batch' = 'group'): MultiTaskModel {
  seedDraws(0);
  return new MultiTaskModel({
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8, norm },
    neck: { outChannels: 16, lastLevelMaxPool: true },
    heads: Object.fromEntries(kinds.map((kind) => [kind, HEADS[kind]])),
  }).to({ dtype: 'float64' });
}

export function imagesOf(count: number): Tensor {
  seedDraws(1);
  return torch.randn([count, 3, HEIGHT, WIDTH], { dtype: 'float64' });
}

/** Labels that differ between the images: image i + 1 has none for the i-th task, and some are partial. */
export function targetsOf({ tasks }: MultiTaskModel, count: number): Targets {
  seedDraws(2);
  const all = tasks.map((task, t) => {
    const make = MAKE[task as Kind];
    return [task, Array.from({ length: count }, (_, i) => (i % 4 === t + 1 ? null : make(i)))] as const;
  });
  return Object.fromEntries(all);
}

const MAKE: Record<Kind, (i: number) => Target> = {
  sparseRcnn: (i) => ({
    ...boxesOf(i, i + 1),
    ignored: torch.tensor([[30, 4, 62, 30]], { dtype: 'float64' }),
  }),
  fasterRcnn: (i) => boxesOf(i, 2),
  maskFormer: mapOf,
  semanticFpn: mapOf,
  batchFpn: mapOf,
};

/** Objects, of which the last class is not annotated if i is even. */
function boxesOf(i: number, count: number): BoxTarget {
  return scope(() => {
    const corners = torch.rand([count, 2], { dtype: 'float64' }).mul(HEIGHT / 2);
    const boxes = torch.cat([corners, corners.add(8 + 2 * i)], { dim: 1 });
    const annotated = torch.tensor([true, true, i % 2 === 1]);
    return { boxes, classes: torch.randint(2, [count], { dtype: 'int64' }), annotated };
  });
}

/** A map whose ignored part grows with i; in odd images, only the first three classes are annotated. */
function mapOf(i: number): Target {
  return scope(() => {
    const coarse = torch.randint(4, [HEIGHT / 8, WIDTH / 8]).to({ dtype: 'uint8' });
    const map = coarse.repeatInterleave(8, { dim: 0 }).repeatInterleave(8, { dim: 1 });
    map.narrow(0, 0, 6 * i).fill_(255);
    return i % 2 === 0 ? map : { map, annotated: torch.tensor([true, true, true, false]) };
  });
}
