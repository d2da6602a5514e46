// TorchScript archives compiled by Python, run by LibTorch.
import { readFileSync } from 'node:fs';
import {
  ArgumentError,
  DisposedTensorError,
  FileFormatError,
  loadFile,
  memory,
  noGrad,
  ScriptModule,
  type ScriptValue,
  scope,
  type Tensor,
  TorchError,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../../assertClose.js';
import { clean } from '../support.js';
import { golden, pickle, withFloats, write, zip } from './craft.js';
import { temporaryFolder } from './temporary.js';

const { fresh } = temporaryFolder('script');
const { forward } = JSON.parse(readFileSync(golden('expected.json'), 'utf8'));

for (const name of ['script.pt', 'trace.pt'])
  test(
    `${name}: forward gives what Python computes, every time`,
    clean((t) => {
      using module = ScriptModule.load(golden(name));
      const image = torch.tensor(forward.input.data).reshape(forward.input.shape);
      // LibTorch recompiles a method for the inputs of the first calls.
      for (let i = 0; i < 4; i++) {
        const output = module.forward(image) as Tensor;
        t.deepEqual(output.shape, forward.output.shape);
        for (const [at, value] of [...output.data()].entries())
          assertClose(t, Number(value), forward.output.data[at], { absolute: 1e-6 });
      }
    }),
  );

test(
  'all kinds of values cross, by position and by name',
  clean((t) => {
    using module = ScriptModule.load(golden('script.pt'));
    t.deepEqual([...module.methods].sort(), ['all_of', 'dropped', 'fails', 'forward']);
    const x = torch.tensor([1, 2]);
    const call = (table: ScriptValue, named: Record<string, ScriptValue> = {}) =>
      module.call('all_of', [x, 3, 0.5, true, 'hé', [x, x], [2 ** 40, -1], table], named) as [
        { total: Tensor; given: Tensor },
        unknown,
        unknown,
        Tensor | null,
      ];
    const [tensors, tuple, sizes, maybe] = call({ x });
    t.deepEqual(tensors.total.toArray(), [5.5, 8]);
    t.deepEqual(tensors.given.toArray(), [1, 2]);
    t.deepEqual([tuple, sizes, maybe], [[4, 1, false, 'hé!'], [2 ** 40, -1], null]);
    const [more, , , given] = call(new Map([['x', x]]), { maybe: x });
    t.deepEqual(more.total.toArray(), [6.5, 10]);
    t.deepEqual(given!.toArray(), [1, 2]);
  }),
);

test(
  'arguments that do not fit are errors that name them',
  clean((t) => {
    using module = ScriptModule.load(golden('script.pt'));
    const x = torch.ones([2]);
    const fails = (run: () => unknown, message: RegExp) => t.throws(run, { instanceOf: TorchError, message });
    const misused = (run: () => unknown, message: RegExp) =>
      t.throws(run, { instanceOf: ArgumentError, message });
    fails(() => module.forward(), /ScriptModule\.forward: argument 'x' is missing/);
    fails(() => module.forward(3), /argument 'x': must be Tensor, not a number/);
    fails(() => module.forward(x, x), /takes 1 arguments, not 2/);
    fails(() => module.call('forward', [x], { x }), /'x' is given twice/);
    fails(() => module.call('forward', [], { y: x }), /no argument 'y'/);
    fails(() => module.call('missing'), /no method 'missing'/);
    misused(() => module.forward((() => 1) as never), /argument 0: a function/);
    const loop: ScriptValue[] = [];
    loop.push(loop);
    misused(() => module.forward(loop), /contains itself/);
    const all = (...values: ScriptValue[]) => module.call('all_of', [x, ...values]);
    fails(() => all(1.5, 1, true, '', [], [], { x }), /argument 'count'.*integer, got 1\.5/);
    fails(() => all(1, 1, 1, '', [], [], { x }), /argument 'flag': must be bool, not a number/);
    fails(() => all(1, 1, true, '', x, [], { x }), /argument 'more': must be .*Tensor.*, not a tensor/);
    fails(() => all(1, 1, true, '', [], ['a'], { x }), /argument 'sizes': must be int, not a string/);
    fails(() => all(1, 1, true, '', [], [], [x]), /argument 'table': must be Dict/);
    fails(() => all(1, 1, true, '', [], [], {}), /key/i);
    fails(() => module.call('fails', [x]), /only empty tensors/);
    const gone = scope(() => torch.ones([1])).clone();
    gone.dispose();
    t.throws(() => module.forward(gone), { instanceOf: DisposedTensorError, message: /argument 0/ });
  }),
);

test(
  'parameters and buffers are those that the module computes with',
  clean((t) => {
    using module = ScriptModule.load(golden('script.pt'));
    t.deepEqual(Object.keys(module.parameters()), ['weight', 'branch.conv.weight', 'branch.conv.bias']);
    t.deepEqual(Object.keys(module.buffers()), ['branch.steps']);
    t.deepEqual(Object.keys(module.stateDict()).sort(), Object.keys(loadFile(golden('script.pt'))).sort());
    for (const [name, tensor] of Object.entries(loadFile(golden('script.pt'))))
      t.deepEqual(module.stateDict()[name]!.data(), tensor.data(), name);
    const { 'branch.conv.weight': weight, 'branch.conv.bias': bias } = module.parameters();
    noGrad(() => {
      weight!.zero_();
      bias!.fill_(3);
    });
    const image = torch.ones([1, 1, 3, 3]);
    t.deepEqual((module.forward(image) as Tensor).flatten().toArray(), [6, 6]);
    (module.forward(image) as Tensor).sum().backward();
    t.deepEqual(bias!.grad!.toArray(), [2, 2]);
  }),
);

test(
  'train, eval and to',
  clean((t) => {
    using module = ScriptModule.load(golden('script.pt'), { device: 'cpu' });
    const ones = torch.ones([1000]);
    t.false(module.training);
    t.is((module.call('dropped', [ones]) as Tensor).sum().item(), 1000);
    t.true(module.train().training);
    t.not((module.call('dropped', [ones]) as Tensor).eq(0).sum().item(), 0);
    t.false(module.eval().training);
    t.is(module.to({ dtype: 'float64' }).parameters().weight!.dtype, 'float64');
    t.is((module.forward(torch.ones([1, 1, 3, 3], { dtype: 'float64' })) as Tensor).dtype, 'float64');
    t.throws(() => module.to({ dtype: 'float' as never }), { instanceOf: ArgumentError });
    t.throws(() => module.to({ device: 'nowhere' }), { instanceOf: TorchError });
  }),
);

test('a disposed module is an error; its tensors that are held live on', (t) => {
  const before = memory().tensors;
  scope(() => {
    const module = ScriptModule.load(golden('script.pt'));
    const { weight } = module.parameters();
    module.dispose();
    module.dispose();
    t.true(module.isDisposed);
    t.throws(() => module.forward(torch.ones([1])), { instanceOf: DisposedTensorError });
    t.throws(() => module.methods, { instanceOf: DisposedTensorError });
    t.deepEqual(weight!.toArray(), [1, 2, 3]);
  });
  t.is(memory().tensors, before);
});

test('anything but a TorchScript archive is a FileFormatError', (t) => {
  const refused = (path: string, message: RegExp) =>
    t.throws(() => ScriptModule.load(path), { instanceOf: FileFormatError, message });
  refused(golden('views.pth'), /a checkpoint, not a TorchScript archive: use loadFile/);
  refused(golden('views_legacy.pth'), /not a TorchScript archive: use loadFile/);
  refused(write(fresh(), readFileSync(golden('script.pt')).subarray(0, -100)), /zip archive is damaged/);
  refused(write(fresh(), withFloats('N').subarray(0, 100)), /zip archive is damaged/);
  const archive = (data: string, constants = ')') =>
    write(
      fresh(),
      zip([
        { name: 'a/data.pkl', data: pickle(data) },
        { name: 'a/constants.pkl', data: pickle(constants) },
      ]),
    );
  refused(archive('N'), /LibTorch cannot load it/);
  refused(archive('c__torch__\nX\n)\x81NNb'), /a state is given to None/);
  refused(archive('N', 'h\x07'), /recalls value 7/);
  const flipped = readFileSync(golden('script.pt'));
  flipped[flipped.indexOf('def forward')]! ^= 1;
  refused(write(fresh(), flipped), /is not what its CRC-32 says/);
  t.throws(() => ScriptModule.load(golden('none.pt')), { code: 'ENOENT' });
});
