// The API reference, which `npm run docs:build` writes beside the pages.
const packages = ['torch', 'ops', 'nn', 'optim', 'data', 'metrics', 'models', 'train', 'export', 'bench'];

/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  name: 'cotrain',
  entryPointStrategy: 'packages',
  entryPoints: packages.map((name) => `../packages/${name}`),
  packageOptions: {
    entryPoints: ['src/index.ts'],
    excludeInternal: true,
    excludePrivate: true,
    // Option types are read through the constructors that take them.
    validation: { notExported: false },
  },
  out: '.vitepress/dist/api',
  readme: 'none',
  includeVersion: true,
  skipErrorChecking: true, // `npm run check` has checked them
  gitRevision: 'main',
  sourceLinkTemplate: 'https://github.com/cotrain/cotrain/blob/{gitRevision}/{path}#L{line}',
  navigationLinks: { Guide: process.env.DOCS_BASE ?? '/', GitHub: 'https://github.com/cotrain/cotrain' },
};
