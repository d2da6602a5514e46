import { differencesOf, question, run } from './recipe.js';

/** Question 1: what an ImageNet backbone brings, and what 40 minutes of it bring. */
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
 * The same with sides one and a half times as long and three times the epochs, meant to take some 40 minutes
 * on two cores.
 */
export const best = question({
  name: 'best',
  title: 'ImageNet, images of 384x288, 30 epochs',
  seeds: 1,
  differences: differencesOf('images of 384x288, 30 epochs (1,350 steps)'),
  rows: [{ label: 'ImageNet', job: 'best' }],
  jobs: [run('best', { size: { height: 288, width: 384 }, epochs: { adapt: 0, finetune: 30 } })],
});
