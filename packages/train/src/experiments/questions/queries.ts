import { ADAPT, question, run } from './recipe.js';

const language = () => ({
  text: { kind: 'vectors', package: '@cotrain/weights-clip-text' } as const,
  adapter: { kind: 'l2v', layers: 3, heads: 8, dimFeedforward: 512 } as const,
});
const before = () => {
  const { adapter, ...others } = language();
  return { ...others, adapter: { ...adapter, preNorm: true } };
};

/**
 * A small version of the paper's own architecture: does the LV-Adapter collapse before query heads, and what
 * prevents it?
 */
export const queries = question({
  name: 'queries',
  title: 'The LV-Adapter in front of query heads',
  seeds: 1,
  rows: [
    { label: 'No LV-Adapter', job: 'adapt-query' },
    { label: 'Norms after, full rate', job: 'post-norm' },
    { label: 'Norms after, a tenth of the rate', job: 'post-norm-slow' },
    { label: 'Norms before, a tenth of the rate', job: 'pre-norm-slow' },
  ],
  jobs: [
    run('adapt-query', { heads: 'query', epochs: ADAPT }, true),
    run('post-norm', { heads: 'query', epochs: ADAPT, language, adapterRate: 1 }),
    run('post-norm-slow', { heads: 'query', epochs: ADAPT, language }),
    run('pre-norm-slow', { heads: 'query', epochs: ADAPT, language: before }),
  ],
});
