// Import cycles among the files of a package. Type-only imports do not count, because they are not loaded.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * Files that `text` loads statically: the imports and exports that TypeScript keeps (`verbatimModuleSyntax`).
 */
function loadedBy(ts, path, text) {
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return statements
    .filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
    .filter(({ importClause, isTypeOnly }) => !(importClause?.isTypeOnly ?? isTypeOnly))
    .flatMap(({ moduleSpecifier }) => (moduleSpecifier?.text.startsWith('.') ? [moduleSpecifier.text] : []))
    .map((specifier) => resolve(dirname(path), specifier.replace(/\.js$/, '.ts')))
    .filter((target) => existsSync(target));
}

/** Strongly connected components with more than one file (Tarjan's algorithm). */
function circles(graph) {
  const order = new Map();
  const lowest = new Map();
  const path = [];
  const found = [];
  const visit = (file) => {
    order.set(file, order.size);
    lowest.set(file, order.get(file));
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!order.has(next)) visit(next);
      if (path.includes(next)) lowest.set(file, Math.min(lowest.get(file), lowest.get(next)));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const part = path.splice(path.indexOf(file));
    if (part.length > 1 || graph.get(file)?.includes(file)) found.push(part);
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return found;
}

/** Import cycles among the TypeScript files of `folder`, each as a list of its files. */
export async function importCircles(folder) {
  const { default: ts } = await import('typescript');
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.ts'));
  const paths = files.map((file) => join(resolve(folder), file));
  const graph = new Map(paths.map((path) => [path, loadedBy(ts, path, readFileSync(path, 'utf8'))]));
  return circles(graph).map((part) => part.map((path) => relative(folder, path)).sort());
}
