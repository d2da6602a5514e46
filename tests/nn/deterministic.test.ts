// On a device, deterministic forms replace kernels that add in no fixed order; the CPU's own kernels are the
// reference.

import {
  areDeterministicAlgorithmsEnabled,
  memory,
  scope,
  type Tensor,
  torch,
  useDeterministicAlgorithms,
} from '@cotrain/torch';
import baseTest from 'ava';
import { nn } from 'cotrain';
import { assertClose } from '../assertClose.js';
import { hasPretend, PRETEND } from '../pretend.js';
import { seedDraws } from '../seed.js';

const test = hasPretend ? baseTest.serial : baseTest.serial.skip;
const { functional } = nn;

/** Value and gradient at `input` on the CPU, and in the deterministic mode on the device. */
function both(
  input: Tensor,
  run: (x: Tensor) => Tensor,
): { value: [Tensor, Tensor]; gradient: [Tensor, Tensor] } {
  const results = ['cpu', PRETEND].map((device) => {
    useDeterministicAlgorithms(device !== 'cpu');
    try {
      const x = input.detach().to({ device }).clone().requiresGrad_();
      const value = run(x);
      value.square().sum().backward();
      return { value: value.detach(), gradient: x.grad! };
    } finally {
      useDeterministicAlgorithms(false);
    }
  });
  const [here, there] = results as [(typeof results)[0], (typeof results)[0]];
  return { value: [there.value, here.value], gradient: [there.gradient, here.gradient] };
}

const CLOSE = { relative: 1e-5 };

const RESIZES: Record<string, object> = {
  larger: { size: [11, 20] },
  smaller: { size: [3, 4] },
  'to one pixel': { size: [1, 1] },
  'the same size': { size: [5, 7] },
  'aligned corners': { size: [9, 13], alignCorners: true },
  'aligned corners, one row': { size: [1, 13], alignCorners: true },
  'by a factor': { scaleFactor: 2 },
  'by an uneven factor': { scaleFactor: [1.7, 2.6] },
  'by an uneven factor, recomputed': { scaleFactor: [1.7, 0.6], recomputeScaleFactor: true },
};

for (const [name, options] of Object.entries(RESIZES)) {
  test(`bilinear resizing: ${name}`, (t) => {
    scope(() => {
      seedDraws(0);
      const x = torch.randn([2, 3, 5, 7]);
      const { value, gradient } = both(x, (own) =>
        functional.interpolate(own, { mode: 'bilinear', ...options }),
      );
      t.deepEqual(value[0].shape, value[1].shape);
      assertClose(t, ...value, CLOSE);
      assertClose(t, ...gradient, CLOSE);
    });
  });
}

for (const reduction of ['none', 'mean', 'sum'] as const)
  for (const weighted of [false, true])
    for (const labelSmoothing of [0, 0.1])
      test(`cross-entropy of maps: ${reduction}, weights ${weighted}, smoothing ${labelSmoothing}`, (t) => {
        scope(() => {
          seedDraws(0);
          const logits = torch.randn([2, 4, 3, 5]);
          const target = torch.randint(4, [2, 3, 5], { dtype: 'int64' });
          target.setAt([0, 0], 255);
          const weight = weighted ? torch.rand([4]).add(0.1) : null;
          const options = { reduction, labelSmoothing, ignoreIndex: 255 };
          const { value, gradient } = both(logits, (own) => {
            const { device } = own;
            const weights = weight?.to({ device }) ?? null;
            return functional.crossEntropy(own, target.to({ device }), { ...options, weight: weights });
          });
          assertClose(t, ...value, CLOSE);
          assertClose(t, ...gradient, CLOSE);
          const nll = both(logits, (own) =>
            functional.nllLoss(own, target.to({ device: own.device }), { reduction, ignoreIndex: 255 }),
          );
          assertClose(t, ...nll.value, CLOSE);
          assertClose(t, ...nll.gradient, CLOSE);
        });
      });

test('each form leaves its result and nothing else', (t) => {
  scope(() => {
    const x = torch.randn([2, 3, 5, 7], { device: PRETEND });
    const target = torch.zeros([2, 5, 7], { dtype: 'int64', device: PRETEND });
    const weight = torch.ones([3], { device: PRETEND });
    useDeterministicAlgorithms(true);
    try {
      for (const run of [
        () => functional.interpolate(x, { mode: 'bilinear', scaleFactor: 2 }),
        () => functional.crossEntropy(x, target, { weight, labelSmoothing: 0.1 }),
        () => functional.nllLoss(x, target),
      ]) {
        const before = memory().tensors;
        run();
        t.is(memory().tensors, before + 1);
      }
    } finally {
      useDeterministicAlgorithms(false);
    }
  });
});

test('the mode sets what cuBLAS needs, and keeps what is set', (t) => {
  const before = process.env.CUBLAS_WORKSPACE_CONFIG;
  try {
    delete process.env.CUBLAS_WORKSPACE_CONFIG;
    useDeterministicAlgorithms(true);
    t.true(areDeterministicAlgorithmsEnabled());
    t.is(process.env.CUBLAS_WORKSPACE_CONFIG as string | undefined, ':4096:8');
    process.env.CUBLAS_WORKSPACE_CONFIG = ':16:8';
    useDeterministicAlgorithms(true);
    t.is(process.env.CUBLAS_WORKSPACE_CONFIG, ':16:8');
  } finally {
    useDeterministicAlgorithms(false);
    if (before === undefined) delete process.env.CUBLAS_WORKSPACE_CONFIG;
    else process.env.CUBLAS_WORKSPACE_CONFIG = before;
  }
});
