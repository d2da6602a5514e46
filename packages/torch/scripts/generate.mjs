// Writes src/gen from the operator schemas of the linked LibTorch. `--check` fails if the files are out of
// date. The generated table, types and runtime all come from here: run it after changing LibTorch's version.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { keepGenerated, loadAddon } from '../../../scripts/lib/generated.mjs';

const { camelCase } = await tsImport('../src/values/names.ts', import.meta.url);
const { isSupported, signature } = await tsImport('../src/declarations/signature.ts', import.meta.url);
const native = loadAddon();

// Written by hand in src/: their schemas say less than JavaScript wants, or more.
const HAND_WRITTEN_METHODS = new Set(
  // `T`, `mT`, `mH`, `real` and `imag` are attributes in PyTorch, and so they are here.
  'data to item size stride numel grad is_leaf requires_grad_ backward at mT mH real imag'.split(' '),
);
// What `torch` and its tensors show, each with a sentence: the functions of PyTorch's `torch.*` and
// `torch.nn.functional` (methods too, if they take `self`), and what PyTorch has as methods only. The other
// operators stand under `torch.ops.aten`.
const DOCUMENTED = JSON.parse(readFileSync(new URL('./documented.json', import.meta.url), 'utf8'));
// torch.linalg.solve is the operator linalg_solve, and so on.
const NAMESPACES = {
  linalg: 'Linear algebra',
  fft: 'Discrete Fourier transforms',
  special: 'Special functions',
};
// What PyTorch keeps for its own layers, which check the arguments first: kernels beneath them, of one
// backend (and its layout), of backward passes (with what leaves them its noise), of modules that keep their
// state, and names that begin with an underscore (`__and__` is Python's operator). They trust their
// arguments, so they stand behind `torch.unchecked`.
const UNCHECKED =
  /^(linalg_)?_(?!_)|_backward(_|$)|^(batch_norm|choose_qparams|cudnn|fbgemm|miopen|mkldnn|native|quantized|slow|thnn)_|^(fused_moving_avg|rrelu_with_noise)|^to_mkldnn$/;
const isUnchecked = (base) => UNCHECKED.test(base);

/**
 * Overloads in the order in which they are tried: the plain one first, out variants last, tensors before
 * scalars.
 */
function rank(overload) {
  const { arguments: args } = overload.schema;
  const out = args.some((argument) => argument.out) ? 1 : 0;
  const scalars = args.filter((argument) => argument.kind === 'Scalar').length;
  return [out, overload.plain ? 0 : 1, scalars, overload.name];
}

function compare(a, b) {
  const [x, y] = [rank(a), rank(b)];
  const i = x.findIndex((value, index) => value !== y[index]);
  return i < 0 ? 0 : x[i] < y[i] ? -1 : 1;
}

const operators = new Map();
for (const [qualified, name] of native.operatorNames()) {
  if (!qualified.startsWith('aten::')) continue;
  const schema = native.describeOperator(qualified, name);
  if (!isSupported(schema)) continue;
  const base = qualified.slice('aten::'.length);
  operators.set(base, [...(operators.get(base) ?? []), { name, schema }]);
}

/** `linalg` and `solve` for `linalg_solve`; undefined for an operator without a namespace. */
function memberOf(base) {
  const [namespace, member] = /^([a-z]+)_([a-z0-9].*)$/.exec(base)?.slice(1) ?? [];
  return Object.hasOwn(NAMESPACES, namespace) ? { namespace, member } : undefined;
}

/** The sentence about an operator; an in-place one shares that of its plain twin. */
function sentenceOf(base) {
  const inNamespace = memberOf(base);
  if (inNamespace !== undefined) return DOCUMENTED[inNamespace.namespace][inNamespace.member];
  const find = (name) => DOCUMENTED.functions[name] ?? DOCUMENTED.methods[name];
  if (find(base) !== undefined || !base.endsWith('_')) return find(base);
  const plain = find(base.slice(0, -1));
  return plain && `${plain} In place: changes this tensor and returns it.`;
}

/** The comment that a hover shows. */
function comment(base, { schema }) {
  const sentence = sentenceOf(base);
  const text = `\`${schema.schema.replaceAll('*/', '* /')}\``;
  return sentence === undefined ? `  /** ${text} */` : `  /**\n   * ${sentence}\n   *\n   * ${text}\n   */`;
}

const takesSelf = (
  base,
  {
    schema: {
      arguments: [first],
    },
  },
) => !HAND_WRITTEN_METHODS.has(base) && first?.name === 'self' && first.kind === 'Tensor' && !first.list;

/** Interfaces of the generated types, by name. */
const members = {
  TorchFunctions: [],
  UncheckedFunctions: [],
  TensorMethods: [],
  AtenFunctions: [
    "  /** One overload: `torch.ops.aten['add.Scalar'](x, 2)`. */",
    `  readonly [overload: \`\${string}.\${string}\`]: (...values: unknown[]) => unknown;`,
  ],
  ...Object.fromEntries(Object.keys(NAMESPACES).map((namespace) => [interfaceOf(namespace), []])),
};

function interfaceOf(namespace) {
  return `${namespace[0].toUpperCase()}${namespace.slice(1)}Functions`;
}

/** The interface that has an operator as a function, its name there and its mark in the table. */
function homeOf(base) {
  if (isUnchecked(base)) return { home: 'UncheckedFunctions', name: camelCase(base), mark: 'u' };
  const inNamespace = memberOf(base);
  if (inNamespace !== undefined) {
    const { namespace, member } = inNamespace;
    return { home: interfaceOf(namespace), name: camelCase(member), mark: 'n' };
  }
  if (Object.hasOwn(DOCUMENTED.functions, base))
    return { home: 'TorchFunctions', name: camelCase(base), mark: 'f' };
  return { home: 'AtenFunctions', name: base, mark: '' };
}

const table = [];
for (const [base, overloads] of [...operators].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const plain = overloads.find(({ name }) => name === '')?.schema.arguments.length;
  for (const overload of overloads) {
    const given = overload.schema.arguments.filter((argument) => !argument.out).length;
    overload.plain = overload.name === '' || (overload.name === 'out' && given === plain);
  }
  overloads.sort(compare);
  const { home, name, mark } = homeOf(base);
  if (home !== 'AtenFunctions') members.AtenFunctions.push(`  ${base}: ${home}['${name}'];`);
  let isMethod = false;
  for (const overload of overloads) {
    const above = comment(base, overload);
    members[home].push(`${above}\n  ${name}${signature(overload.schema)};`);
    if (mark === 'u' || mark === 'n' || sentenceOf(base) === undefined || !takesSelf(base, overload))
      continue;
    isMethod = true;
    if (overload.schema.arguments.some((argument) => argument.out)) continue;
    const method = signature(overload.schema, { method: true });
    members.TensorMethods.push(`${above}\n  ${camelCase(base)}${method};`);
  }
  const marks = `${mark}${isMethod ? 'm' : ''}`;
  table.push(`${base} .${overloads.map((overload) => overload.name).join(',')} ${marks}`.trim());
}

for (const [section, sentences] of Object.entries(DOCUMENTED))
  for (const name of Object.keys(sentences))
    if (!operators.has(section in NAMESPACES ? `${section}_${name}` : name))
      throw new Error(`documented.json: ${section}.${name} is not an operator`);

const version = native.buildInfo().libtorchVersion;
const notice = `// Generated from the schemas of LibTorch ${version} by scripts/generate.mjs. Do not edit.\n`;
const IMPORTS = {
  '../random/generator.js': ['Generator'],
  '../tensor/tensor.js': ['Tensor'],
  '../values/codes.js': ['BagMode', 'DistanceMode', 'GridMode', 'GridPadding', 'LossReduction', 'PadMode'],
  '../values/types.js': ['Device', 'DType', 'Int', 'Layout', 'MemoryFormat', 'Scalar'],
  './functions.js': ['TorchFunctions'],
  './namespaces.js': ['FftFunctions', 'LinalgFunctions', 'SpecialFunctions'],
  './unchecked.js': ['UncheckedFunctions'],
};

/** A file of interfaces, by name and description. */
function types(descriptions) {
  const body = Object.entries(descriptions)
    .map(
      ([name, description]) =>
        `/** ${description} */\nexport interface ${name} {\n${members[name].join('\n')}\n}\n`,
    )
    .join('\n');
  const code = body.replace(/\/\*\*.*?\*\//gs, '');
  const imports = Object.entries(IMPORTS).flatMap(([file, names]) => {
    const used = names.filter((name) => !(name in descriptions) && new RegExp(`\\b${name}\\b`).test(code));
    return used.length === 0 ? [] : [`import type { ${used.join(', ')} } from '${file}';\n`];
  });
  return `${notice}${imports.join('')}\n${body}`;
}

const files = {
  'table.ts': `${notice}\n/** One line per operator: its name, its overloads in the order in which they are tried, and where it is besides torch.ops.aten: f in torch, m on tensors, n in torch.linalg and the like, u in torch.unchecked. */
export const OPERATOR_TABLE = \`${table.join('\n')}\`;\n`,
  'functions.ts': types({ TorchFunctions: 'The aten operators that `torch` has.' }),
  'unchecked.ts': types({
    UncheckedFunctions: 'The aten operators that trust their arguments: wrong ones may end the process.',
  }),
  'namespaces.ts': types(
    Object.fromEntries(
      Object.entries(NAMESPACES).map(([name, description]) => [
        interfaceOf(name),
        `${description}: the operators \`${name}_*\`, as in PyTorch.`,
      ]),
    ),
  ),
  'methods.ts': types({ TensorMethods: 'The aten operators that tensors have as methods.' }),
  'aten.ts': types({ AtenFunctions: 'All aten operators under their registered names.' }),
};

const count = [...operators.values()].reduce((sum, overloads) => sum + overloads.length, 0);
keepGenerated(
  fileURLToPath(new URL('../src/gen', import.meta.url)),
  files,
  `${count} operator signatures of LibTorch ${version}`,
);
