// What console.log shows of a tensor: PyTorch's text, to the character (torch/_tensor_str.py has the rules).

import { operators } from '../dispatch/registry.js';
import { ArgumentError } from '../errors/errors.js';
import { scope } from '../handle/scope.js';
import { getDefaultDtype } from '../modes/process.js';
import { native } from '../native/addon.js';
import { isDType } from '../values/dtype.js';
import { suggestion } from '../values/names.js';
import { formatFloat } from './floatText.js';
import type { Tensor } from './tensor.js';

export interface PrintOptions {
  /** Digits after the point. */
  precision: number;
  /** Tensors with more elements are summarised. */
  threshold: number;
  /** Elements at each end of a summarised dimension. */
  edgeitems: number;
  /** Characters of a line. */
  linewidth: number;
  /** Whether floats are in scientific notation; null: where their range asks for it. */
  sciMode: boolean | null;
}

const PROFILES = {
  default: { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80 },
  short: { precision: 2, threshold: 1000, edgeitems: 2, linewidth: 80 },
  full: { precision: 4, threshold: Number.POSITIVE_INFINITY, edgeitems: 3, linewidth: 80 },
} as const;

const current: PrintOptions = { ...PROFILES.default, sciMode: null };
const NAMES = [...Object.keys(current), 'profile'];

/**
 * Sets how tensors are printed, for the whole process, as torch.set_printoptions does: `sciMode` goes back to
 * null unless it is given, the others stay. A profile sets all but `sciMode` and comes first.
 *
 * @throws ArgumentError for an unknown option or profile, and for counts that are none
 */
export function setPrintOptions(
  options: Partial<PrintOptions> & { profile?: 'default' | 'short' | 'full' },
): void {
  const { profile, sciMode = null, ...rest } = options;
  for (const name in options)
    if (!NAMES.includes(name))
      throw new ArgumentError(`setPrintOptions: unknown option '${name}'${suggestion(name, NAMES)}`);
  if (profile !== undefined && !Object.hasOwn(PROFILES, profile))
    throw new ArgumentError(
      `setPrintOptions: '${profile}' is not a profile; choose one of ${Object.keys(PROFILES).join(', ')}`,
    );
  for (const [name, value] of Object.entries(rest))
    if (value !== Number.POSITIVE_INFINITY && !(Number.isInteger(value) && value >= 0))
      throw new ArgumentError(`setPrintOptions: ${name} is a count, not ${String(value)}`);
  if (rest.precision !== undefined && rest.precision > 60)
    throw new ArgumentError('setPrintOptions: precision is 60 at most');
  if (sciMode !== null && typeof sciMode !== 'boolean')
    throw new ArgumentError('setPrintOptions: sciMode is true, false or null');
  Object.assign(current, profile === undefined ? {} : PROFILES[profile], rest, { sciMode });
}

/** Everything, as `print(tensor)` in Python; a line for tensors of a dtype that cannot be read. */
export function printed(tensor: Tensor): string {
  if (tensor.isDisposed || !isDType(tensor.dtype)) return tensor.summary();
  const kind = tensor.constructor.name;
  const text = scope(() => described(tensor));
  return kind === 'Tensor' ? text : `${kind} containing:\n${text}`;
}

const PREFIX = 'tensor(';
const pythonTuple = (shape: readonly number[]) => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;

function described(tensor: Tensor): string {
  const { device, dtype, layout, shape } = tensor;
  const empty = tensor.numel() === 0;
  const suffixes: string[] = [];
  const sparse = layout !== 'strided' && layout !== 'mkldnn';
  if (device !== 'cpu') suffixes.push(`device='${device}'`);
  const usual = getDefaultDtype();
  const usualComplex = usual === 'float64' ? 'complex128' : 'complex64';
  let showsDType = ![usual, usualComplex, 'int64', 'bool'].includes(dtype);
  let text: string;
  if (sparse) {
    suffixes.push(`size=${pythonTuple(shape)}`);
    if (device !== 'meta') suffixes.push(`nnz=${operators.call('aten::_nnz', [tensor])}`);
    text = sparseText(tensor);
  } else if (device === 'meta' || empty) {
    // No element shows what the shape and the dtype are.
    if (device === 'meta' || shape.length !== 1) suffixes.push(`size=${pythonTuple(shape)}`);
    showsDType = dtype !== usual;
    text = device === 'meta' ? '...' : '[]';
  } else {
    if (current.edgeitems === 0) suffixes.push(`size=${pythonTuple(shape)}`);
    const dense = layout === 'strided' ? tensor : (operators.call('aten::to_dense', [tensor]) as Tensor);
    text = elements(dense, PREFIX.length);
  }
  if (showsDType) suffixes.push(`dtype=torch.${dtype}`);
  if (layout !== 'strided') suffixes.push(`layout=torch.${layout === 'mkldnn' ? '_mkldnn' : layout}`);
  if (tensor.requiresGrad) {
    const name = native.gradFunctionName(tensor.slot, tensor.generation);
    suffixes.push(name === null ? 'requires_grad=True' : `grad_fn=<${name}>`);
  }
  return withSuffixes(PREFIX + text, suffixes, layout === 'sparse_coo');
}

/** The parts that a sparse tensor is made of, each as a tensor of its own. */
function sparseText(tensor: Tensor): string {
  const byRow = tensor.layout === 'sparse_csr' || tensor.layout === 'sparse_bsr';
  const parts: [name: string, operator: string][] =
    tensor.layout === 'sparse_coo'
      ? [
          ['indices', '_indices'],
          ['values', '_values'],
        ]
      : byRow
        ? [
            ['crow_indices', 'crow_indices'],
            ['col_indices', 'col_indices'],
            ['values', 'values'],
          ]
        : [
            ['ccol_indices', 'ccol_indices'],
            ['row_indices', 'row_indices'],
            ['values', 'values'],
          ];
  const texts = parts.map(([name, operator]) => {
    const prefix = `${name}=tensor(`;
    const part = operators.call('aten::detach', [operators.call(`aten::${operator}`, [tensor])]) as Tensor;
    const meta = tensor.device === 'meta';
    const size = meta || part.numel() === 0 ? `, size=${pythonTuple(part.shape)}` : '';
    return `${prefix}${meta ? '...' : elements(part, PREFIX.length + prefix.length)}${size})`;
  });
  return texts.join(`,\n${' '.repeat(PREFIX.length)}`);
}

function withSuffixes(text: string, suffixes: readonly string[], breakFirst: boolean): string {
  let result = text;
  let lineLength = text.length - text.lastIndexOf('\n') + 1;
  let forced = breakFirst;
  for (const suffix of suffixes) {
    if (forced || lineLength + suffix.length + 2 > current.linewidth) {
      result += `,\n${' '.repeat(PREFIX.length)}${suffix}`;
      lineLength = PREFIX.length + suffix.length;
      forced = false;
    } else {
      result += `, ${suffix}`;
      lineLength += suffix.length + 2;
    }
  }
  return `${result})`;
}

/** The elements that are shown, read from where they are. */
interface Shown {
  /** One text each, in row-major order. */
  texts: string[];
  /** Their shape: a summarised dimension has only its two ends. */
  shape: number[];
  /** Whether a dimension is summarised. */
  cut: boolean[];
  /** Characters that an element takes, with the comma and the space after it. */
  width: number;
}

function elements(tensor: Tensor, indent: number): string {
  if (tensor.numel() === 0) return '[]';
  const summarise = tensor.numel() > current.threshold;
  const ends = 2 * current.edgeitems;
  const cut = tensor.shape.map((size) => summarise && size > ends);
  if (cut.length > 0 && summarise && ends === 0) return '[...]';
  let part = operators.call('aten::detach', [tensor]) as Tensor;
  for (const [dim, isCut] of cut.entries()) if (isCut) part = endsOf(part, dim);
  const { shape } = part;
  return nested({ ...formatted(part), shape, cut }, 0, 0, indent);
}

/** The first and the last `edgeitems` along a dimension. */
function endsOf(tensor: Tensor, dim: number): Tensor {
  const narrow = (start: number) =>
    operators.call('aten::narrow', [tensor, dim, start, current.edgeitems]) as Tensor;
  const last = tensor.shape[dim]! - current.edgeitems;
  return operators.call('aten::cat', [[narrow(0), narrow(last)], { dim }]) as Tensor;
}

/** Every element as a text of the width that they share. */
function formatted(tensor: Tensor): { texts: string[]; width: number } {
  const { dtype } = tensor;
  if (dtype === 'complex64' || dtype === 'complex128') {
    const pairs = Array.from(tensor.data() as ArrayLike<number>);
    const real = formatFloats(pairs.filter((_, i) => i % 2 === 0));
    const imaginary = formatFloats(pairs.filter((_, i) => i % 2 === 1));
    const texts = real.texts.map((text, i) => {
      const other = `${imaginary.texts[i]!.trimStart()}j`;
      return `${text}${/^[+-]/.test(other) ? '' : '+'}${other}`;
    });
    return { texts, width: real.width + imaginary.width + 1 + 2 };
  }
  if (dtype.startsWith('float') || dtype === 'bfloat16') {
    const readable = dtype === 'float32' || dtype === 'float64';
    const source = readable ? tensor : tensor.to({ dtype: 'float32' });
    const { texts, width } = formatFloats(Array.from(source.data() as ArrayLike<number>));
    return { texts, width: width + 2 };
  }
  const bool = dtype === 'bool';
  const texts = Array.from(tensor.data() as ArrayLike<number | bigint>, (value) =>
    bool ? (value ? 'True' : 'False') : String(value),
  );
  const width = texts.reduce((most, text) => Math.max(most, text.length), 1);
  return { texts: texts.map((text) => text.padStart(width)), width: width + 2 };
}

/**
 * All in one notation: integers with a point, fixed or scientific, whichever the finite numbers but 0 ask
 * for.
 */
function formatFloats(values: readonly number[]): { texts: string[]; width: number } {
  const { precision, sciMode } = current;
  const telling = values.filter((value) => Number.isFinite(value) && value !== 0);
  const sizes = telling.map(Math.abs);
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  const smallest = sizes.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const wide = largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4;
  const scientific = telling.length > 0 && (sciMode ?? wide);
  const whole = telling.every(Number.isInteger);
  const text = (value: number): string => {
    if (scientific) return formatFloat(value, precision, 'e');
    if (!whole) return formatFloat(value, precision, 'f');
    return formatFloat(value, 0, 'f') + (Number.isFinite(value) ? '.' : '');
  };
  const width = telling.reduce((most, value) => Math.max(most, text(value).length), 1);
  return { texts: values.map((value) => text(value).padStart(width)), width };
}

/** Brackets around the elements of dimension `dim` and those in it, `first` being the first of them. */
function nested(shown: Shown, dim: number, first: number, indent: number): string {
  const { shape, cut, texts } = shown;
  if (dim === shape.length) return texts[first]!;
  const last = dim === shape.length - 1;
  const inner = shape.slice(dim + 1).reduce((product, size) => product * size, 1);
  const parts = Array.from({ length: shape[dim]! }, (_, i) =>
    nested(shown, dim + 1, first + i * inner, indent + 1),
  );
  if (cut[dim]) parts.splice(current.edgeitems, 0, last ? ' ...' : '...');
  const newLine = `\n${' '.repeat(indent + 1)}`;
  if (!last) return `[${parts.join(`,${'\n'.repeat(shape.length - dim - 2)}${newLine}`)}]`;
  const perLine = Math.max(1, Math.floor((current.linewidth - indent) / shown.width));
  const lines: string[] = [];
  for (let at = 0; at < parts.length; at += perLine) lines.push(parts.slice(at, at + perLine).join(', '));
  return `[${lines.join(`,${newLine}`)}]`;
}
