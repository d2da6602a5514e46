import { ADAPT, question, run } from './recipe.js';

/** Question 2: does an adapt stage help (Table 2 of the paper), with convolutional and with query heads? */
export const adapt = question({
  name: 'adapt',
  title: 'Finetune against adapt, finetune',
  seeds: 3,
  rows: [
    { group: 'Convolutional heads', label: 'finetune', job: 'finetune-convolutional' },
    { group: 'Convolutional heads', label: 'adapt, finetune', job: 'adapt-convolutional' },
    { group: 'Query heads', label: 'finetune', job: 'finetune-query' },
    { group: 'Query heads', label: 'adapt, finetune', job: 'adapt-query' },
  ],
  comparisons: [
    {
      label: 'Convolutional heads: with adapt - without',
      job: 'adapt-convolutional',
      against: 'finetune-convolutional',
    },
    { label: 'Query heads: with adapt - without', job: 'adapt-query', against: 'finetune-query' },
  ],
  jobs: [
    run('finetune-convolutional', {}, true),
    run('adapt-convolutional', { epochs: ADAPT }, true),
    run('finetune-query', { heads: 'query' }),
    run('adapt-query', { heads: 'query', epochs: ADAPT }, true),
  ],
});
