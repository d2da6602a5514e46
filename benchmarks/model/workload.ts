// What both sides compute on: one set of weights, and for each size one image with labels of all tasks.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MultiTaskModel, multiTaskR50, type SparseRcnnHead, type Targets } from '@cotrain/models';
import { loadFile, manualSeed, noGrad, saveFile, scope, type Tensor, torch } from '@cotrain/torch';

export interface Size {
  height: number;
  width: number;
}

/** `360x640` */
export function parseSize(text: string): Size {
  const [height, width] = text.split('x').map(Number);
  if (!height || !width) throw new Error(`a size is written as 360x640, got '${text}'`);
  return { height, width };
}

export const weightsFile = (folder: string): string => join(folder, 'weights.safetensors');
const inputFile = (folder: string, size: string): string => join(folder, `${size}.safetensors`);

/** Images are padded to a multiple of it, as in the official code. */
const DIVISOR = 32;
const IGNORED = 255;
/** Of a street: the classes that a frame of BDD100K usually shows, of 19. */
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

/** Writes an image with its labels, if it is not there yet. */
export function writeInput(folder: string, size: string): void {
  mkdirSync(folder, { recursive: true });
  if (existsSync(inputFile(folder, size))) return;
  scope(() => {
    manualSeed(1);
    const { height, width } = parseSize(size);
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
    saveFile(inputFile(folder, size), tensors);
  });
}

export interface Input {
  image: Tensor; // [1, 3, H, W], padded, channels last
  targets: Targets;
  sizes: { sizes: Size[] };
}

/** What `writeInput` wrote. */
export function loadInput(folder: string, size: string): Input {
  const { image, sizes, boxes, labels, sem_seg, drivable } = loadFile(inputFile(folder, size));
  const [width, height] = sizes!.at(0).toArray() as [number, number];
  return {
    image: image!.contiguous({ memoryFormat: 'channels_last' }),
    targets: { det: [{ boxes: boxes!, classes: labels! }], sem_seg: [sem_seg!], drivable: [drivable!] },
    sizes: { sizes: [{ height, width }] },
  };
}

/** Writes what is not there yet. */
export function writeWorkload(folder: string, size: string): void {
  writeInput(folder, size);
  if (existsSync(weightsFile(folder))) return;
  manualSeed(0);
  const model = new MultiTaskModel(multiTaskR50());
  settleDetector(model);
  saveFile(weightsFile(folder), model.stateDict());
  model.dispose();
}
