import { ResNet } from '@cotrain/models';
import { type MemoryFormat, manualSeed, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import {
  type Measured,
  type MeasuredFigure,
  type ProcessesCase,
  registerCases,
  type Setting,
} from '../../case.js';
import { median } from '../../stats/quantiles.js';

const REPEATS = { full: 8, quick: 1 };
const WARM_UP = { full: 2, quick: 0 };
const SIZE = { full: [360, 640], quick: [64, 64] } as const;
/** FLOPs of ResNet-50's features for a 360 x 640 image, as counted by `cotrain model`. */
const FLOPS = 37.9e9;

const bench: ProcessesCase = {
  kind: 'processes',
  group: 'torch',
  name: 'resnet50',
  title: 'ResNet-50',
  description: `An image of 360 x 640 through ResNet-50's features, batch norm in evaluation for forward and in training for backward, in the same memory formats on both sides: the median of ${REPEATS.full}, and the best of them, which other processes change least.`,
  rounds: 7,
  sides: { cotrain },
  peers: [{ side: 'PyTorch', script: 'resnet50.py', against: 'pytorch' }],
};
registerCases(bench);

function cotrain({ quick }: Setting): Measured {
  const kind = quick ? 'quick' : 'full';
  const figures: Record<string, MeasuredFigure> = {};
  const time = (name: string, flops: number, run: () => void): void => {
    const times: number[] = [];
    for (let i = 0; i < WARM_UP[kind] + REPEATS[kind]; i++) {
      const began = performance.now();
      scope(run);
      times.push(performance.now() - began);
    }
    const counted = times.slice(WARM_UP[kind]);
    const floor = quick ? {} : { floor: { flops } };
    figures[name] = { value: median(counted), unit: 'ms', ...floor };
    figures[`${name}: the best`] = { value: Math.min(...counted), unit: 'ms', detail: true };
  };
  manualSeed(0);
  for (const memoryFormat of ['contiguous', 'channels_last'] satisfies MemoryFormat[]) {
    scope(() => {
      const net = new ResNet({ outFeatures: ['res5'] });
      for (const parameter of net.parameters())
        if (parameter.ndim === 4) parameter.setData(parameter.detach().contiguous({ memoryFormat }));
      const image = torch.randn([1, 3, ...SIZE[kind]]).contiguous({ memoryFormat });
      const features = (): Tensor => net.forward(image).res5!;
      net.eval();
      time(`forward, ${memoryFormat}`, FLOPS, () => noGrad(() => void features()));
      net.train();
      time(`forward and backward, ${memoryFormat}`, 3 * FLOPS, () => features().mean().backward());
    });
  }
  return { figures };
}
