/**
 * cotrain in one import: all of `@cotrain/torch` by name, and the packages above it as namespaces, as PyTorch has them. Each is
 * also a path of its own (`cotrain/nn`), which loads less.
 * @module
 */
export * from '@cotrain/torch';
export * as data from './data.js';
export * as metrics from './metrics.js';
export * as models from './models.js';
export * as nn from './nn.js';
export * as ops from './ops.js';
export * as optim from './optim.js';
export * as train from './train.js';
