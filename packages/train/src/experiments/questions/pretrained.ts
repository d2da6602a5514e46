import { differencesOf, question, run } from './recipe.js';

/** Question 1: the benefit of an ImageNet backbone, and the result of 40 minutes of training with it. */
export const pretrained = question({
  name: 'pretrained',
  title: 'From scratch against ImageNet',
  seeds: 3,
  rows: [
    { label: 'From scratch', job: 'scratch' },
    { label: 'ImageNet', job: 'finetune-convolutional' },
  ],
  comparisons: [{ label: 'ImageNet - from scratch', job: 'finetune-convolutional', against: 'scratch' }],
  jobs: [run('finetune-convolutional', {}, true), run('scratch', { backbone: 'scratch' })],
});

/**
 * The same with images 1.5 times as large on each side and three times the epochs, meant to take about 40
 * minutes on two cores.
 */
export const best = question({
  name: 'best',
  title: 'ImageNet, images of 384x288, 30 epochs',
  seeds: 1,
  differences: differencesOf('images of 384x288, 30 epochs (1,350 steps)'),
  rows: [{ label: 'ImageNet', job: 'best' }],
  jobs: [run('best', { size: { height: 288, width: 384 }, epochs: { adapt: 0, finetune: 30 } })],
});
