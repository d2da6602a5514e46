import type { FeatureSpecs } from '../features.js';
import { FasterRcnnHead, type FasterRcnnHeadOptions } from './fasterrcnn/fasterRcnnHead.js';
import { MaskFormerHead, type MaskFormerHeadOptions } from './maskformer/maskFormerHead.js';
import { SemanticFpnHead, type SemanticFpnHeadOptions } from './semanticFpn.js';
import { SparseRcnnHead, type SparseRcnnHeadOptions } from './sparsercnn/sparseRcnnHead.js';

/** A head and its options, as a configuration has them. */
export type HeadConfig =
  | ({ kind: 'sparseRcnn' } & SparseRcnnHeadOptions)
  | ({ kind: 'fasterRcnn' } & FasterRcnnHeadOptions)
  | ({ kind: 'maskFormer' } & MaskFormerHeadOptions)
  | ({ kind: 'semanticFpn' } & SemanticFpnHeadOptions);

/** Makes a head on the maps of a neck. */
export function makeHead(
  inputs: FeatureSpecs,
  config: HeadConfig,
): SparseRcnnHead | FasterRcnnHead | MaskFormerHead | SemanticFpnHead {
  switch (config.kind) {
    case 'sparseRcnn': {
      const { kind, ...options } = config;
      return new SparseRcnnHead(inputs, options);
    }
    case 'fasterRcnn': {
      const { kind, ...options } = config;
      return new FasterRcnnHead(inputs, options);
    }
    case 'maskFormer': {
      const { kind, ...options } = config;
      return new MaskFormerHead(inputs, options);
    }
    case 'semanticFpn': {
      const { kind, ...options } = config;
      return new SemanticFpnHead(inputs, options);
    }
  }
}
