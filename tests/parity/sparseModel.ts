import { readFileSync } from 'node:fs';
import { Fpn, ResNet, SparseRcnnHead, type SparseRcnnHeadOptions } from '@cotrain/models';
import { Module, ModuleDict, type StateDict } from '@cotrain/nn';
import { loadFile, type Tensor, torch } from '@cotrain/torch';

const path = (name: string) => new URL(`../golden/models/${name}`, import.meta.url).pathname;

export const goldenTensors = (name: string): StateDict => loadFile(path(`${name}.safetensors`));
export const goldenJson = <T>(name: string): T => JSON.parse(readFileSync(path(`${name}.json`), 'utf8')) as T;

/**
 * The tiny detector of sparse_tiny_model.json: the corresponding parts of a multi-task model, with the same
 * keys.
 */
export class TinyDetector extends Module<[images: Tensor], never> {
  backbone = new ResNet({ norm: 'frozen', stemChannels: 8, res2Channels: 32, widthPerGroup: 8 });
  neck = new Fpn(this.backbone.outputs, { outChannels: 32 });
  heads: ModuleDict<SparseRcnnHead>;

  constructor(options: Partial<SparseRcnnHeadOptions> = {}) {
    super();
    const det = new SparseRcnnHead(this.neck.outputs, { ...TINY, ...options });
    this.heads = new ModuleDict({ det });
  }

  get det(): SparseRcnnHead {
    return this.heads.get('det')!;
  }

  override forward(): never {
    throw new TypeError('call the parts');
  }
}

export const TINY: SparseRcnnHeadOptions = {
  numClasses: 10,
  numProposals: 12,
  numStages: 3,
  hiddenDim: 32,
  numHeads: 4,
  dimFeedforward: 64,
  dimDynamic: 8,
};

export interface TinyCase {
  targets: { boxes: number[][]; classes: number[]; image_size: [number, number] }[];
  matches: Record<string, [proposals: number[], objects: number[]][]>;
  total_grad_norm: number;
}

export const targetsOf = ({ targets }: TinyCase, dtype: 'float32' | 'float64' = 'float32') =>
  targets.map(({ boxes, classes }) => ({
    boxes: torch.tensor(boxes, { dtype }),
    classes: torch.tensor(BigInt64Array.from(classes, BigInt)),
  }));

export const sizesOf = ({ targets }: TinyCase) =>
  targets.map(({ image_size: [height, width] }) => ({ height, width }));
