// Every page of docs/ is in the site's navigation once, and links lead to the same places as in the
// repository.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { API, linkOnSite, pageOf, REPOSITORY, ROOT, SIDEBAR } from '../../docs/.vitepress/pages.js';

type Item = (typeof SIDEBAR)[number];
const linksOf = ({ link, items = [] }: Item): string[] => [
  ...(link ? [link] : []),
  ...items.flatMap(linksOf),
];
const links = SIDEBAR.flatMap(linksOf).filter((link) => link !== API.link);

const files = ['', 'docs', 'benchmarks', 'benchmarks/results']
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(folder, name)))
  .concat(readdirSync(join(ROOT, 'packages')).map((name) => `packages/${name}/README.md`))
  .filter((file) => existsSync(join(ROOT, file)) && !/packages\/(native|libtorch)-/.test(file));
const pages = files.flatMap((file) => pageOf(file) ?? []);

test('every page is in the navigation once, and the navigation has no others', (t) => {
  t.true(pages.length > 60);
  t.deepEqual(
    links.map((link) => `${link.slice(1)}.md`).toSorted(),
    pages.filter((page) => page !== 'index.md').toSorted(),
  );
});

test('links between pages stay on the site, others lead to the repository', (t) => {
  t.is(linkOnSite('docs/data.md', 'metrics.md#masks'), '/metrics.md#masks');
  t.is(linkOnSite('docs/data.md', '../README.md'), '/index.md');
  t.is(linkOnSite('docs/data.md', '../benchmarks/results/model.md'), '/results/model.md');
  t.is(
    linkOnSite('benchmarks/results/model.md', '../../packages/torch/README.md#install'),
    '/packages/torch.md#install',
  );
  t.is(
    linkOnSite('docs/files.md', '../examples/torchscript.ts'),
    `${REPOSITORY}/blob/main/examples/torchscript.ts`,
  );
  t.is(linkOnSite('docs/files.md', '#damage'), '#damage');
  t.is(linkOnSite('docs/files.md', 'https://example.org/a.md'), 'https://example.org/a.md');
});
