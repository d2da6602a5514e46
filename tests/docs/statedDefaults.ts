// The defaults of a package's functions and classes, as their own code has them: what `withDefaults` fills in.
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');

export interface StatedDefault {
  field: string;
  /** As it stands in the code: `1e-5`, `'mean'`, `null`. */
  value: string;
  /** Where the field is declared. */
  declaration: ts.PropertySignature;
}

export function programOf(name: string): ts.Program {
  const folder = join(ROOT, 'packages', name);
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  return ts.createProgram(fileNames, { ...options, noEmit: true, composite: false });
}

/** Of the calls whose defaults stand there as values. */
export function statedDefaults(program: ts.Program, name: string): StatedDefault[] {
  const checker = program.getTypeChecker();
  const source = join(ROOT, 'packages', name, 'src');
  const found: StatedDefault[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'withDefaults') return;
    const [, options, defaults] = node.arguments;
    if (!options || !defaults || !ts.isObjectLiteralExpression(defaults)) return;
    const given = node.typeArguments?.[0];
    const type = given
      ? checker.getTypeFromTypeNode(given)
      : checker.getNonNullableType(checker.getTypeAtLocation(options));
    for (const property of defaults.properties) {
      if (!ts.isPropertyAssignment(property) || !isValue(property.initializer)) continue;
      const field = property.name.getText();
      const declaration = checker.getPropertyOfType(type, field)?.declarations?.find(ts.isPropertySignature);
      if (declaration?.getSourceFile().fileName.startsWith(source))
        found.push({ field, value: property.initializer.getText(), declaration });
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
