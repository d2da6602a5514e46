// Defaults of a package's functions and classes according to their code: values filled in by `withDefaults`
// and by destructuring.
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');

export interface StatedDefault {
  field: string;
  /** Source text of the value: `1e-5`, `'mean'`, `null`. */
  value: string;
  /** Whether the default comes from `const { device = 'cpu' } = options` instead of `withDefaults`. */
  isDestructured: boolean;
  /** Declaration of the field. */
  declaration: ts.PropertySignature;
}

export function programOf(name: string): ts.Program {
  const folder = join(ROOT, 'packages', name);
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  return ts.createProgram(fileNames, { ...options, noEmit: true, composite: false });
}

/** Defaults stated as values in calls and in destructured options. */
export function statedDefaults(program: ts.Program, name: string): StatedDefault[] {
  const checker = program.getTypeChecker();
  const source = join(ROOT, 'packages', name, 'src');
  const found: StatedDefault[] = [];
  const add = (type: ts.Type, field: string, value: string, isDestructured: boolean) => {
    const declaration = checker.getPropertyOfType(type, field)?.declarations?.find(ts.isPropertySignature);
    if (declaration?.getSourceFile().fileName.startsWith(source))
      found.push({ field, value, isDestructured, declaration });
  };
  /** Handles `const { device = 'cpu' } = options`, and the same in parameters. */
  const note = (pattern: ts.ObjectBindingPattern): void => {
    const { parent } = pattern;
    if (ts.isBindingElement(parent)) return;
    const { type: given, initializer } = parent;
    if (!given && !initializer) return;
    const type = given ? checker.getTypeFromTypeNode(given) : checker.getTypeAtLocation(initializer!);
    for (const { name, propertyName = name, initializer: value } of pattern.elements)
      if (value && isValue(value))
        add(checker.getNonNullableType(type), propertyName.getText(), value.getText(), true);
  };
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (ts.isObjectBindingPattern(node)) note(node);
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'withDefaults') return;
    const [, options, defaults] = node.arguments;
    if (!options || !defaults || !ts.isObjectLiteralExpression(defaults)) return;
    const given = node.typeArguments?.[0];
    const type = given
      ? checker.getTypeFromTypeNode(given)
      : checker.getNonNullableType(checker.getTypeAtLocation(options));
    for (const property of defaults.properties) {
      if (!ts.isPropertyAssignment(property) || !isValue(property.initializer)) continue;
      add(type, property.name.getText(), property.initializer.getText(), false);
    }
  };
  for (const file of program.getSourceFiles()) if (file.fileName.startsWith(source)) visit(file);
  return found;
}

const isValue = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) ||
  [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind) ||
  (ts.isPrefixUnaryExpression(node) && isValue(node.operand)) ||
  (ts.isArrayLiteralExpression(node) && node.elements.every(isValue));
