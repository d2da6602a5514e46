// Every optional field of a public options type states its default in its hover text.
import { join } from 'node:path';
import test from 'ava';
import ts from 'typescript';
import { PACKAGES } from './packages.js';
import { programOf, statedDefaults } from './statedDefaults.js';

const ROOT = join(import.meta.dirname, '../..');
/** Types that callers fill in, except for transforms, whose types come from zod without comments. */
const OPTIONS = /(Options|Config|Sizes|Call|(?<!Transform)Input)$/;

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
    t.true(count > 5, `only ${count} fields were found`);
    t.deepEqual([...silent], [], `${silent.size} of ${count} fields say no default`);
  });

/** The options of a module and its namespaces. */
const exportsOf = (module: ts.Symbol, checker: ts.TypeChecker): ts.Symbol[] =>
  checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    // Names of other libraries, such as zod's, do not count.
    if (symbol.declarations?.some((own) => own.getSourceFile().fileName.includes('node_modules/.pnpm')))
      return [];
    return symbol.flags & ts.SymbolFlags.ValueModule ? exportsOf(symbol, checker) : [symbol];
  });

for (const name of PACKAGES)
  test(`and the defaults of @cotrain/${name} that they say are the true ones`, (t) => {
    const stated = statedDefaults(programOf(name), name);
    t.true(stated.length > 0);
    for (const { field, value, declaration, isDestructured } of stated) {
      if (!declaration.questionToken) continue;
      const text = ts
        .getJSDocCommentsAndTags(declaration)
        .map((doc) => doc.getText())
        .join(' ')
        .replace(/\s*\n\s*\* ?/g, ' '); // comments may wrap before a value
      const place = `${declaration.getSourceFile().fileName}: ${field}: ${text} (${value})`;
      if (!isDestructured)
        t.true(new RegExp(`(default|of [a-z ]+) \\(?${escaped(value)}(?![\\w.]\\d)`, 'i').test(text), place);
      // Words may describe what the code does with the value.
      else if (saidIn(text) !== null && !value.startsWith('[')) t.is(saidIn(text), literal(value), place);
    }
  });

/** The default that a text states as a value. */
function saidIn(text: string): string | null {
  const said = /\bdefaults? \(?('[^']*'|`[^`]*`|-?\d+(?:\.\d+)?(?:e-?\d+)?|true|false|null)/i.exec(text)?.[1];
  return said === undefined ? null : literal(said.replaceAll('`', "'"));
}

const literal = (value: string): string => (Number.isNaN(Number(value)) ? value : String(Number(value)));

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** Whether the package itself declares the field. */
const isOwn = (field: ts.Symbol, name: string): boolean =>
  field.declarations?.every(
    (own) =>
      !/packages\/(\w+)\/dist/.test(own.getSourceFile().fileName) ||
      own.getSourceFile().fileName.includes(`packages/${name}/dist`),
  ) ?? true;

const alternatives = (type: ts.Type): ts.Type[] => (type.isUnion() ? type.types : [type]);
