import type { KeyTable } from './mapKeys.js';

const STAGES = [0, 1, 2, 3];

/**
 * Maps torchvision's Swin keys (`torchvision/models/swin_transformer.py`) to Microsoft's. torchvision's
 * `relative_position_index`, a constant of another shape, and its classifier have no counterpart.
 */
export const torchvisionSwin: KeyTable = [
  ['features.0.0.*', 'patch_embed.proj.*'],
  ['features.0.2.*', 'patch_embed.norm.*'],
  ...STAGES.flatMap((stage) => {
    const [from, to] = [`features.${2 * stage + 1}.{block}`, `layers.${stage}.blocks.{block}`];
    return [
      [`${from}.norm{i}.*`, `${to}.norm{i}.*`],
      [`${from}.attn.relative_position_bias_table`, `${to}.attn.relative_position_bias_table`],
      [`${from}.attn.qkv.*`, `${to}.attn.qkv.*`],
      [`${from}.attn.proj.*`, `${to}.attn.proj.*`],
      [`${from}.mlp.0.*`, `${to}.mlp.fc1.*`],
      [`${from}.mlp.3.*`, `${to}.mlp.fc2.*`],
    ] as const;
  }),
  ...STAGES.slice(1).flatMap((stage) => [
    [`features.${2 * stage}.*`, `layers.${stage - 1}.downsample.*`] as const,
  ]),
];
