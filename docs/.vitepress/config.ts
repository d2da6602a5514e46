// The documentation site: `npm run docs:dev` and `npm run docs:build`.
import { relative } from 'node:path';
import { defineConfig } from 'vitepress';
import { anchorOf } from '../../scripts/lib/markdown-links.mjs';
import { API, linkOnSite, pageOf, REPOSITORY, ROOT, SIDEBAR } from './pages.js';

const TAGLINE =
  'Multi-task perception in TypeScript: detection, segmentation and drivable area in one model, on LibTorch.';

/** Added to index.md here, since GitHub would show it as a table. */
const HOME = {
  layout: 'home',
  hero: {
    name: 'cotrain',
    tagline: TAGLINE,
    actions: [
      { theme: 'brand', text: 'Get started', link: '/install' },
      { theme: 'alt', text: 'From PyTorch', link: '/pytorch-users' },
      { theme: 'alt', text: 'GitHub', link: REPOSITORY },
    ],
  },
};

export default defineConfig({
  title: 'cotrain',
  description: TAGLINE,
  lang: 'en-GB',
  base: process.env.DOCS_BASE ?? '/',
  srcDir: '..', // pages link to benchmarks and packages, which are pages too
  srcExclude: [
    ...['.*', 'build', 'dist', 'examples', 'native', 'runs', 'scripts', 'tests'].map(
      (folder) => `${folder}/**`,
    ),
    ...[
      'benchmarks/*/*/**',
      'packages/*/*/**',
      'packages/{native,libtorch}-*/**',
      '**/CHANGELOG.md',
      'README.md',
    ],
    'benchmarks/!(results|README.md)/**',
  ],
  rewrites: (file) => pageOf(file) ?? file,
  ignoreDeadLinks: [/^\/api\//],
  markdown: {
    anchor: { slugify: anchorOf },
    config(md) {
      md.core.ruler.push('links of the repository', ({ tokens, env }) => {
        const file = relative(ROOT, env.realPath ?? env.path);
        for (const token of tokens.flatMap(({ children }) => children ?? []))
          if (token.type === 'link_open') token.attrSet('href', linkOnSite(file, token.attrGet('href')!));
      });
    },
  },
  transformPageData: ({ relativePath, frontmatter }) =>
    relativePath === 'index.md' ? { frontmatter: { ...frontmatter, ...HOME } } : {},
  vite: { server: { watch: { ignored: ['**/build/**', '**/runs/**', '**/dist/**'] } } },
  themeConfig: {
    nav: [{ text: 'Guide', link: '/install', activeMatch: '^/(?!api)' }, API],
    sidebar: SIDEBAR,
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    editLink: { pattern: `${REPOSITORY}/edit/main/:path` },
    footer: { message: 'Apache-2.0' },
  },
});
