// Every name that a package exports says what it is where an editor shows it.
import { join } from 'node:path';
import test from 'ava';
import ts from 'typescript';
import { PACKAGES } from './packages.js';

const ROOT = join(import.meta.dirname, '../..');

const indexOf = (name: string): string => join(ROOT, 'packages', name, 'dist/index.d.ts');
const program = ts.createProgram(PACKAGES.map(indexOf), {
  module: ts.ModuleKind.NodeNext,
  skipLibCheck: true,
  types: [],
});
const checker = program.getTypeChecker();

for (const name of PACKAGES)
  test(`every public name of @cotrain/${name} has a sentence`, (t) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(indexOf(name))!)!;
    const own = exportsOf(module).filter(([, symbol]) => isOf(symbol, name));
    t.true(own.length >= 10, String(own.length));
    const silent = own.filter(([, symbol]) => !isDescribed(symbol)).map(([path]) => path);
    t.deepEqual(silent, [], `${silent.length} of ${own.length} names say nothing`);
  });

/** Exports of a module and its namespaces, with the names that programs use. */
function exportsOf(module: ts.Symbol, prefix = ''): [string, ts.Symbol][] {
  return checker.getExportsOfModule(module).flatMap((exported): [string, ts.Symbol][] => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const path = `${prefix}${exported.name}`;
    return symbol.flags & ts.SymbolFlags.ValueModule ? exportsOf(symbol, `${path}.`) : [[path, symbol]];
  });
}

/** Neither another package's, nor generated: operators are described by their schemas. */
const isOf = (symbol: ts.Symbol, name: string): boolean =>
  symbol.declarations?.some((declaration) => {
    const file = declaration.getSourceFile().fileName;
    return file.includes(`packages/${name}/dist`) && !file.includes('/dist/gen/');
  }) ?? false;

const isDescribed = (symbol: ts.Symbol): boolean =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== '';
