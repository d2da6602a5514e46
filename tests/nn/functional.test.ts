// torch.nn.functional: values, gradients, dropout masks; losses also as modules; initialisers.
// tests/golden/nn/make_functional.py
import * as nn from '@cotrain/nn';
import { functional } from '@cotrain/nn';
import { manualSeed, memory, scope, Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { isPacked, objective, type Packed, readGolden, unpack, unpackOptions } from './golden.js';

interface FunctionCase {
  name: string;
  module: string | null;
  args: unknown[];
  options: Record<string, unknown>;
  outputs: Packed[];
  /** Gradients of the floating-point tensors among the arguments. */
  grads: (Packed | null)[];
}

interface Golden {
  cases: FunctionCase[];
  inits: { name: string; shape: number[]; options: object; value: Packed }[];
}

type Callable = (...args: unknown[]) => Tensor | Tensor[];

const { cases, inits } = readGolden<Golden>('functional.json');
const functions = { ...functional } as unknown as Record<string, Callable>;
const initialisers = { ...nn.init } as unknown as Record<string, (tensor: Tensor, options: object) => Tensor>;
const classes = { ...nn } as unknown as Record<string, new (options: object) => nn.Module<unknown[]>>;

/** The values and gradients of `call` with the case's tensors. */
function run(
  t: import('ava').ExecutionContext,
  { args, outputs, grads }: FunctionCase,
  call: Callable,
): void {
  const values = args.map((arg) => (isPacked(arg) ? unpack(arg) : arg));
  const floats = values.filter((value) => value instanceof Tensor && value.dtype === 'float32') as Tensor[];
  // In Python only some of the targets had gradients; those come first.
  const leaves = floats.slice(0, grads.length).map((tensor) => tensor.requiresGrad_());
  manualSeed(11);
  const out = call(...values);
  const outs = out instanceof Tensor ? [out] : out;
  t.is(outs.length, outputs.length);
  for (const [i, y] of outs.entries()) {
    t.deepEqual(y.shape, outputs[i]!.shape);
    assertClose(t, y, outputs[i]!.data, { relative: 1e-5 }, `output ${i}`);
  }
  const graded = outs.filter((y) => y.requiresGrad);
  if (leaves.length === 0 || graded.length === 0) return;
  const loss = objective(graded);
  const found = torch.autograd.grad(loss, leaves, { allowUnused: true });
  for (const [i, expected] of grads.entries()) {
    t.is(found[i] === null, expected === null);
    if (expected) assertClose(t, found[i]!, expected.data, { relative: 1e-4 }, `gradient ${i}`);
  }
}

for (const [index, golden] of cases.entries()) {
  const { name, module, options } = golden;
  const said = JSON.stringify(options, (key, value) => (key !== '' && isPacked(value) ? 'tensor' : value));
  test(`${name}(${said}) equals PyTorch's (${index})`, (t) => {
    const before = memory();
    scope(() => run(t, golden, (...values) => functions[name]!(...values, ...optionsOf(options))));
    t.deepEqual(memory(), before);
    if (module === null) return;
    scope(() => {
      using layer = new classes[module]!(unpackOptions(options));
      run(t, golden, (...values) => layer.forward(...values));
      const weights = ['weight', 'posWeight'].filter((key) => options[key] !== undefined);
      t.is(Object.keys(layer.stateDict()).length, weights.length);
    });
    t.deepEqual(memory(), before);
  });
}

function optionsOf(options: Record<string, unknown>): object[] {
  return Object.keys(options).length > 0 ? [unpackOptions(options)] : [];
}

for (const { name, shape, options, value } of inits) {
  test(`init.${name} ${JSON.stringify(shape)} ${JSON.stringify(options)} draws PyTorch's values`, (t) => {
    const before = memory();
    scope(() => {
      manualSeed(7);
      const tensor = torch.empty(shape);
      t.is(initialisers[name]!(tensor, options), tensor);
      assertClose(t, tensor, value.data, { relative: 1e-5 });
    });
    t.deepEqual(memory(), before);
  });
}

test('every function that has options refuses misspelt ones', (t) => {
  for (const { name, args, options } of cases) {
    const [option] = Object.keys(options);
    if (option === undefined) continue;
    scope(() => {
      const values = args.map((arg) => (isPacked(arg) ? unpack(arg) : arg));
      const misspelt = { [`${option}x`]: 1 };
      const message = new RegExp(`^${name}: unknown option '${option}x'`);
      t.throws(() => functions[name]!(...values, misspelt), { instanceOf: nn.OptionError, message }, name);
    });
  }
});

test('wrong shapes and impossible options name the function', (t) => {
  scope(() => {
    const x = torch.zeros([1, 3, 4, 4]);
    const refused: [() => unknown, RegExp][] = [
      [
        () => functional.conv2d(x, torch.zeros([2, 4, 1, 1])),
        /^conv2d: expected \[B, 4, H, W\], got \[1, 3, 4, 4\]$/,
      ],
      [() => functional.conv2d(x, torch.zeros([2, 3, 1])), /^conv2d: weight: expected 4 dimensions, got 3/],
      [() => functional.conv1d(x, torch.zeros([2, 3, 1])), /^conv1d: expected \[B, 3, L\], got/],
      [
        () => functional.conv2d(x, torch.zeros([2, 3, 3, 3]), { padding: 'same', stride: 2 }),
        /^conv2d: padding 'same' needs a stride of 1, got \[2, 2\]$/,
      ],
      [
        () => functional.conv2d(x, torch.zeros([2, 3, 1, 1]), { stride: [1, 2, 3] as never }),
        /^conv2d: stride must be a whole number or 2 of them, at least 1, got \[1,2,3\]$/,
      ],
      [() => functional.linear(x, torch.zeros([2, 5])), /^linear: expected \[..., 5\], got \[1, 3, 4, 4\]$/],
      [
        () => functional.mseLoss(x, torch.zeros([1, 3, 4, 1])),
        /^mseLoss: target: expected \[1, 3, 4, 4\], got \[1, 3, 4, 1\]$/,
      ],
      [
        () => functional.l1Loss(x, x, { reduction: 'avg' as 'mean' }),
        /^l1Loss: reduction must be none, mean or sum, got 'avg'$/,
      ],
      [
        () => functional.maxPool2d(x, 2, { padding: 2 }),
        /^maxPool2d: padding must be at most half of the kernel size/,
      ],
      [
        () => functional.interpolate(x, { size: 3, mode: 'trilinear' }),
        /^interpolate \(trilinear\): expected 5 dimensions, got/,
      ],
      [
        () => functional.interpolate(x, { size: 3, scaleFactor: 2 }),
        /^interpolate: give either size or scaleFactor$/,
      ],
      [
        () => functional.interpolate(x, { size: 3, alignCorners: true }),
        /alignCorners does not apply to the mode nearest/,
      ],
      [
        () => functional.interpolate(x, { size: [1, 2, 3] }),
        /size must be a number above 0 or 2 of them, got \[1,2,3\]/,
      ],
      [
        () => functional.interpolate(x, { size: 2, mode: 'area', antialias: true }),
        /antialias requires the mode/,
      ],
      [() => functional.pad(x, [1]), /^pad: padding must be two whole numbers/],
      [
        () => functional.pad(x, [1, 1], { mode: 'mirror' as 'reflect' }),
        /^pad: mode must be one of constant, reflect/,
      ],
      [() => functional.pixelShuffle(x, 2), /^pixelShuffle: expected channels divisible by 4/],
      [() => functional.dropout(x, { p: 2 }), /^dropout: p must be between 0 and 1, got 2$/],
      [() => functional.dropout1d(x), /^dropout1d: expected \[B, C, L\]/],
      [() => functional.layerNorm(x, [5]), /^layerNorm: expected \[..., 5\]/],
      [() => functional.prelu(x, torch.zeros([2])), /^prelu: weight: expected \[1\] or \[3\], got \[2\]$/],
      [
        () => functional.embedding(torch.zeros([1]), torch.zeros([3, 2]), { paddingIdx: 3 }),
        /^embedding: paddingIdx 3 is not among 3 rows$/,
      ],
      [() => functional.hardtanh(x, { minVal: 1, maxVal: 0 }), /^hardtanh: minVal must be below maxVal/],
      [
        () => functional.scaledDotProductAttention(x, x, x, { isCausal: true, attnMask: x }),
        /give either attnMask or isCausal/,
      ],
    ];
    for (const [call, message] of refused) t.throws(call, { message });
  });
});

test('activations overwrite their input where they are told to', (t) => {
  scope(() => {
    for (const name of [
      'relu',
      'relu6',
      'silu',
      'mish',
      'hardswish',
      'hardsigmoid',
      'selu',
      'elu',
      'celu',
      'leakyRelu',
      'hardtanh',
    ]) {
      const x = torch.linspace(-4, 8, 7);
      const expected = (functions[name]!(x) as Tensor).toArray();
      t.is(functions[name]!(x, { inplace: true }), x, name);
      t.deepEqual(x.toArray(), expected, name);
    }
    const dropped = torch.ones([50]);
    for (const name of ['dropout', 'alphaDropout'])
      t.is(functions[name]!(dropped, { inplace: true }), dropped);
  });
});
