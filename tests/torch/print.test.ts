// Printing compared with Python's texts (tests/golden/torch/print.py), and the output of Node's inspect.
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { ArgumentError, type DType, dtypeOfArray, scope, Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { formatFloat } from '../../packages/torch/dist/tensor/floatText.js';
import { arrayOver } from '../../packages/torch/dist/values/dtype.js';
import { clean } from './support.js';

interface Case {
  dtype: DType;
  shape: number[];
  data: string;
  action: keyof typeof ACTIONS | null;
  options: Parameters<typeof torch.setPrintOptions>[0];
  text: string;
}

const ACTIONS = {
  requires_grad: (x: Tensor) => x.requiresGrad_(),
  mul: (x: Tensor) => x.requiresGrad_().mul(torch.tensor(2)),
  sum: (x: Tensor) => x.requiresGrad_().sum(),
  view: (x: Tensor) => x.requiresGrad_().view([-1]),
  conv: (x: Tensor) => torch.conv1d(x.requiresGrad_(), torch.ones([1, 1, 2])),
  meta: (x: Tensor) => x.to('meta'),
  transpose: (x: Tensor) => x.t(),
  conj: (x: Tensor) => x.conj(),
  sparse: (x: Tensor) => x.toSparse(),
  sparse_csr: (x: Tensor) => x.toSparseCsr(),
  sparse_csc: (x: Tensor) => x.toSparseCsc(),
};

const cases = JSON.parse(
  readFileSync(new URL('../golden/torch/print.json', import.meta.url), 'utf8'),
) as Case[];

function build({ dtype, shape, data }: Case): Tensor {
  const bytes = Uint8Array.from(Buffer.from(data, 'base64')).buffer;
  if (dtype === 'bool') return torch.tensor(new Uint8Array(bytes), { shape, dtype });
  const array = arrayOver(dtype, bytes);
  if (!dtype.startsWith('complex')) return torch.tensor(array, { shape, dtype });
  return torch.viewAsComplex(torch.tensor(array, { shape: [...shape, 2], dtype: dtypeOfArray(array) }));
}

test.serial(
  'tensors print as in Python',
  clean((t) => {
    t.true(cases.length >= 60);
    for (const given of cases) {
      const x = build(given);
      const shown = given.action === null ? x : ACTIONS[given.action](x);
      torch.setPrintOptions(given.options);
      const text = shown.toString();
      torch.setPrintOptions({ profile: 'default' });
      t.is(text, given.text, `${given.dtype} [${given.shape}] ${given.action ?? ''}`);
    }
  }),
);

test.serial(
  'console.log, template strings and inspect show the same',
  clean((t) => {
    const x = torch.tensor([
      [1, 2.5],
      [-3, 4],
    ]);
    const text = 'tensor([[ 1.0000,  2.5000],\n        [-3.0000,  4.0000]])';
    t.is(`${x}`, text);
    t.is(inspect(x), text);
    t.is(inspect({ n: torch.tensor(2n) }), '{ n: tensor(2) }');
    t.is(x.summary(), 'Tensor [2, 2] float32');
    x.dispose();
    t.is(inspect({ x }), '{ x: Tensor (disposed) }');
  }),
);

test.serial(
  'the dtype is told unless it is the default one',
  clean((t) => {
    const [single, double] = [torch.ones([1]), torch.ones([1], { dtype: 'float64' })];
    torch.setDefaultDtype('float64');
    try {
      t.is(String(single), 'tensor([1.], dtype=torch.float32)');
      t.is(String(double), 'tensor([1.])');
    } finally {
      torch.setDefaultDtype('float32');
    }
    t.is(String(double), 'tensor([1.], dtype=torch.float64)');
  }),
);

test.serial(
  'a subclass says what it is',
  clean((t) => {
    class Weight extends Tensor {}
    const weight = new Weight(torch.ones([2]));
    t.is(String(weight), 'Weight containing:\ntensor([1., 1.])');
    weight.dispose();
  }),
);

test.serial('printing makes no tensor that stays, and needs no scope', (t) => {
  const x = torch.rand([2000, 3], { requiresGrad: true });
  const before = torch.memory().tensors;
  t.regex(String(x), /\.\.\..*requires_grad=True\)$/s);
  t.is(torch.memory().tensors, before);
  x.dispose();
});

test.serial('print options are checked, and stay until they are set again', (t) => {
  scope(() => {
    const x = torch.tensor([1 / 3]);
    torch.setPrintOptions({ precision: 2 });
    t.is(String(x), 'tensor([0.33])');
    torch.setPrintOptions({ profile: 'default' });
    t.is(String(x), 'tensor([0.3333])');
    const wrong = (options: object, message: RegExp) =>
      t.throws(() => torch.setPrintOptions(options), { instanceOf: ArgumentError, message });
    wrong({ precison: 2 }, /did you mean 'precision'/);
    wrong({ profile: 'long' }, /'long' is not a profile/);
    wrong({ precision: -1 }, /precision is a count/);
    wrong({ edgeitems: 1.5 }, /edgeitems is a count/);
    wrong({ precision: 61 }, /60 at most/);
    wrong({ sciMode: 1 }, /sciMode/);
    t.is(String(x), 'tensor([0.3333])');
  });
});

test('numbers are rounded to even digits, as in Python and C', (t) => {
  const expected: [number, number, 'f' | 'e', string][] = [
    [0.03125, 4, 'f', '0.0312'],
    [0.09375, 4, 'f', '0.0938'],
    [-0.5, 0, 'f', '-0'],
    [1.5, 0, 'f', '2'],
    [2.5, 0, 'f', '2'],
    [2.675, 2, 'f', '2.67'],
    [1e22, 1, 'f', '10000000000000000000000.0'],
    [0, 4, 'e', '0.0000e+00'],
    [123456, 4, 'e', '1.2346e+05'],
    [-1e-300, 2, 'e', '-1.00e-300'],
    [1.25, 1, 'e', '1.2e+00'],
    [9.99996, 4, 'e', '1.0000e+01'],
    [Number.NaN, 4, 'f', 'nan'],
    [-Infinity, 4, 'e', '-inf'],
  ];
  for (const [value, digits, notation, text] of expected) t.is(formatFloat(value, digits, notation), text);
});
