// What both sides compute on: one set of weights, and for each size one image with labels of all tasks.
import { join } from 'node:path';
import { MultiTaskModel, multiTaskR50, type SparseRcnnHead, type Targets, tiny } from '@cotrain/models';
import { loadFile, manualSeed, noGrad, saveFile, scope, type Tensor, torch } from '@cotrain/torch';

export interface Size {
  height: number;
  width: number;
}

/** The model of both sides. The small one is of no peer: a smoke run without Python takes it. */
export const makeModel = (small: boolean): MultiTaskModel =>
  new MultiTaskModel(small ? tiny() : multiTaskR50());

export const weightsFile = (folder: string): string => join(folder, 'weights.safetensors');
const inputFile = (folder: string): string => join(folder, 'input.safetensors');

/** Images are padded to a multiple of it, as in the official code. */
const DIVISOR = 32;
const IGNORED = 255;
/** Number of classes that a frame of BDD100K usually shows, out of 19. */
const VISIBLE_CLASSES = 12;
const OBJECTS = 15;

const padded = (size: number): number => Math.ceil(size / DIVISOR) * DIVISOR;

/** Class maps in patches, uint8 [height, width]. */
function patches(classes: number, { height, width }: Size): Tensor {
  const coarse = torch.randint(classes, [1, 1, 6, 10], { dtype: 'float32' });
  return torch.upsampleNearest2d(coarse, [height, width]).to({ dtype: 'uint8' }).squeeze([0, 1]);
}

function boxes({ height, width }: Size): Tensor {
  const extent = torch.tensor([width, height]);
  const size = torch.rand([OBJECTS, 2]).mul(0.25).add(0.02);
  const low = torch.rand([OBJECTS, 2]).mul(size.neg().add(1));
  return torch.cat([low, low.add(size)], { dim: 1 }).mul(extent.repeat([2])); // [N, 4]
}

/**
 * Boxes of all sizes, which the stages move a little: what a detector looks like that has learned something.
 */
export function settleDetector(model: MultiTaskModel): void {
  const head = model.heads.get('det') as unknown as SparseRcnnHead;
  noGrad(() =>
    scope(() => {
      const count = head.initProposalBoxes.weight.size(0);
      const sizes = torch.rand([count, 2]).mul(Math.log(20)).exp().mul(0.03); // log-uniform, 3 % to 60 % of the image
      head.setInitialBoxes(torch.cat([torch.rand([count, 2]), sizes], { dim: 1 }));
      for (const { bboxesDelta } of head.head.headSeries) bboxesDelta.weight.mul_(0.1);
    }),
  );
}

/** Writes an image of a size with its labels. */
export function writeInput(folder: string, { height, width }: Size): void {
  scope(() => {
    manualSeed(1);
    const valid = { height, width };
    const [right, bottom] = [padded(width) - width, padded(height) - height];
    const pad = (map: Tensor, value: number) => torch.constantPadNd(map, [0, right, 0, bottom], { value });
    const tensors = {
      image: pad(torch.randn([1, 3, height, width]), 0),
      sizes: torch.tensor([[width, height, width, height]], { dtype: 'float32' }),
      boxes: boxes(valid),
      labels: torch.randint(10, [OBJECTS]),
      sem_seg: pad(patches(VISIBLE_CLASSES, valid), IGNORED),
      drivable: pad(patches(3, valid), IGNORED),
    };
    saveFile(inputFile(folder), tensors);
  });
}

export interface Input {
  image: Tensor; // [1, 3, H, W], padded, channels last
  targets: Targets;
  sizes: { sizes: Size[] };
}

/** What `writeInput` wrote. */
export function loadInput(folder: string): Input {
  const { image, sizes, boxes, labels, sem_seg, drivable } = loadFile(inputFile(folder));
  const [width, height] = sizes!.at(0).toArray() as [number, number];
  return {
    image: image!.contiguous({ memoryFormat: 'channels_last' }),
    targets: { det: [{ boxes: boxes!, classes: labels! }], sem_seg: [sem_seg!], drivable: [drivable!] },
    sizes: { sizes: [{ height, width }] },
  };
}

/** Writes the weights of both sides, and an image of a size. */
export function writeWorkload(folder: string, size: Size, small: boolean): void {
  writeInput(folder, size);
  manualSeed(0);
  const model = makeModel(small);
  settleDetector(model);
  saveFile(weightsFile(folder), model.stateDict());
  model.dispose();
}
