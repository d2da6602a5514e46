// Which convolutions of @cotrain/nn are Winograd's, and that nothing but their rounding shows it.
import { Conv2d, functional, isWinogradEnabled, setWinograd, traceModule } from '@cotrain/nn';
import { autocast, noGrad, type Tensor, torch, withPlainOperators } from '@cotrain/torch';
import test from 'ava';
import { seedDraws } from '../seed.js';
import { clean, runNode } from '../torch/support.js';

const large = () => torch.randn([1, 32, 40, 40]);

/** What a call computes with and without Winograd's filtering. */
function both(run: () => Tensor): [on: Tensor, off: Tensor] {
  const on = noGrad(run);
  setWinograd(false);
  try {
    return [on, noGrad(run)];
  } finally {
    setWinograd(true);
  }
}

const difference = (a: Tensor, b: Tensor): number => Number(a.sub(b).abs().max().item());

test.serial(
  'large 3x3 convolutions differ by rounding, as layers and as functions',
  clean((t) => {
    seedDraws(1);
    const x = large();
    for (const conv of [new Conv2d(32, 48, 3, { padding: 1 }), new Conv2d(32, 48, 3, { padding: 'same' })]) {
      const { weight, bias, padding } = conv;
      const asFunction = () => functional.conv2d(x, weight, { bias, padding: padding as 'same' });
      for (const run of [() => conv.forward(x), asFunction]) {
        const [on, off] = both(run);
        t.false(torch.equal(on, off));
        t.true(difference(on, off) < 1e-5);
      }
      conv.dispose();
    }
  }),
);

test.serial(
  "all other convolutions are LibTorch's, bit for bit",
  clean((t) => {
    seedDraws(2);
    const kernels: Record<string, [Conv2d, Tensor]> = {
      'a small map': [new Conv2d(32, 32, 3, { padding: 1 }), torch.randn([1, 32, 8, 20])],
      'few channels': [new Conv2d(3, 32, 3, { padding: 1 }), torch.randn([1, 3, 40, 40])],
      '1x1': [new Conv2d(32, 32, 1), large()],
      'a stride': [new Conv2d(32, 32, 3, { padding: 1, stride: 2 }), torch.randn([1, 32, 80, 80])],
      'two strides': [new Conv2d(32, 32, 3, { padding: 1, stride: [1, 2] }), large()],
      'no padding': [new Conv2d(32, 32, 3), large()],
      'a dilation': [new Conv2d(32, 32, 3, { padding: 2, dilation: 2 }), large()],
      groups: [new Conv2d(64, 64, 3, { padding: 1, groups: 2 }), torch.randn([1, 64, 40, 40])],
      'another padding mode': [new Conv2d(32, 32, 3, { padding: 1, paddingMode: 'reflect' }), large()],
    };
    for (const [name, [conv, x]] of Object.entries(kernels)) {
      const [on, off] = both(() => conv.forward(x));
      t.true(torch.equal(on, off), name);
      conv.dispose();
    }
    const conv = new Conv2d(32, 32, 3, { padding: 1 }).to({ dtype: 'float64' });
    const x = large().to({ dtype: 'float64' });
    const [on, off] = both(() => conv.forward(x));
    t.true(torch.equal(on, off), 'float64');
    conv.dispose();
  }),
);

test.serial(
  'an image of 12 tiles gives the same bits alone and in a batch',
  clean((t) => {
    seedDraws(5);
    const conv = new Conv2d(32, 48, 3, { padding: 1 });
    const images = torch.randn([3, 32, 12, 16]);
    noGrad(() => {
      const together = conv.forward(images);
      for (const i of [0, 1, 2])
        t.true(torch.equal(conv.forward(images.narrow(0, i, 1)), together.narrow(0, i, 1)), `${i}`);
    });
    conv.dispose();
  }),
);

test.serial(
  'with a stride of 2, only the gradient to the weight differs',
  clean((t) => {
    seedDraws(4);
    const conv = new Conv2d(32, 48, 3, { padding: 1, stride: 2 });
    const { weight, bias, stride, padding } = conv;
    const x = large().requiresGrad_();
    for (const run of [
      () => conv.forward(x),
      () => functional.conv2d(x, weight, { bias, stride: stride as [2, 2], padding: padding as [1, 1] }),
    ]) {
      const derive = () => torch.autograd.grad([run().square().sum()], [x, weight, bias!]) as Tensor[];
      const on = derive();
      setWinograd(false);
      const off = derive();
      setWinograd(true);
      t.deepEqual(
        on.map((tensor, k) => torch.equal(tensor, off[k]!)),
        [true, false, true],
      );
      t.true(difference(on[1]!, off[1]!) < 1e-5 * off[1]!.abs().max().item('number'));
    }
    conv.dispose();
  }),
);

test.serial(
  'under autocast, as plain operators and while a trace is recorded too',
  clean((t) => {
    seedDraws(3);
    const conv = new Conv2d(32, 32, 3, { padding: 1 });
    const x = large();
    for (const run of [
      () => autocast(() => conv.forward(x)),
      () => withPlainOperators(() => conv.forward(x)),
    ]) {
      const [on, off] = both(run);
      t.true(torch.equal(on, off));
    }
    const traced = traceModule(conv.eval(), [x]);
    const kinds = traced.graph().nodes.map(({ kind }) => kind);
    t.true(
      kinds.some((kind) => /^aten::_?convolution$/.test(kind)),
      `${kinds}`,
    );
    t.false(
      kinds.some((kind) => kind.startsWith('cotrain::')),
      `${kinds}`,
    );
    traced.dispose();
    conv.dispose();
  }),
);

test('it can be turned off for a whole process', async (t) => {
  t.true(isWinogradEnabled());
  const source = "import { isWinogradEnabled } from '@cotrain/nn'; console.log(isWinogradEnabled());";
  const { stdout } = await runNode(source, { env: { COTRAIN_WINOGRAD: '0' } });
  t.is(stdout, 'false\n');
});
