import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { torch } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { compile } from './compile.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const blocks = (page: string, language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, block]) => block!);

/**
 * Statements of a page's tables about TypeScript (or about both, if the column covers both): all code in a
 * column `TypeScript`, and the calls in a column `here`.
 */
function tableStatements(page: string): string[] {
  const tables = [...page.matchAll(/^(\|.*\|)\n\|[-|]+\|\n((?:\|.*\|\n)+)/gm)];
  const cells = tables.flatMap(([, header, body]) => {
    const column = (header!.match(/[^|]+/g) ?? []).findIndex((name) => /^ (TypeScript|here) $/.test(name));
    if (column < 0) return [];
    const rows = body!.trimEnd().split('\n');
    return rows.map((row) => {
      const columns = row.slice(1, -1).split('|');
      const cell = columns[column]!.trim() === 'the same' ? columns[0]! : columns[column]!;
      const code = [...cell.matchAll(/`([^`]+)`/g)].map(([, span]) => span!);
      return header!.includes(' here ') ? code.filter((span) => /^(torch|x)\./.test(span)) : code;
    });
  });
  return cells.flat().map((code) => {
    const guard = code.includes("('cuda") ? 'if (torch.cuda.isAvailable()) ' : '';
    return `${guard}{ ${code}${/^(if|for) \(/.test(code) ? ' {}' : ';'} }`;
  });
}

const operatorLibrary = join(root, 'build/Release/my_ops.so');
if (!existsSync(operatorLibrary))
  console.log(`skipped running docs/extending.md: ${operatorLibrary} is not built`);

const load = (module: string) => import(module);

interface Page {
  /** Names of the variables that the page's code defines. */
  exports: string[];
  check(t: ExecutionContext, left: Awaited<ReturnType<typeof load>>): void;
}

const ran: Page = { exports: [], check: (t) => t.pass() };

const PAGES: Record<string, Page> = {
  'a-task-of-your-own.md': {
    exports: ['lanes'],
    check: (t, { lanes }) => t.deepEqual(Object.keys(lanes.tasks), ['det', 'lane_style', 'lane']),
  },
  'a-backbone-of-your-own.md': ran,
  'a-head-of-your-own.md': ran,
  'adapters.md': ran,
  'autograd.md': {
    exports: ['x', 'p', 'weight', 'probabilities'],
    check(t, { x, p, weight, probabilities }) {
      t.deepEqual(x.grad.shape, [5]);
      t.deepEqual(p.grad.toArray(), [1, 1, 1]);
      t.deepEqual(weight.grad.shape, [16, 16]);
      t.true(probabilities.isInference());
    },
  },
  'clip.md': {
    exports: ['shares', 'embeddings'],
    check(t, { shares, embeddings }) {
      t.is(shares[0].length, 2);
      t.deepEqual(embeddings.spatial.shape, [2, 32, 3, 5]);
    },
  },
  'datasets.md': ran,
  'distributed.md': {
    exports: ['all', 'seen'],
    check(t, { all, seen }) {
      t.is(all.length, 1);
      t.deepEqual(seen, [{ rank: 0, images: 12 }]);
    },
  },
  'deploy.md': {
    exports: ['boxes'],
    check: (t, { boxes }) => t.is(boxes[0].length, 4),
  },
  'evaluate.md': {
    exports: ['files'],
    check: (t, { files }) => t.is(files.length, 4),
  },
  'data.md': ran,
  'experiments.md': ran,
  'errors.md': ran,
  'extending.md': ran,
  'gpu.md': ran,
  'files.md': {
    exports: ['model', 'output', 'state'],
    check(t, { model, output, state }) {
      t.deepEqual(Object.keys(model), ['weight', 'bias']);
      t.is(state.epoch, 3);
      t.deepEqual(output.shape, [1, 2, 6, 6]);
    },
  },
  'first-model.md': {
    exports: ['losses'],
    check: (t, { losses }) => t.true(losses.at(-1) < losses[0] / 3, losses.join()),
  },
  'memory.md': {
    exports: ['before', 'memory'],
    check: (t, { before, memory }) => t.is(memory().tensors, before.tensors),
  },
  'metrics.md': {
    exports: ['AP50'],
    check: (t, { AP50 }) => t.true(AP50 > 0.99),
  },
  'models.md': ran,
  'operator-library.md': ran,
  'self-training.md': ran,
  'stages.md': ran,
  'strategies.md': {
    exports: ['order', 'first', 'learned'],
    check(t, { order, first, learned }) {
      t.deepEqual(order, ['drivable', 'det', 'drivable']);
      t.is(first.indices.length, 2);
      t.true(Math.abs(learned.sem_seg + learned.drivable - 1.4) < 1e-9);
    },
  },
  'predicting.md': {
    exports: ['both', 'picture'],
    check(t, { both, picture }) {
      t.is(both.length, 2);
      t.is(picture.subarray(1, 4).toString(), 'PNG');
    },
  },
  'pretrained.md': {
    exports: ['report'],
    check(t, { report }) {
      t.is(report.layout, 'official');
      t.deepEqual(report.missing, []);
    },
  },
  'prompts.md': {
    exports: ['learned', 'shape', 'kept', 'ids', 'words'],
    check(t, { learned, shape, kept, ids, words }) {
      t.deepEqual(learned, ['det.ctx', 'sem_seg.ctx', 'drivable.ctx']);
      t.deepEqual(shape, [4, 64]);
      t.true(kept);
      t.deepEqual(ids, [6016, 1203, 23088, 2445]);
      t.is(words, 'direct drivable area ');
    },
  },
  'partial-labels.md': ran,
  'pytorch-users.md': {
    exports: ['result', 'x'],
    check(t, { result, x }) {
      t.false(result.equal(x)); // `torch.add(x, y, { out: result })` ran
      t.is(x.at(0, 1).item(), 7);
    },
  },
  'modules.md': {
    exports: ['averaged', 'next'],
    check(t, { averaged, next }) {
      t.deepEqual(averaged.shape, [4, 2]);
      t.is(next, 10);
    },
  },
  'tensors-and-scopes.md': {
    exports: ['curvature', 'loss', 'labels'],
    check(t, { curvature, loss, labels }) {
      t.deepEqual(curvature.toArray(), [12, 18]);
      t.deepEqual(loss.shape, []);
      t.is(labels.dtype, 'int64');
    },
  },
  'watching.md': {
    exports: ['server'],
    check: (t, { server }) => t.regex(server.url, /^http:\/\/127\.0\.0\.1:\d+\/$/),
  },
  'threads.md': {
    exports: ['weight', 'there', 'next', 'h', 'made'],
    check(t, { weight, there, next, h, made }) {
      t.true(there.equal(weight));
      t.deepEqual(next.shape, [3]);
      t.is(h.dtype, 'bfloat16');
      t.true(made.operators.some(({ name }: { name: string }) => name === 'forward'));
    },
  },
};

/** Writes the page as a module to `folder`, where files that it writes also go. */
function write(folder: string, page: string): string {
  const code = [...blocks(text(`docs/${page}`), 'ts'), ...tableStatements(text(`docs/${page}`))]
    .join('\n')
    .replaceAll('tests/golden/files/script.pt', join(root, 'tests/golden/files/script.pt'))
    .replaceAll("'build/operator/my_ops.so'", JSON.stringify(operatorLibrary))
    .replaceAll("'./my_ops.js'", JSON.stringify(join(root, 'examples/operator/my_ops.js')))
    .replaceAll(/'(predictions|packed|seen)(?=['/])/g, (_, name) => `'${join(folder, name)}`)
    .replaceAll(/(?<=\(|out: )'(\w+\.(?:safetensors|pth|pt|onnx))'/g, (_, name) =>
      JSON.stringify(join(folder, name)),
    );
  const file = join(folder, page.replace('.md', '.ts'));
  const { exports } = PAGES[page]!;
  writeFileSync(file, exports.length > 0 ? `${code}\nexport { ${exports.join(', ')} };\n` : code);
  return file;
}

// Beside the tests, so that the packages resolve.
function temporary(t: ExecutionContext): string {
  const folder = mkdtempSync(join(root, 'tests/docs/.pages-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

for (const [page, { check }] of Object.entries(PAGES)) {
  const run = page === 'extending.md' && !existsSync(operatorLibrary) ? test.serial.skip : test.serial;
  run(`the code of docs/${page} runs`, async (t) => {
    torch.manualSeed(0); // a page's models have random weights, and its checks look at what they predict
    check(t, await load(write(temporary(t), page)));
  });
}

test.serial('no page with code is left out', (t) => {
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  const withCode = pages.filter((page) => /^```ts$/m.test(text(`docs/${page}`)));
  t.deepEqual(withCode.sort(), Object.keys(PAGES).sort());
});

test.serial('the code of all pages compiles, and so does that of README.md', (t) => {
  const folder = temporary(t);
  const files = [...Object.keys(PAGES).map((page) => write(folder, page)), join(folder, 'README.ts')];
  writeFileSync(files.at(-1)!, blocks(text('README.md'), 'ts').join('\n'));
  t.is(compile(folder, files), null);
});

test('docs/deploy.md shows the files of examples/cpp', (t) => {
  const page = text('docs/deploy.md');
  t.deepEqual(blocks(page, 'cpp'), [text('examples/cpp/predict.cpp')]);
  t.deepEqual(blocks(page, 'cmake'), [text('examples/cpp/CMakeLists.txt')]);
});

test('docs/extending.md shows the files of examples/operator', (t) => {
  const page = text('docs/extending.md');
  t.deepEqual(blocks(page, 'cpp'), [text('examples/operator/relu2.cpp')]);
  t.deepEqual(blocks(page, 'cmake'), [text('examples/operator/CMakeLists.txt')]);
  t.deepEqual(blocks(page, 'ts'), [text('examples/operator/relu2.ts')]);
  t.deepEqual(blocks(page, 'typescript'), [text('examples/operator/my_ops.ts')]);
});
