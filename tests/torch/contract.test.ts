// The contract of @cotrain/torch: every aten operator whose schema uses only types that the bridge converts
// is typed like its schema, exists at run time, and is selected by values of its types. docs/operators.md
// lists the others. The expectations are derived from the schemas' text, independently of the generator.
import { readFileSync } from 'node:fs';
import { camelCase, Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import ts from 'typescript';
import { Operator } from '../../packages/torch/dist/dispatch/operator.js';
import { native } from '../../packages/torch/dist/native/addon.js';
import { clean, onTypedVersion } from './support.js';

interface Argument {
  name: string;
  /** `Tensor`, `SymInt[2]?`, ... without annotations of aliases. */
  type: string;
  required: boolean;
  keywordOnly: boolean;
}

interface Schema {
  text: string;
  /** `add_` */
  base: string;
  overload: string;
  arguments: Argument[];
  returns: string[];
}

/** Splits at commas outside brackets. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (character === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  return part.trim() === '' ? parts : [...parts, part.trim()];
}

const withoutAliases = (text: string) => text.replace(/\([a-z](\|[a-z])*!?( -> [a-z*|]+)?\)/g, '');

function parseSchema(text: string): Schema {
  const plain = withoutAliases(text);
  const parts = /^aten::(\w+)(\.(\w+))?\((.*)\) -> (.*)$/.exec(plain);
  if (parts === null) throw new Error(`cannot read the schema ${text}`);
  const [, base, , overload = '', args, returned] = parts;
  let keywordOnly = false;
  const list: Argument[] = [];
  for (const part of splitList(args!)) {
    if (part === '*') {
      keywordOnly = true;
      continue;
    }
    const [, type, name, value] = /^(\S+(?:\([^)]*\))?) (\w+)(=.*)?$/.exec(part)!;
    list.push({ name: name!, type: type!, required: value === undefined, keywordOnly });
  }
  const returns = returned!.startsWith('(') ? splitList(returned!.slice(1, -1)) : [returned!];
  return {
    text,
    base: base!,
    overload,
    arguments: list,
    returns: returns.map((type) => type.split(' ')[0]!),
  };
}

const TYPES: Record<string, string> = {
  Tensor: 'Tensor',
  int: 'Int',
  SymInt: 'Int',
  float: 'number',
  bool: 'boolean',
  Scalar: 'Scalar',
  str: 'string',
  ScalarType: 'DType',
  Device: 'Device',
  Layout: 'Layout',
  MemoryFormat: 'MemoryFormat',
  Generator: 'Generator',
};
const RESULT_TYPES: Record<string, string> = {
  ...TYPES,
  int: 'number',
  SymInt: 'number',
  Scalar: 'number | boolean',
};

/** Parses `SymInt[2]?` into base, list and so on; null for a type without a JavaScript value. */
function parseType(type: string) {
  const parts = /^(\w+)(\?)?(\[(\d*)\])?(\?)?$/.exec(type);
  if (parts === null || !(parts[1]! in TYPES)) return null;
  const list = parts[3] !== undefined;
  return {
    base: parts[1]!,
    list,
    size: Number(parts[4] ?? 0),
    elementOptional: list && parts[2] === '?',
    optional: list ? parts[5] === '?' : parts[2] === '?',
  };
}

/** The members of a union in a canonical order and spelling. */
const union = (text: string): string =>
  text
    .split(/\|(?![^(]*\))/)
    .map((part) => part.replace(/\s/g, ''))
    .sort()
    .join('|');

/** Integers that stand for a choice take its name. */
function choice(operator: string, { name, type }: Argument): string | undefined {
  if (!/^(Sym)?[iI]nt\??$/.test(type)) return undefined;
  if (name === 'reduction') return 'LossReduction';
  if (operator.includes('grid_sampler'))
    return { interpolation_mode: 'GridMode', padding_mode: 'GridPadding' }[name];
  if (operator.includes('cdist') && name === 'compute_mode') return 'DistanceMode';
  if (name !== 'mode') return undefined;
  return operator.includes('embedding_bag') ? 'BagMode' : operator === '_pad_enum' ? 'PadMode' : undefined;
}

function expectedArgument(operator: string, argument: Argument): string {
  const { base, list, size, elementOptional, optional } = parseType(argument.type)!;
  const element = choice(operator, argument) ?? TYPES[base]!;
  const options = list ? [`readonly ${elementOptional ? `(${element} | null)` : element}[]`] : [element];
  if (list && size > 0) options.push(element);
  if (optional) options.push('null');
  return union(options.join(' | '));
}

function expectedResult(type: string): string {
  const { base, list } = parseType(type)!;
  return union(list ? `${RESULT_TYPES[base]}[]` : RESULT_TYPES[base]!);
}

const schemas = native
  .operatorNames()
  .filter(([name]) => name.startsWith('aten::'))
  .map(([name, overload]) => parseSchema(native.describeOperator(name, overload)!.schema));
const convertible = ({ arguments: args, returns }: Schema) =>
  [...args.map(({ type }) => type), ...returns.filter((type) => type !== '()')].every(
    (type) => parseType(type) !== null,
  );

interface Signature {
  name: string;
  positional: string[];
  /** `stride?` -> type */
  options: Map<string, string>;
  result: string;
}

/** The members of the interface in a generated file, by the schema above each. */
function signatures(file: string): Map<string, Signature> {
  const path = new URL(`../../packages/torch/src/gen/${file}`, import.meta.url);
  const source = ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Map<string, Signature>();
  const visit = (node: ts.Node): void => {
    if (ts.isMethodSignature(node)) {
      const comment = ts.getJSDocCommentsAndTags(node)[0]!.getText(source);
      const positional: string[] = [];
      const options = new Map<string, string>();
      for (const parameter of node.parameters) {
        if (parameter.name.getText(source) !== 'options') {
          positional.push(union(parameter.type!.getText(source)));
          continue;
        }
        for (const member of (parameter.type as ts.TypeLiteralNode)
          .members as ts.NodeArray<ts.PropertySignature>)
          options.set(
            `${member.name.getText(source)}${member.questionToken ? '?' : ''}`,
            union(member.type!.getText(source)),
          );
      }
      found.set(/`(aten::.*)`/.exec(comment)![1]!, {
        name: node.name.getText(source),
        positional,
        options,
        result: node.type!.getText(source),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const checked = signatures('functions.ts');
const unchecked = signatures('unchecked.ts');
const namespaced = signatures('namespaces.ts');
const registered = signatures('aten.ts');
const functions = new Map([...checked, ...unchecked, ...namespaced, ...registered]);
const methods = signatures('methods.ts');

/** Differences between a schema and its signature. The `skip` arguments are the tensor itself. */
function difference(schema: Schema, signature: Signature, skip: number): string | null {
  const args = schema.arguments.slice(skip);
  const isPositional = (argument: Argument) => argument.required && !argument.keywordOnly;
  const positional = args.filter(isPositional).map((argument) => expectedArgument(schema.base, argument));
  const named = args.filter((argument) => !isPositional(argument));
  const options = new Map(
    named.map((argument) => [
      `${camelCase(argument.name)}${argument.required ? '' : '?'}`,
      expectedArgument(schema.base, argument),
    ]),
  );
  if (
    ['dtype', 'layout', 'device', 'pin_memory'].every((name) =>
      named.some((argument) => argument.name === name),
    )
  )
    options.set('requiresGrad?', 'boolean');
  const sorted = (map: Map<string, string>) => JSON.stringify([...map].sort());
  if (JSON.stringify(positional) !== JSON.stringify(signature.positional))
    return `takes (${signature.positional}), not (${positional})`;
  if (sorted(options) !== sorted(signature.options))
    return `has the options ${sorted(signature.options)}, not ${sorted(options)}`;
  const results = schema.returns.filter((type) => type !== '()').map(expectedResult);
  const given = signature.result.startsWith('[')
    ? splitList(signature.result.slice(1, -1)).map((part) => union(part.replace(/^\w+: /, '')))
    : signature.result === 'void'
      ? []
      : [union(signature.result)];
  const same = results.every((type, i) => type === given[i] || (skip === 1 && given[i] === 'this'));
  return same && results.length === given.length ? null : `returns ${given}, not ${results}`;
}

const documented = JSON.parse(
  readFileSync(new URL('../../packages/torch/scripts/documented.json', import.meta.url), 'utf8'),
) as Record<'functions' | 'methods' | 'linalg' | 'fft' | 'special', Record<string, string>>;

const page = readFileSync(new URL('../../docs/operators.md', import.meta.url), 'utf8');
const section = (title: string) => page.split(`## ${title}\n`)[1]!.split('\n## ')[0]!;
const listed = (title: string) =>
  [...section(title).matchAll(/^- `([^`]*)`$/gm)].map(([, item]) => item!.replace(/\s+/g, ' ')).sort();

onTypedVersion(
  'every operator whose types the bridge converts is typed; docs/operators.md lists the others',
  (t) => {
    const missing = schemas.filter(({ text }) => !functions.has(text)).map(({ text }) => text);
    t.deepEqual(listed('What is not callable'), missing.sort());
    t.deepEqual(
      schemas.filter((schema) => !convertible(schema) && functions.has(schema.text)).map(({ text }) => text),
      [],
    );
    t.regex(
      page,
      new RegExp(`${functions.size.toLocaleString('en')} of ${schemas.length.toLocaleString('en')}`),
    );
    t.is(functions.size + missing.length, schemas.length);
  },
);

const inNamespace = (base: string) => /^(linalg|fft|special)_(?!_)/.test(base);

/** The name under which programs find an operator as a function. */
function nameOf({ text, base }: Schema): string {
  if (registered.has(text)) return base;
  return camelCase(inNamespace(base) ? base.slice(base.indexOf('_') + 1) : base);
}

test('functions have the arguments, options and results of their schemas', (t) => {
  const wrong = schemas.flatMap((schema) => {
    const signature = functions.get(schema.text);
    if (signature === undefined) return [];
    const found =
      signature.name === nameOf(schema) ? difference(schema, signature, 0) : `is named ${signature.name}`;
    return found === null ? [] : [`${schema.text} ${found}`];
  });
  t.deepEqual(wrong, []);
});

// The class itself has methods and attributes with these names.
const HAND_WRITTEN = new Set(
  'data to item size stride numel is_leaf requires_grad_ mT mH real imag'.split(' '),
);
const isUnchecked = (base: string) =>
  (base.startsWith('_') && !base.startsWith('__')) ||
  base.startsWith('linalg__') ||
  base.endsWith('_backward') ||
  base.includes('_backward_') ||
  [
    'batch_norm_',
    'choose_qparams_',
    'cudnn_',
    'fbgemm_',
    'miopen_',
    'mkldnn_',
    'native_',
    'quantized_',
    'slow_',
    'thnn_',
  ].some((prefix) => base.startsWith(prefix)) ||
  ['fused_moving_avg', 'rrelu_with_noise'].some((prefix) => base.startsWith(prefix)) ||
  base === 'to_mkldnn';
const isDocumented = (base: string) =>
  [base, base.replace(/_$/, '')].some((name) => name in documented.functions || name in documented.methods);
const isMethod = ({ base, arguments: [first, ...rest] }: Schema) =>
  !isUnchecked(base) &&
  !HAND_WRITTEN.has(base) &&
  !inNamespace(base) &&
  isDocumented(base) &&
  first?.name === 'self' &&
  first.type === 'Tensor' &&
  !rest.some(({ name, keywordOnly, required }) => keywordOnly && required && name.startsWith('out'));

test('a documented operator whose first argument is `self` is a method, and no other is', (t) => {
  const wrong = schemas.flatMap((schema) => {
    const signature = methods.get(schema.text);
    // Variants that write to given tensors with names other than `out` are functions only.
    if (signature === undefined)
      return isMethod(schema) &&
        functions.has(schema.text) &&
        !/\(a!\)/.test(schema.text.split('*,')[1] ?? '')
        ? [`${schema.text} is not a method`]
        : [];
    if (!isMethod(schema)) return [`${schema.text} is a method`];
    const found = difference(schema, signature, 1);
    return found === null ? [] : [`${schema.text} ${found}`];
  });
  t.deepEqual(wrong, []);
});

test('what is typed is there at run time, and nothing of it is hidden by another', (t) => {
  const runtime = torch as unknown as Record<string, unknown>;
  const prototype = Tensor.prototype as unknown as Record<string, unknown>;
  const absent = (list: Map<string, Signature>, object: Record<string, unknown>) =>
    [...list.values()].filter(({ name }) => typeof object[name] !== 'function').map(({ name }) => name);
  t.deepEqual(absent(checked, runtime), []);
  t.deepEqual(absent(unchecked, torch.unchecked as unknown as Record<string, unknown>), []);
  t.deepEqual(absent(methods, prototype), []);
  t.deepEqual(absent(registered, torch.ops.aten as unknown as Record<string, unknown>), []);
  for (const name of HAND_WRITTEN) t.true(camelCase(name) in prototype, name);
  for (const schema of schemas.filter(({ text }) => namespaced.has(text))) {
    const namespace = schema.base.split('_')[0] as 'linalg' | 'fft' | 'special';
    t.is(typeof (torch[namespace] as unknown as Record<string, unknown>)[nameOf(schema)], 'function');
  }
});

onTypedVersion('`torch` and tensors show what is documented, `torch.ops.aten` everything', (t) => {
  const names = (list: Map<string, Signature>) => [...new Set([...list.values()].map(({ name }) => name))];
  t.deepEqual(names(checked).sort(), Object.keys(documented.functions).map(camelCase).sort());
  t.deepEqual(
    names(checked).filter((name) => /^_|_$/.test(name)),
    [],
  );
  t.deepEqual(
    names(methods).filter((name) => /^_/.test(name)),
    [],
  );
  // Beside the operators stand the factories, the modes and the like, a few dozen.
  const own = Object.keys(torch).filter((name) => !names(checked).includes(name));
  t.true(own.length < 60, own.join(' '));
  for (const { name } of registered.values()) {
    t.false(camelCase(name) in torch && name !== 'cat', name);
  }
  const path = new URL('../../packages/torch/src/gen/aten.ts', import.meta.url);
  const bases = [...readFileSync(path, 'utf8').matchAll(/^ {2}(\w+)[:(]/gm)].map(([, name]) => name!);
  t.deepEqual(
    [...new Set(bases)].sort(),
    [...new Set(schemas.filter(({ text }) => functions.has(text)).map(({ base }) => base))].sort(),
  );
  const listed = section('Where they are').match(/[\d,]+ functions.* ([\d,]+) methods/s);
  t.is(listed?.[0].split(' ')[0], String(names(checked).length));
  t.is(listed?.[1], String(names(methods).length));
});

test('what trusts its arguments stands apart', (t) => {
  const count = new Set([...unchecked.values()].map(({ name }) => name)).size;
  t.regex(section('Operators that trust their arguments'), new RegExp(`^\nOf these, ${count} operators`));
  const wrong = schemas.filter(
    ({ text, base }) => functions.has(text) && unchecked.has(text) !== isUnchecked(base),
  );
  t.deepEqual(wrong, []);
  for (const { name } of unchecked.values()) {
    t.false(name in torch, name);
    t.false(name in Tensor.prototype, name);
  }
});

/** A value of a schema's type that no other type accepts, if possible. */
function sample(type: string, tensor: Tensor, generator: unknown): unknown {
  const { base, list, size, elementOptional } = parseType(type)!;
  const values: Record<string, unknown> = {
    Tensor: tensor,
    int: 1,
    SymInt: 1,
    float: 1.5,
    bool: true,
    Scalar: 1.5,
    str: 'cpu',
    ScalarType: 'float32',
    Device: 'cpu',
    Layout: 'strided',
    MemoryFormat: 'contiguous',
    Generator: generator,
  };
  if (!list) return values[base];
  return Array.from({ length: Math.max(1, size) }, () => (elementOptional ? null : values[base]));
}

test(
  'values of the types of an overload choose it',
  clean((t) => {
    const tensor = torch.zeros([1]);
    const generator =
      'Generator' in torch ? new (torch.Generator as unknown as new () => unknown)() : undefined;
    const overloads = new Map<string, string[]>();
    for (const { text, base } of schemas)
      if (functions.has(text)) overloads.set(base, [...(overloads.get(base) ?? []), text]);
    // The first call of an overload requests its id, which shows the selected overload. Nothing is computed.
    const { findOperator } = native;
    let chosen: string | null = null;
    native.findOperator = (_name, overload) => {
      chosen ??= overload; // calls by a guard come later
      return -1;
    };
    const order = overloadOrder();
    const shadowed: string[] = [];
    try {
      for (const schema of schemas) {
        if (!functions.has(schema.text)) continue;
        const values: unknown[] = [];
        const options: Record<string, unknown> = {};
        for (const { name, type, required, keywordOnly } of schema.arguments) {
          const value = sample(type, tensor, generator);
          if (required && !keywordOnly) values.push(value);
          else options[camelCase(name)] = value;
        }
        chosen = null;
        const named = Object.keys(options).length > 0 ? [options] : [];
        t.throws(() =>
          new Operator(`aten::${schema.base}`, order.get(schema.base)!).call([...values, ...named]),
        );
        if (chosen !== schema.overload) shadowed.push(`${schema.base}.${schema.overload} by ${chosen}`);
      }
    } finally {
      native.findOperator = findOperator;
    }
    t.deepEqual(shadowed, []);
  }),
);

function overloadOrder(): Map<string, string[]> {
  const path = new URL('../../packages/torch/src/gen/table.ts', import.meta.url);
  const [, table] = /`(.*)`/s.exec(readFileSync(path, 'utf8'))!;
  return new Map(
    table!.split('\n').map((line) => {
      const [name, overloads] = line.split(' ') as [string, string];
      return [name, overloads.slice(1).split(',')];
    }),
  );
}
