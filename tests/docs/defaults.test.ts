// Every optional field of a public options type says its default where an editor shows it.
import { join } from 'node:path';
import test from 'ava';
import ts from 'typescript';
import { programOf, statedDefaults } from './statedDefaults.js';

const ROOT = join(import.meta.dirname, '../..');
const PACKAGES = ['models', 'nn', 'optim', 'train'] as const;
/** Types that callers fill in. */
const OPTIONS = /(Options|Config|Sizes|Call|Input)$/;

for (const name of PACKAGES)
  test(`the optional fields of @cotrain/${name} say their defaults`, (t) => {
    const index = join(ROOT, 'packages', name, 'dist/index.d.ts');
    const program = ts.createProgram([index], {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      skipLibCheck: true,
    });
    const checker = program.getTypeChecker();
    const module = checker.getSymbolAtLocation(program.getSourceFile(index)!)!;
    const silent = new Set<string>();
    let count = 0;
    for (const symbol of exportsOf(module, checker)) {
      if (!(symbol.flags & ts.SymbolFlags.Type) || !OPTIONS.test(symbol.name)) continue;
      for (const type of alternatives(checker.getDeclaredTypeOfSymbol(symbol)))
        for (const field of checker.getPropertiesOfType(type)) {
          if (!(field.flags & ts.SymbolFlags.Optional) || !isOwn(field, name)) continue;
          count++;
          const text = ts.displayPartsToString(field.getDocumentationComment(checker));
          if (!/\bdefault\b/i.test(text)) silent.add(`${symbol.name}.${field.name}`);
        }
    }
    t.true(count > 10, `only ${count} fields were found`);
    t.deepEqual([...silent], [], `${silent.size} of ${count} fields say no default`);
  });

/** Of a module and the namespaces in it. */
const exportsOf = (module: ts.Symbol, checker: ts.TypeChecker): ts.Symbol[] =>
  checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    // Another library's names, such as zod's, are its own.
    if (symbol.declarations?.some((own) => own.getSourceFile().fileName.includes('node_modules/.pnpm')))
      return [];
    return symbol.flags & ts.SymbolFlags.ValueModule ? exportsOf(symbol, checker) : [symbol];
  });

for (const name of PACKAGES)
  test(`and the defaults of @cotrain/${name} that they say are the true ones`, (t) => {
    const stated = statedDefaults(programOf(name), name);
    t.true(stated.length > 0);
    for (const { field, value, declaration } of stated) {
      if (!declaration.questionToken) continue;
      const text = ts
        .getJSDocCommentsAndTags(declaration)
        .map((doc) => doc.getText())
        .join(' ');
      const place = `${declaration.getSourceFile().fileName}: ${field}: ${text}`;
      t.true(
        new RegExp(`(default|of [a-z ]+) \\(?${escaped(value)}(?![\\w.]\\d)`, 'i').test(text),
        `${place} (${value})`,
      );
    }
  });

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** Not of a type that another package declares. */
const isOwn = (field: ts.Symbol, name: string): boolean =>
  field.declarations?.every(
    (own) =>
      !/packages\/(\w+)\/dist/.test(own.getSourceFile().fileName) ||
      own.getSourceFile().fileName.includes(`packages/${name}/dist`),
  ) ?? true;

const alternatives = (type: ts.Type): ts.Type[] => (type.isUnion() ? type.types : [type]);
