// What a recorded module does is what the module does. On the CPU with the recorder that runs the work again.
import { BatchNorm1d, Linear, Module, makeGraphed, ReLU, Sequential } from '@cotrain/nn';
import { SGD } from '@cotrain/optim';
import { ArgumentError, cuda, memory, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';

const { rerun } = cuda;
const TIGHT = { relative: 1e-6 };

const network = () => {
  torch.manualSeed(5);
  return new Sequential(new Linear(3, 4), new ReLU(), new Linear(4, 2));
};

/** A pyramid in and out, one result without a gradient, and a parameter that nothing uses. */
class Pyramid extends Module<[maps: { p2: Tensor; p3: Tensor }], { sum: Tensor; best: Tensor }> {
  left = new Linear(3, 2);
  unused = new Linear(2, 2);

  override forward({ p2, p3 }: { p2: Tensor; p3: Tensor }) {
    const sum = this.left.forward(p2).add(p3);
    return { sum, best: sum.argmax({ dim: 1 }) };
  }
}

test('training steps are those of the module: losses, gradients of inputs and parameters', (t) =>
  scope(() => {
    const [plain, recorded] = [network(), network()];
    const graphed = makeGraphed(recorded, [torch.ones([5, 3]).requiresGrad_()], { recorder: rerun });
    const optimizers = [plain, recorded].map(
      (model) => new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 }),
    );
    for (let step = 0; step < 3; step++) {
      const x = torch.randn([5, 3]);
      const inputs = [x.clone().requiresGrad_(), x.clone().requiresGrad_()];
      const outputs = [plain.forward(inputs[0]!), graphed(inputs[1]!)];
      assertClose(t, outputs[1]!, outputs[0]!, TIGHT);
      // Twice the gradient: it accumulates.
      for (const output of outputs) output.square().sum().backward();
      graphed(inputs[1]!).sum().backward();
      plain.forward(inputs[0]!).sum().backward();
      assertClose(t, inputs[1]!.grad!, inputs[0]!.grad!, TIGHT);
      for (const [i, parameter] of plain.parameters().entries())
        assertClose(t, recorded.parameters()[i]!.grad!, parameter.grad!, TIGHT);
      for (const optimizer of optimizers) {
        optimizer.step();
        optimizer.zeroGrad();
      }
    }
    for (const [i, parameter] of plain.parameters().entries())
      assertClose(t, recorded.parameters()[i]!, parameter, TIGHT);
  }));

test('objects of maps, results without gradients, parameters without use', (t) =>
  scope(() => {
    torch.manualSeed(2);
    const model = new Pyramid();
    const sample = { p2: torch.ones([4, 3]), p3: torch.ones([4, 2]) };
    const graphed = makeGraphed(model, [sample], { recorder: rerun });
    const maps = { p2: torch.randn([4, 3]), p3: torch.randn([4, 2]) };
    const { sum, best } = graphed(maps);
    const expected = model.forward(maps);
    assertClose(t, sum, expected.sum, TIGHT);
    t.deepEqual(best.toArray(), expected.best.toArray());
    t.false(best.requiresGrad);
    sum.sum().backward();
    t.deepEqual(model.left.bias!.grad!.toArray(), [4, 4]);
    t.is(model.unused.weight.grad, null);
  }));

test('without gradients only the forward pass is replayed', (t) =>
  scope(() => {
    const model = network();
    const x = torch.randn([5, 3]);
    const graphed = noGrad(() => makeGraphed(model, [torch.ones([5, 3])], { recorder: rerun }));
    t.false(graphed(x).requiresGrad);
    assertClose(
      t,
      graphed(x),
      noGrad(() => model.forward(x)),
      TIGHT,
    );
    const trained = makeGraphed(model, [torch.ones([5, 3])], { recorder: rerun });
    t.false(noGrad(() => trained(x)).requiresGrad);
    t.true(trained(x).requiresGrad);
  }));

test('a call overwrites the results of the one before, and its backward pass says so', (t) =>
  scope(() => {
    const graphed = makeGraphed(network(), [torch.ones([5, 3])], { recorder: rerun });
    const first = graphed(torch.ones([5, 3]));
    const second = graphed(torch.zeros([5, 3]));
    t.deepEqual(first.toArray(), second.toArray());
    t.throws(() => first.sum().backward(), { message: /called again before backward\(\)/ });
    second.sum().backward();
  }));

test('inputs of another shape or dtype are an error, or run as they are', (t) =>
  scope(() => {
    const model = network();
    const graphed = makeGraphed(model, [torch.ones([5, 3])], { recorder: rerun });
    t.throws(() => graphed(torch.ones([4, 3])), {
      instanceOf: ArgumentError,
      message: /takes float32\[5, 3\] on cpu; the inputs are float32\[4, 3\] on cpu/,
    });
    t.throws(() => graphed(torch.ones([5, 3], { dtype: 'float64' })), { instanceOf: ArgumentError });
    const eager = makeGraphed(model, [torch.ones([5, 3])], { recorder: rerun, otherwise: 'eager' });
    assertClose(t, eager(torch.ones([4, 3])), model.forward(torch.ones([4, 3])), TIGHT);
    t.throws(() => makeGraphed(model, [] as never), { instanceOf: ArgumentError, message: /sample inputs/ });
  }));

test('recording leaves running means as they were, and the other mode is not recorded', (t) =>
  scope(() => {
    const model = new Sequential(new BatchNorm1d(3));
    const norm = model.modules()[1] as BatchNorm1d;
    const graphed = makeGraphed(model, [torch.randn([5, 3])], { recorder: rerun });
    t.deepEqual(norm.runningMean!.toArray(), [0, 0, 0]);
    graphed(torch.ones([5, 3]));
    assertClose(t, norm.runningMean!, torch.full([3], 0.1), TIGHT);
    model.eval();
    const x = torch.randn([2, 3]);
    assertClose(t, graphed(x), model.forward(x), TIGHT);
  }));

test('under autocast the recording casts weights each time', (t) =>
  scope(() => {
    const model = network();
    torch.autocast({ dtype: 'bfloat16' }, () => {
      const graphed = makeGraphed(model, [torch.ones([5, 3])], { recorder: rerun });
      noGrad(() => model.parameters()[2]!.zero_());
      noGrad(() => model.parameters()[3]!.zero_());
      t.true(
        graphed(torch.randn([5, 3]))
          .eq(0)
          .all()
          .item(),
      );
    });
  }));

test('on the CPU nothing is recorded by default', (t) =>
  scope(() => {
    const model = network();
    const graphed = makeGraphed(model, [torch.ones([5, 3])]);
    const [first, second] = [graphed(torch.ones([5, 3])), graphed(torch.zeros([5, 3]))];
    t.notDeepEqual(first.toArray(), second.toArray());
    t.throws(() => graphed(torch.ones([1, 3])), { instanceOf: ArgumentError });
  }));

test('disposed, it owns nothing', (t) => {
  const model = network();
  const before = memory().tensors;
  scope(() => {
    const graphed = makeGraphed(model, [torch.ones([5, 3])], { recorder: rerun });
    for (let i = 0; i < 3; i++)
      scope(() => {
        graphed(torch.ones([5, 3]))
          .sum()
          .backward();
      });
    graphed.dispose();
    graphed.dispose();
    t.throws(() => graphed(torch.ones([5, 3])), { instanceOf: ArgumentError, message: /was disposed/ });
  });
  for (const parameter of model.parameters()) parameter.grad = null;
  t.is(memory().tensors, before);
});
