/** The packages that programs import, by folder. */
export const PACKAGES = [
  'torch',
  'ops',
  'nn',
  'optim',
  'data',
  'metrics',
  'models',
  'train',
  'export',
  'bench',
] as const;
