import { fileURLToPath } from 'node:url';
import { type DeformConv2dOptions, deformConv2d } from '@cotrain/ops';
import { getNumThreads, gradcheck, loadFile, setNumThreads, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';
import { deviceKernels } from './deviceKernels.js';

interface Sizes {
  batch: number;
  groups: number;
  offsetGroups: number;
  multiple: number;
  outputs: number;
  size: [number, number];
  kernel: [number, number];
  stride: number;
  padding: number;
  dilation: number;
  modulated: boolean;
  channelsLast: boolean;
}

/** input, offset, weight, bias, mask */
function make(s: Sizes): Tensor[] {
  const channels = s.groups * s.offsetGroups * s.multiple;
  const taps = s.kernel[0] * s.kernel[1];
  const out = s.size.map((n, axis) =>
    Math.floor((n + 2 * s.padding - s.dilation * (s.kernel[axis]! - 1) - 1) / s.stride + 1),
  );
  const random = (...shape: number[]) => torch.randn(shape, { dtype: 'float64' });
  const input = random(s.batch, channels, ...s.size);
  return [
    s.channelsLast ? input.permute([0, 2, 3, 1]).contiguous().permute([0, 3, 1, 2]) : input,
    random(s.batch, 2 * s.offsetGroups * taps, ...out).mul(2),
    random(s.groups * s.outputs, channels / s.groups, ...s.kernel),
    random(s.groups * s.outputs),
    ...(s.modulated ? [random(s.batch, s.offsetGroups * taps, ...out)] : []),
  ];
}

function ours({ stride, padding, dilation }: DeformConv2dOptions, inputs: Tensor[]): Tensor {
  const [input, offset, weight, bias, mask] = inputs as [Tensor, Tensor, Tensor, Tensor, Tensor?];
  return deformConv2d(input, offset, weight, { bias, mask: mask ?? null, stride, padding, dilation });
}

/** Every sample gathered, weighted and multiplied in plain tensor code. */
function naive(s: Sizes, inputs: Tensor[]): Tensor {
  const [input, offset, weight, bias, mask] = inputs as [Tensor, Tensor, Tensor, Tensor, Tensor?];
  const [b, c, h, w] = input.shape as [number, number, number, number];
  const [outputs, , kh, kw] = weight.shape as [number, number, number, number];
  const [oh, ow] = offset.shape.slice(2) as [number, number];
  const [g, taps] = [s.offsetGroups, kh * kw];
  const axis = (n: number, step: number, shift: number) =>
    torch.arange(n, { dtype: 'float64' }).mul(step).sub(shift);
  const offsets = offset.reshape([b, g, taps, 2, oh, ow]);
  const rows = axis(oh, s.stride, s.padding).reshape([oh, 1]);
  const columns = axis(ow, s.stride, s.padding);
  const ky = axis(kh, s.dilation, 0).reshape([kh, 1]).expand([kh, kw]).reshape([taps, 1, 1]);
  const kx = axis(kw, s.dilation, 0).expand([kh, kw]).reshape([taps, 1, 1]);
  const y = offsets.select(3, 0).add(rows).add(ky); // [B, G, T, H', W']
  const x = offsets.select(3, 1).add(columns).add(kx);
  const [y0, x0] = [y.detach().floor(), x.detach().floor()];
  const [ly, lx] = [y.sub(y0), x.sub(x0)];
  const flat = input.reshape([b, g, c / g, h * w]);
  let samples = torch.zeros([b, g, c / g, taps, oh, ow], { dtype: 'float64' });
  for (const [dy, wy] of [
    [0, ly.mul(-1).add(1)],
    [1, ly],
  ] as [number, Tensor][])
    for (const [dx, wx] of [
      [0, lx.mul(-1).add(1)],
      [1, lx],
    ] as [number, Tensor][]) {
      const [cy, cx] = [y0.add(dy), x0.add(dx)];
      const inside = cy.ge(0).mul(cy.lt(h)).mul(cx.ge(0)).mul(cx.lt(w)).to('float64');
      const cell = cy
        .clamp({ min: 0, max: h - 1 })
        .mul(w)
        .add(cx.clamp({ min: 0, max: w - 1 }))
        .to('int64');
      const index = cell.reshape([b, g, 1, taps * oh * ow]).expand([b, g, c / g, taps * oh * ow]);
      const values = flat.gather(3, index).reshape([b, g, c / g, taps, oh, ow]);
      samples = samples.add(values.mul(wy.mul(wx).mul(inside).unsqueeze(2)));
    }
  if (mask !== undefined) samples = samples.mul(mask.reshape([b, g, 1, taps, oh, ow]));
  const groups = s.groups;
  const matrix = samples.reshape([b, groups, (c / groups) * taps, oh * ow]);
  const products = weight.reshape([1, groups, outputs / groups, (c / groups) * taps]).matmul(matrix);
  return products.reshape([b, outputs, oh, ow]).add(bias.reshape([outputs, 1, 1]));
}

function derive(run: (inputs: Tensor[]) => Tensor, inputs: Tensor[]): Tensor[] {
  for (const input of inputs) {
    input.requiresGrad_();
    input.grad = null;
  }
  const out = run(inputs);
  seedDraws(7);
  out
    .mul(torch.randn(out.shape, { dtype: out.dtype }))
    .sum()
    .backward();
  return [out, ...inputs.map((input) => input.grad!.clone())];
}

const small = (min: number, max: number) => fc.integer({ min, max });
const cases: fc.Arbitrary<Sizes> = fc.record({
  batch: small(0, 2),
  groups: small(1, 3),
  offsetGroups: small(1, 2),
  multiple: small(1, 20),
  outputs: small(1, 20),
  size: fc.tuple(small(3, 12), small(3, 12)),
  kernel: fc.tuple(small(1, 3), small(1, 3)),
  stride: small(1, 3),
  padding: small(0, 2),
  dilation: fc.constant(1),
  modulated: fc.boolean(),
  channelsLast: fc.boolean(),
});

const fixed: Sizes = {
  batch: 2,
  groups: 2,
  offsetGroups: 3,
  multiple: 1,
  outputs: 2,
  size: [6, 7],
  kernel: [3, 2],
  stride: 1,
  padding: 2,
  dilation: 2,
  modulated: true,
  channelsLast: false,
};

test(
  'output and all gradients equal plain tensor code, for any sizes, groups and layouts',
  clean((t) => {
    fc.assert(
      fc.property(cases, small(0, 1e6), (s, seed) => {
        seedDraws(seed);
        const inputs = make(s);
        const [actual, expected] = [derive((x) => ours(s, x), inputs), derive((x) => naive(s, x), inputs)];
        for (const [k, tensor] of actual.entries()) {
          t.deepEqual(tensor.shape, expected[k]!.shape);
          t.true(
            torch.allclose(tensor, expected[k]!, { rtol: 1e-9, atol: 1e-9 }),
            `${JSON.stringify(s)}: ${k}`,
          );
        }
      }),
      { numRuns: 40 },
    );
  }),
);

test(
  "torchvision's values",
  clean((t) => {
    const path = fileURLToPath(new URL('../golden/models/deform_roi_pool.safetensors', import.meta.url));
    const golden = loadFile(path) as Record<string, Tensor>;
    const of = (name: string) => golden[`dc.${name}`]!;
    const inputs = ['x', 'off', 'w', 'b', 'mask'].map((name) => of(name).detach().requiresGrad_());
    const out = ours({ padding: 1 }, inputs);
    t.true(torch.allclose(out, of('y'), { rtol: 1e-4, atol: 1e-5 }));
  }),
);

test(
  'gradcheck',
  clean((t) => {
    seedDraws(1);
    const s = { ...fixed, batch: 1, size: [3, 4] as [number, number] };
    t.true(
      gradcheck(
        (...x) => ours(s, x),
        make(s).map((input) => input.requiresGrad_()),
      ),
    );
  }),
);

// On CUDA the products are a library's, which on the CPU cuts them by threads.
(deviceKernels ? test.skip : test)(
  'the number of threads changes nothing, bit for bit',
  clean((t) => {
    seedDraws(2);
    const s = { ...fixed, multiple: 7, outputs: 9, size: [23, 31] as [number, number] };
    const inputs = make(s).map((input) => input.to('float32'));
    const threads = getNumThreads();
    const [one, three] = [1, 3].map((count) => {
      setNumThreads(count);
      return derive((x) => ours(s, x), inputs);
    });
    setNumThreads(threads);
    for (const [k, tensor] of one!.entries()) t.true(torch.equal(tensor, three![k]!), `tensor ${k}`);
  }),
);

test(
  'offsets without a place count as outside: huge, infinite, NaN',
  clean((t) => {
    seedDraws(3);
    const inputs = make(fixed);
    for (const value of [1e30, -1e30, Number.POSITIVE_INFINITY, Number.NaN]) {
      const offset = torch.full(inputs[1]!.shape, value, { dtype: 'float64' });
      const [out, gradInput, gradOffset] = derive(
        (x) => ours(fixed, x),
        [inputs[0]!, offset, ...inputs.slice(2)],
      ) as [Tensor, Tensor, Tensor];
      t.true(torch.equal(out, inputs[3]!.reshape([4, 1, 1]).expand(out.shape)));
      t.is(Number(gradInput.abs().sum().item()), 0);
      t.is(Number(gradOffset.abs().sum().item()), 0);
    }
  }),
);

test(
  'shapes on the meta device',
  clean((t) => {
    const meta = make(fixed).map((input) => torch.empty(input.shape, { device: 'meta' }));
    t.deepEqual(ours(fixed, meta).shape, naive(fixed, make(fixed)).shape);
  }),
);

test(
  'what does not fit is refused',
  clean((t) => {
    const inputs = make(fixed);
    const refused = (message: RegExp, k: number, tensor: Tensor, options: DeformConv2dOptions = fixed) =>
      t.throws(() => ours(options, inputs.with(k, tensor)), { message });
    refused(/input must be \[B, C, H, W\], not \[6, 6, 7\]/, 0, inputs[0]!.select(0, 0));
    refused(/offset must be \[2, 36,.*not \[2, 36, 5,/, 1, inputs[1]!.narrow(2, 0, 5));
    refused(/offset .* must have 2 \* 6 channels/, 1, inputs[1]!.narrow(1, 0, 35));
    refused(/into groups/, 2, torch.zeros([4, 4, 3, 2], { dtype: 'float64' }));
    refused(/bias must be \[4\], not \[3\]/, 3, inputs[3]!.narrow(0, 0, 3));
    refused(/mask must be/, 4, inputs[4]!.narrow(1, 0, 6));
    refused(/one dtype/, 1, inputs[1]!.to('float32'));
    refused(/must be positive/, 0, inputs[0]!, { stride: 0 });
    refused(/does not fit into input/, 0, inputs[0]!, { dilation: 20 });
  }),
);
