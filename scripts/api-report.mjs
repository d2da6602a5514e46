#!/usr/bin/env node
// Writes the public interface of each package to packages/*/api.txt, so that interface changes are visible in
// a diff. `--check` fails if a report is out of date. Reads the compiled declarations: run `tsc -b` first.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from './lib/root.mjs';
import { publishedPackages } from './lib/workspace.mjs';

const check = process.argv.includes('--check');
const printer = ts.createPrinter({ removeComments: true });

const packages = publishedPackages().filter(({ exports }) => entriesOf(exports).length > 0);
const program = ts.createProgram(
  packages.flatMap(({ folder, exports }) => entriesOf(exports).map(([, file]) => join(folder, file))),
  { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, skipLibCheck: true, types: [] },
);
const checker = program.getTypeChecker();

const stale = [];
for (const { folder, name, exports } of packages) {
  const path = join(folder, 'api.txt');
  const text = report(folder, name, exports);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  stale.push(relative(ROOT, path));
  if (!check) writeFileSync(path, text);
}
if (check && stale.length > 0) {
  console.error(
    `${stale.join(', ')}: out of date. If the change is meant to be public, run \`npm run gen:api\``,
  );
  process.exit(1);
}
console.log(stale.length > 0 ? `wrote ${stale.join(', ')}` : 'up to date');

/** Entry points of a package that have types, as `[entry, declarations]`. */
function entriesOf(exports = {}) {
  return Object.entries(exports).flatMap(([entry, target]) => (target.types ? [[entry, target.types]] : []));
}

function report(folder, name, exports) {
  const sections = entriesOf(exports).map(([entry, file]) => {
    const source = program.getSourceFile(join(folder, file));
    const own = exportsOf(source, folder)
      .filter(([, texts]) => texts.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([exported, texts]) => `## ${exported}\n${texts.join('\n')}\n`);
    return [`# ${join(name, entry)}\n`, ...handedOn(source), ...own].join('\n');
  });
  return `${sections.join('\n')}`;
}

/**
 * Exports of a module as `[name, texts]`. Members of a namespace in the same package are named
 * `namespace.name`.
 */
function exportsOf(source, folder, prefix = '') {
  return checker.getExportsOfModule(checker.getSymbolAtLocation(source)).flatMap((symbol) => {
    const inner = resolved(symbol).declarations?.find(ts.isSourceFile);
    return inner?.fileName.startsWith(`${folder}/`) && prefix === ''
      ? exportsOf(inner, folder, `${symbol.name}.`)
      : [[`${prefix}${symbol.name}`, declarations(symbol, folder)]];
  });
}

function resolved(symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Statements that re-export another package, directly or as a namespace. */
function handedOn(source) {
  return source.statements
    .filter(ts.isExportDeclaration)
    .filter(({ exportClause }) => exportClause === undefined || ts.isNamespaceExport(exportClause))
    .filter(({ moduleSpecifier: { text } }) => !text.startsWith('.'))
    .map((statement) => `${statement.getText(source)}\n`);
}

/** The declarations of an export as compiled, without comments, bodies and private members. */
function declarations(symbol, folder) {
  const dist = join(folder, 'dist');
  return (resolved(symbol).declarations ?? []).flatMap((node) => {
    const source = node.getSourceFile();
    if (!source.fileName.startsWith(`${dist}/`) || ts.isSourceFile(node)) return [];
    // Generated code is reviewed at its source.
    if (source.fileName.startsWith(`${dist}/gen/`)) return [`// and ${relative(dist, source.fileName)}`];
    const whole = ts.isVariableDeclaration(node) ? node.parent.parent : node;
    const { transformed } = ts.transform(withoutPrivate(whole), [
      (context) => (root) => inOrder(root, source, context),
    ]);
    return [printer.printNode(ts.EmitHint.Unspecified, transformed[0], source)];
  });
}

/**
 * Sorts the properties and alternatives of types alphabetically. For inferred types, the compiler's own order
 * depends on what it compiled before.
 */
function inOrder(root, source, context) {
  const text = (node) => printer.printNode(ts.EmitHint.Unspecified, node, source);
  const sorted = (nodes) =>
    ts.factory.createNodeArray([...nodes].sort((a, b) => (text(a) < text(b) ? -1 : 1)));
  const visit = (node) => {
    const inner = ts.visitEachChild(node, visit, context);
    if (ts.isTypeLiteralNode(inner) && inner.members.every(ts.isPropertySignature))
      return ts.factory.updateTypeLiteralNode(inner, sorted(inner.members));
    if (ts.isUnionTypeNode(inner)) return ts.factory.updateUnionTypeNode(inner, sorted(inner.types));
    return inner;
  };
  return visit(root);
}

function withoutPrivate(node) {
  if (!ts.isClassDeclaration(node)) return node;
  const members = node.members.filter(
    (member) =>
      !(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) &&
      !ts.isPrivateIdentifier(member.name ?? node),
  );
  const { modifiers, name, typeParameters, heritageClauses } = node;
  return ts.factory.updateClassDeclaration(node, modifiers, name, typeParameters, heritageClauses, members);
}
