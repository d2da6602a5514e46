// Writes src/gen from the operator schemas of the linked LibTorch. `--check` fails if the files are out of
// date. The generated table, types and runtime all come from here: run it after changing LibTorch's version.
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

const isMethod = (base, overload) =>
  !isUnchecked(base) &&
  !HAND_WRITTEN_METHODS.has(base) &&
  overload.schema.arguments[0]?.name === 'self' &&
  overload.schema.arguments[0].kind === 'Tensor' &&
  !overload.schema.arguments[0].list;

const table = [];
const functions = [];
const unchecked = [];
const methods = [];
const namespaces = Object.fromEntries(Object.keys(NAMESPACES).map((name) => [name, []]));
for (const [base, overloads] of [...operators].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const plain = overloads.find(({ name }) => name === '')?.schema.arguments.length;
  for (const overload of overloads) {
    const given = overload.schema.arguments.filter((argument) => !argument.out).length;
    overload.plain = overload.name === '' || (overload.name === 'out' && given === plain);
  }
  overloads.sort(compare);
  const method = overloads.some((overload) => isMethod(base, overload));
  table.push(
    `${base} .${overloads.map((overload) => overload.name).join(',')}${isUnchecked(base) ? ' u' : method ? ' m' : ''}`,
  );
  const key = camelCase(base);
  const [namespace, member] = /^([a-z]+)_([a-z0-9].*)$/.exec(base)?.slice(1) ?? [];
  namespaces[namespace]?.push(`  ${camelCase(member)}: TorchFunctions['${key}'];`);
  for (const overload of overloads) {
    const comment = `  /** \`${overload.schema.schema.replaceAll('*/', '* /')}\` */\n`;
    (isUnchecked(base) ? unchecked : functions).push(`${comment}  ${key}${signature(overload.schema)};`);
    const out = overload.schema.arguments.some((argument) => argument.out);
    if (isMethod(base, overload) && !out)
      methods.push(`${comment}  ${key}${signature(overload.schema, { method: true })};`);
  }
}

const version = native.buildInfo().libtorchVersion;
const notice = `// Generated from the schemas of LibTorch ${version} by scripts/generate.mjs. Do not edit.\n`;
const types = (name, lines, description) =>
  `${notice}import type { Generator } from '../random/generator.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Device, DType, Int, Layout, MemoryFormat, Scalar } from '../values/types.js';

/** ${description} */
export interface ${name} {
${lines.join('\n')}
}
`;
const views = Object.entries(NAMESPACES).map(
  ([name, description]) => `/** ${description}: the operators \`${name}_*\`, as in PyTorch. */
export interface ${name[0].toUpperCase()}${name.slice(1)}Functions {
${namespaces[name].join('\n')}
}
`,
);
const files = {
  'table.ts': `${notice}\n/** A line an operator: its name, its overloads in the order in which they are tried, m if it is a method too, u if it is unchecked. */
export const OPERATOR_TABLE = \`${table.join('\n')}\`;\n`,
  'functions.ts': types('TorchFunctions', functions, 'The aten operators as functions.'),
  'unchecked.ts': types(
    'UncheckedFunctions',
    unchecked,
    'The aten operators that trust their arguments: wrong ones may end the process.',
  ),
  'namespaces.ts': `${notice}import type { TorchFunctions } from './functions.js';\n\n${views.join('\n')}`,
  'methods.ts': types('TensorMethods', methods, 'The aten operators whose first argument is the tensor.'),
};

const count = [...operators.values()].reduce((sum, overloads) => sum + overloads.length, 0);
keepGenerated(
  fileURLToPath(new URL('../src/gen', import.meta.url)),
  files,
  `${count} operator signatures of LibTorch ${version}`,
);
