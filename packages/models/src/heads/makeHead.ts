import { checkKind } from '@cotrain/nn';
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

export const HEAD_KINDS = [
  'sparseRcnn',
  'fasterRcnn',
  'maskFormer',
  'semanticFpn',
] as const satisfies readonly HeadConfig['kind'][];

/** Makes a head on the maps of a neck. @throws OptionError for a kind of head that there is not */
export function makeHead(
  inputs: FeatureSpecs,
  config: HeadConfig,
): SparseRcnnHead | FasterRcnnHead | MaskFormerHead | SemanticFpnHead {
  checkKind('head', config, HEAD_KINDS);
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
