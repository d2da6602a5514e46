import { scope, torch } from '@cotrain/torch';
import { type Measured, type ProcessesCase, registerCases, type Setting } from '../../case.js';
import { microseconds } from '../timing.js';

const CALLS = 200;
const BATCHES = { full: 500, quick: 2 };

const bench: ProcessesCase = {
  kind: 'processes',
  group: 'torch',
  name: 'overhead',
  title: 'Call overhead',
  description: `What a call costs beside the computation, on one-element tensors: medians of ${BATCHES.full} batches of ${CALLS} calls. Tensor objects and the scope that frees them are part of the time, as reference counting is in Python.`,
  threads: 1,
  rounds: 7,
  sides: { cotrain },
  peers: [{ side: 'PyTorch', script: 'overhead.py', against: 'pytorch' }],
};
registerCases(bench);

function cotrain({ quick }: Setting): Measured {
  const batches = quick ? BATCHES.quick : BATCHES.full;
  /** Nanoseconds of a call. A batch is a scope. */
  const time = (run: () => unknown): number => {
    const batch = () =>
      scope(() => {
        for (let i = 0; i < CALLS; i++) run();
      });
    return (microseconds(batches, batch) * 1000) / CALLS;
  };
  const plain = functions(false);
  const recorded = Object.entries(functions(true)).filter(([name]) => name !== 'shape');
  // Every function once before any counts: the compiler specialises the first for itself, and again when
  // others come.
  for (const run of [...Object.values(plain), ...recorded.map(([, run]) => run)]) time(run);
  const one = torch.rand([1]);
  const times: [string, number][] = [
    ...Object.entries(plain).map(([name, run]): [string, number] => [name, time(run)]),
    ...recorded.map(([name, run]): [string, number] => [`${name}, with autograd`, time(run)]),
    ['item', time(() => one.item())],
  ];
  return {
    figures: Object.fromEntries(times.map(([name, value]) => [name, { value, unit: 'ns' as const }])),
  };
}

function functions(requiresGrad: boolean): Record<string, () => unknown> {
  const x = torch.rand([1], { requiresGrad });
  const y = torch.rand([1]);
  const image = torch.rand([1, 1, 1, 1]);
  const weight = torch.rand([1, 1, 1, 1], { requiresGrad });
  const bias = torch.rand([1]);
  return {
    add: () => x.add(y),
    'add a number': () => x.add(2),
    relu: () => x.relu(),
    view: () => x.view([1, 1]),
    'sum over a dimension': () => x.sum([0], { keepdim: true }),
    conv2d: () => torch.conv2d(image, weight, { bias, stride: 1, padding: 0 }),
    shape: () => x.shape,
  };
}
