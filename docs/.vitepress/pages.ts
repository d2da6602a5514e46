// Which Markdown files of the repository are pages, under which addresses, and in which order.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { DefaultTheme } from 'vitepress';

export const ROOT = join(import.meta.dirname, '../..');
export const REPOSITORY = 'https://github.com/cotrain/cotrain';

/** File in the repository, and the page that it becomes. The first rule that fits counts. */
const RULES: readonly [file: RegExp, page: string][] = [
  [/^docs\/([\w-]+\.md)$/, '$1'],
  [/^benchmarks\/results\/([\w-]+\.md)$/, 'results/$1'],
  [/^benchmarks\/README\.md$/, 'benchmarks.md'],
  [/^packages\/([\w-]+)\/README\.md$/, 'packages/$1.md'],
  [/^(ARCHITECTURE|CONTRIBUTING|SECURITY)\.md$/, '$1.md'],
];

/** The page that a file of the repository becomes, such as `results/model.md`; null if it is not on the site. */
export function pageOf(file: string): string | null {
  const rule = RULES.find(([pattern]) => pattern.test(file));
  return rule ? file.replace(rule[0], rule[1]).toLowerCase() : null;
}

/**
 * Where a link in a file of the repository leads on the site: to a page (an absolute path), or else to the
 * repository. Web addresses and links within the page stay as they are.
 */
export function linkOnSite(file: string, href: string): string {
  if (/^([a-z]+:|#|\/)/.test(href)) return href;
  const [path = '', anchor] = href.split('#');
  const target = posix.join(posix.dirname(file), path);
  const page = target === 'README.md' ? 'index.md' : pageOf(target);
  const address = page ? `/${page}` : `${REPOSITORY}/blob/main/${target}`;
  return anchor ? `${address}#${anchor}` : address;
}

type Item = DefaultTheme.SidebarItem;
const page = (text: string, name: string): Item => ({ text, link: `/${name}` });
const group = (text: string, ...items: Item[]): Item => ({ text, collapsed: true, items });

/** Measured figures: one page for each file, under its own title. */
const results = readdirSync(join(ROOT, 'benchmarks/results'))
  .filter((file) => file.endsWith('.md'))
  .map((file) => {
    const [, title] = /^# (.+)/m.exec(readFileSync(join(ROOT, 'benchmarks/results', file), 'utf8'))!;
    return page(title!, `results/${file.slice(0, -'.md'.length)}`);
  });

/** Text and address of the API reference, which typedoc writes beside the pages. */
export const API = { text: 'API reference', link: '/api/index.html', target: '_self' };

export const SIDEBAR: Item[] = [
  group(
    'Get started',
    page('Install', 'install'),
    page('First prediction', 'first-prediction'),
    page('First model', 'first-model'),
    page('Your own data', 'your-own-data'),
    page('Build from source', 'setup'),
  ),
  group(
    'Train',
    page('Train a model', 'training'),
    page('Watch a run', 'watching'),
    page('All options', 'options'),
    page('Data', 'data'),
    page('Data sets and splits', 'datasets'),
    page('Partial labels', 'partial-labels'),
    page('Pretrained backbones', 'pretrained'),
    page('Stages', 'stages'),
    page('Strategies', 'strategies'),
    page('Self-training', 'self-training'),
    page('Experiments', 'experiments'),
  ),
  group('Evaluate and predict', page('Evaluate and predict', 'evaluate'), page('Metrics', 'metrics')),
  group('Deploy', page('Deploy a model', 'deploy'), page('Predict in a program', 'predicting')),
  group(
    'Tensors for PyTorch users',
    page('From PyTorch', 'pytorch-users'),
    page('Tensors and scopes', 'tensors-and-scopes'),
    page('Memory', 'memory'),
    page('Autograd', 'autograd'),
    page('Modules and optimizers', 'modules'),
    page('Threads and devices', 'threads'),
    page('GPUs', 'gpu'),
    page('Several processes', 'distributed'),
    page('Files', 'files'),
    page('Operators', 'operators'),
  ),
  group(
    'Extend',
    page('A task', 'a-task-of-your-own'),
    page('A head', 'a-head-of-your-own'),
    page('A backbone', 'a-backbone-of-your-own'),
    page('An operator', 'extending'),
    page('The operator library', 'operator-library'),
  ),
  group(
    'The paper',
    page('What is implemented', 'paper'),
    page('Models', 'models'),
    page('CLIP', 'clip'),
    page('Prompts', 'prompts'),
    page('Adapters', 'adapters'),
  ),
  group('Reliability', page('What you can rely on', 'reliability'), page('Errors', 'errors')),
  group(
    'Performance',
    page('Speed and memory', 'performance'),
    page('Run the benchmarks', 'benchmarks'),
    group('Measured', ...results),
  ),
  group('Troubleshooting', page('Troubleshooting', 'troubleshooting')),
  group(
    'Packages',
    ...['torch', 'ops', 'nn', 'optim', 'data', 'metrics', 'models', 'train', 'export', 'bench'].map((name) =>
      page(`@cotrain/${name}`, `packages/${name}`),
    ),
    page('cotrain', 'packages/cli'),
    page('model-street-small', 'packages/model-street-small'),
    page('weights-mobilenet-v2', 'packages/weights-mobilenet-v2'),
    page('weights-clip-text', 'packages/weights-clip-text'),
  ),
  group(
    'Contribute',
    page('Contribute', 'contributing'),
    page('Architecture', 'architecture'),
    page('Style', 'style'),
    page('Releases', 'releasing'),
    page('Security', 'security'),
  ),
  API,
];
