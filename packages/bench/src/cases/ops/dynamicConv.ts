import { dynamicConv } from '@cotrain/ops';
import { grad, noGrad, type Tensor, torch } from '@cotrain/torch';
import {
  type Comparison,
  type FunctionsCase,
  type ProcessesCase,
  registerCases,
  type Setting,
} from '../../case.js';
import { operatorLibrary } from '../../peers/operatorLibrary.js';

interface Stage {
  weight: Tensor;
  bias: Tensor;
  norm1: { weight: Tensor; bias: Tensor };
  norm2: { weight: Tensor; bias: Tensor };
}

const STAGES = 6;

const time: FunctionsCase = {
  kind: 'functions',
  group: 'ops',
  name: 'dynamic-conv',
  title: 'dynamic_conv',
  description: `N = 300 proposals, P = 49 bins, C = 256, D = 64, float32. Eager is linear, bmm, layer_norm, relu, bmm, layer_norm, relu on LibTorch's kernels, which are eager PyTorch's, called through the binding in the same process. "A weight a call": the calls go through ${STAGES} weights, as the stages of a detector do.`,
  rounds: 31,
  setUp({ quick, device }: Setting): Comparison[] {
    const [N, P, C, D] = quick ? [20, 9, 64, 16] : [300, 49, 256, 64];
    const all = Array.from(
      { length: STAGES },
      (): Stage => ({
        weight: torch.randn([2 * C * D, C], { device }).mul(0.02),
        bias: torch.zeros([2 * C * D], { device }),
        norm1: { weight: torch.ones([D], { device }), bias: torch.zeros([D], { device }) },
        norm2: { weight: torch.ones([C], { device }), bias: torch.zeros([C], { device }) },
      }),
    );
    const proposals = torch.randn([N, C], { device });
    const roi = torch.randn([N, P, C], { device });
    const gradient = torch.randn([N, P, C], { device });
    type Run = (stage: Stage, proposals: Tensor, roi: Tensor) => Tensor;
    const ours: Run = (stage, x, y) => dynamicConv(x, y, stage);
    const plain: Run = ({ weight, bias }, x, y) => {
      const parameters = torch.linear(x, weight, { bias }); // [N, 2CD]
      const param1 = parameters.narrow(1, 0, C * D).view([N, C, D]);
      const param2 = parameters.narrow(1, C * D, C * D).view([N, D, C]);
      return y.bmm(param1).bmm(param2); // [N, P, C]
    };
    const eager: Run = ({ weight, bias, norm1, norm2 }, x, y) => {
      const parameters = torch.linear(x, weight, { bias });
      const param1 = parameters.narrow(1, 0, C * D).view([N, C, D]);
      const param2 = parameters.narrow(1, C * D, C * D).view([N, D, C]);
      const hidden = torch.layerNorm(y.bmm(param1), [D], norm1).relu(); // [N, P, D]
      return torch.layerNorm(hidden.bmm(param2), [C], norm2).relu();
    };
    /** Each side goes through the stages on its own. */
    const inTurn = (run: (stage: Stage) => unknown) => {
      let next = 0;
      return () => run(all[next++ % STAGES]!);
    };
    const infer = (run: Run) => (stage: Stage) => noGrad(() => run(stage, proposals, roi));
    const train = (run: Run) => (stage: Stage) => {
      const leaves = [proposals, roi, stage.weight, stage.bias].map((each) => each.detach().requiresGrad_());
      const [x, y, weight, bias] = leaves as [Tensor, Tensor, Tensor, Tensor];
      return grad([run({ ...stage, weight, bias }, x, y)], leaves, { gradOutputs: [gradient] });
    };
    const [first] = all as [Stage];
    const floor = {
      flops: 2 * N * C * 2 * C * D + 2 * 2 * N * P * C * D,
      bytes: 4 * (2 * C * D * C + 2 * N * P * C + N * C),
    };
    return [
      {
        figure: 'one weight',
        floor,
        sides: {
          cotrain: () => infer(ours)(first),
          eager: () => infer(eager)(first),
        },
        agree: 1e-4,
      },
      {
        figure: 'one weight, against linear and two bmm',
        floor,
        sides: { cotrain: () => infer(ours)(first), 'without norms': () => infer(plain)(first) },
      },
      {
        figure: 'a weight a call',
        floor,
        sides: { cotrain: inTurn(infer(ours)), eager: inTurn(infer(eager)) },
        agree: 1e-4,
      },
      {
        figure: 'forward and backward',
        floor: { flops: 3 * floor.flops, bytes: 3 * floor.bytes },
        sides: { cotrain: inTurn(train(ours)), eager: inTurn(train(eager)) },
        agree: 1e-4,
      },
    ];
  },
};

/** Torch's profiler sees the allocations of both sides, so that both are measured in Python. */
const peer = (side: string, operator: string) => ({
  side,
  script: 'dynamic_conv.py',
  against: 'pytorch',
  extra: () => ({ operator, library: operatorLibrary() }),
  sameTorch: true,
});

const memory: ProcessesCase = {
  kind: 'processes',
  group: 'ops',
  name: 'dynamic-conv-memory',
  title: 'dynamic_conv: memory of a training step',
  description:
    "Bytes that forward and backward of `ops/dynamic-conv` take beyond inputs and weights, from the allocations that torch's profiler sees. Both sides run in Python: ours is the same operator library.",
  rounds: 1,
  sides: {},
  peers: [peer('cotrain', 'dynamic_conv'), peer('eager', 'eager')],
};
registerCases(time, memory);
