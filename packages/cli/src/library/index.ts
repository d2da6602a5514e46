/**
 * cotrain in one import: all of `@cotrain/torch` by name, and the packages above it as namespaces, as PyTorch
 * has them. Each is also a path of its own (`cotrain/nn`), which loads less.
 * @module
 */

export * as data from '@cotrain/data';
export * as metrics from '@cotrain/metrics';
export * as models from '@cotrain/models';
export * as nn from '@cotrain/nn';
export * as ops from '@cotrain/ops';
export * as optim from '@cotrain/optim';
export * from '@cotrain/torch';
export * as train from '@cotrain/train';
