#!/usr/bin/env node
// Generates files from the schemas of options, so that each text is written only once, in the comment before
// its field: the descriptions that programs read (`packages/*/src/gen/descriptions.ts`), and, from the
// compiled packages, the JSON Schema of configurations and the page of all options. `--check` writes nothing
// and fails if a file is out of date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { optionsPage } from './lib/options-page.mjs';
import { ROOT } from './lib/root.mjs';

/** Functions that create a schema from a name and an object of fields. */
const MAKERS = new Set(['optionSchema', 'settings']);
const PACKAGES = ['models', 'train'];

/** @returns {Promise<Record<string, string>>} expected content of each file, by its path from the root */
export async function generatedFiles() {
  const built = (name, file = 'index.js') =>
    import(pathToFileURL(join(ROOT, 'packages', name, 'dist', file)).href);
  const { configJsonSchema } = await built('train');
  return {
    ...Object.fromEntries(
      PACKAGES.map((name) => [`packages/${name}/src/gen/descriptions.ts`, descriptionsFile(name)]),
    ),
    'docs/config.schema.json': `${JSON.stringify(configJsonSchema(), null, 1)}\n`,
    'docs/options.md': optionsPage(
      await built('models'),
      (await built('train', 'config/config.js')).inputSchema(),
      await built('train', 'config/print/walk.js'),
    ),
  };
}

function descriptionsFile(name) {
  const folder = join(ROOT, 'packages', name);
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram(fileNames, { ...options, noEmit: true, composite: false });
  const checker = program.getTypeChecker();
  const schemas = {};
  for (const file of program.getSourceFiles()) {
    if (!file.fileName.startsWith(join(folder, 'src'))) continue;
    visit(file, (title, fields) => {
      schemas[title] ??= {};
      Object.assign(schemas[title], textsOf(fields, checker));
    });
  }
  const sorted = Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1));
  const body = JSON.stringify(Object.fromEntries(sorted), null, 2).replace(
    /^( +)"([A-Za-z_]\w*)":/gm,
    '$1$2:',
  );
  return `// Written by \`npm run gen:options\` from the comments before the fields; do not edit.\nexport const DESCRIPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = ${body};\n`;
}

function visit(node, found) {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && MAKERS.has(node.expression.text)) {
    const [title, fields] = node.arguments;
    if (title && fields && ts.isStringLiteral(title)) found(title.text, fields);
  }
  ts.forEachChild(node, (child) => visit(child, found));
}

/** The comments of an object's fields, including those spread from another object. */
function textsOf(fields, checker) {
  const texts = checker.getPropertiesOfType(checker.getTypeAtLocation(fields)).map((field) => {
    const text = ts.displayPartsToString(field.getDocumentationComment(checker));
    return [field.name, text.replace(/\s+/g, ' ').trim()];
  });
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const check = process.argv.includes('--check');
  const stale = Object.entries(await generatedFiles()).filter(([path, text]) => {
    const file = join(ROOT, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  for (const [path, text] of stale) {
    console.log(`${path} ${check ? 'is out of date: npm run gen:options' : 'written'}`);
    if (!check) writeFileSync(join(ROOT, path), text);
  }
  process.exitCode = check && stale.length > 0 ? 1 : 0;
}
