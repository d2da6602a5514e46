// A TypeScript module with the types of registered operators, made of their schemas.
import type { ArgumentSchema, OperatorSchema } from '../native/addon.js';
import { camelCase } from '../values/names.js';
import { identifier, isSupported, optionsOf, signature } from './signature.js';

/** One signature of an operator. */
export interface Registered {
  /** `my_ops::relu2` */
  operator: string;
  /** Empty for the plain one. */
  overload: string;
  schema: OperatorSchema;
}

export interface ModuleOptions {
  /** The first lines, comments that say where the module comes from. */
  notice: string;
  /** What an option means, in a sentence; its default is said after it. */
  meaning?: (operator: string, option: string) => string | undefined;
}

const pascalCase = (name: string): string => {
  const camel = camelCase(name).replace(/^_+/, '');
  return camel.charAt(0).toUpperCase() + camel.slice(1);
};

const TYPES = ['DType', 'Device', 'Generator', 'Int', 'Layout', 'MemoryFormat', 'Scalar', 'Tensor'];
const comment = (text: string): string => `/** ${text.replaceAll('*/', '* /')} */`;

/** `1`, `[3, 5]`, `'none'`; undefined where there is none. */
function defaultOf({ schema }: OperatorSchema, argument: ArgumentSchema): string | undefined {
  if (argument.required) return undefined;
  const { default: value } = argument;
  if (Array.isArray(value)) {
    const single = argument.size > 0 && value.every((item) => item === value[0]);
    return single ? String(value[0]) : `[${value.join(', ')}]`;
  }
  if (value !== undefined) return String(value);
  const text = new RegExp(`[ (]${argument.name}=("[^"]*"|'[^']*'|[^ ,)]+)`).exec(schema)?.[1];
  return text?.replaceAll('"', "'");
}

class ModuleText {
  private readonly taken = new Set(['torch', ...TYPES]);
  private readonly lines: string[] = [];

  constructor(private readonly meaning: NonNullable<ModuleOptions['meaning']>) {}

  /** The module's text below the notice. */
  of(registered: readonly Registered[]): string {
    const namespaceOf = ({ operator }: Registered) => operator.split('::')[0]!;
    for (const namespace of [...new Set(registered.map(namespaceOf))].sort())
      this.addNamespace(
        namespace,
        registered.filter((one) => namespaceOf(one) === namespace),
      );
    const body = this.lines.join('\n');
    const used = TYPES.filter((name) =>
      new RegExp(`\\b${name}\\b`).test(body.replace(/\/\*\*.*?\*\//gs, '')),
    );
    const imported = [...used.map((name) => `type ${name}`), 'torch'].join(', ');
    return `import { ${imported} } from '@cotrain/torch';\n${body}\n`;
  }

  private addNamespace(namespace: string, registered: readonly Registered[]): void {
    const members = registered.map((one) =>
      isSupported(one.schema)
        ? this.member(one)
        : `  // ${one.schema.schema} has a type that cannot cross over to JavaScript.`,
    );
    const type = this.fresh([`${pascalCase(namespace)}Operators`, `${pascalCase(namespace)}Namespace`]);
    const value = this.fresh([identifier(namespace), `${camelCase(namespace)}_`]);
    this.lines.push(
      '',
      comment(`The operators of the namespace \`${namespace}\`, available as \`torch.ops.${namespace}\`.`),
      `export interface ${type} {`,
      ...members,
      '}',
      '',
      `export const ${value} = torch.ops.${namespace} as unknown as ${type};`,
    );
  }

  private member({ operator, overload, schema }: Registered): string {
    const [namespace, name] = operator.split('::') as [string, string];
    const fields = optionsOf(schema);
    let options: string | undefined;
    if (fields.length > 0) {
      const own = pascalCase(name);
      const full = `${pascalCase(namespace)}${own}${pascalCase(overload)}`;
      options = this.fresh([`${own}Options`, `${own}${pascalCase(overload)}Options`, `${full}Options`]);
      const documented = fields.flatMap(({ field, argument }) => {
        const about = argument === undefined ? undefined : this.about(operator, schema, argument);
        return [...(about === undefined ? [] : [`  ${comment(about)}`]), `  ${field};`];
      });
      this.lines.push(
        '',
        comment(`Options of \`${operator}\`.`),
        `export interface ${options} {`,
        ...documented,
        '}',
      );
    }
    return `  ${comment(`\`${schema.schema}\``)}\n  ${name}${signature(schema, { options })};`;
  }

  private about(operator: string, schema: OperatorSchema, argument: ArgumentSchema): string | undefined {
    const value = defaultOf(schema, argument);
    const parts = [
      this.meaning(operator, camelCase(argument.name)),
      value === undefined ? undefined : `Default ${value}.`,
    ].filter((part) => part !== undefined);
    return parts.length === 0 ? undefined : parts.join(' ');
  }

  /** The first of the names that is not taken. */
  private fresh(names: readonly string[]): string {
    let name = names.find((candidate) => !this.taken.has(candidate)) ?? names.at(-1)!;
    while (this.taken.has(name)) name += '_';
    this.taken.add(name);
    return name;
  }
}

/**
 * A module that exports, for each namespace, an interface of its operators and `torch.ops.<namespace>` of
 * that type. Operators are in the order in which they are given, overloads so in the order in which calls try
 * them.
 */
export const moduleText = (
  registered: readonly Registered[],
  { notice, meaning = () => undefined }: ModuleOptions,
): string => `${notice}\n${new ModuleText(meaning).of(registered)}`;
