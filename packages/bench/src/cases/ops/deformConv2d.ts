import { deformConv2d } from '@cotrain/ops';
import { grad, noGrad, type Tensor, torch } from '@cotrain/torch';
import { type Comparison, type FunctionsCase, registerCases, type Setting } from '../../case.js';
import { loadNative } from '../../peers/native.js';

const bench: FunctionsCase = {
  kind: 'functions',
  group: 'ops',
  name: 'deform-conv2d',
  title: 'deform_conv2d',
  description:
    "Modulated, 3 x 3, 256 to 256 channels, map of 90 x 160 (P3 of a 720 x 1280 image), one group, float32. The scalar loop makes its columns as torchvision's CPU kernel does, one after the other on one thread, and multiplies by LibTorch's BLAS on all. The product alone and a plain convolution show what part of the time is arithmetic.",
  rounds: 9,
  setUp({ quick, native, device }: Setting): Comparison[] {
    const loops = loadNative(native, device);
    const [C, H, W] = quick ? [16, 12, 20] : [256, 90, 160];
    const input = torch.randn([1, C, H, W], { device });
    const last = input.contiguous({ memoryFormat: 'channels_last' });
    const offset = torch.randn([1, 18, H, W], { device });
    const mask = torch.rand([1, 9, H, W], { device });
    const weight = torch.randn([C, C, 3, 3], { device }).mul(0.02);
    const gradient = torch.randn([1, C, H, W], { device });
    const [rows, columns] = [weight.reshape([C, C * 9]), torch.randn([C * 9, H * W], { device })];
    const leaves = [last, offset, mask, weight].map((each) => each.detach().requiresGrad_());
    const floor = {
      flops: 2 * H * W * C * C * 9,
      bytes: 4 * (2 * C * H * W + 27 * H * W + weight.numel()),
    };
    const scalar = loops && (() => loops.deform_conv2d!(input, offset, weight, mask, 1) as Tensor);
    const forward = (x: Tensor) => noGrad(() => deformConv2d(x, offset, weight, { mask, padding: 1 }));
    return [
      {
        figure: 'channels_last, forward',
        floor,
        sides: { cotrain: () => forward(last), 'scalar loop': scalar },
        agree: 1e-3,
      },
      {
        figure: 'NCHW, forward',
        floor,
        sides: { cotrain: () => forward(input), 'scalar loop': scalar },
        agree: 1e-3,
      },
      {
        figure: 'channels_last, forward, against parts of it',
        floor,
        sides: {
          cotrain: () => forward(last),
          'its product alone': () => rows.mm(columns),
          'plain conv2d': () => torch.conv2d(last, weight, { padding: 1 }),
        },
      },
      {
        figure: 'channels_last, forward and backward',
        floor: { flops: 3 * floor.flops, bytes: 3 * floor.bytes },
        sides: {
          cotrain: () => {
            const [x, moves, factors, filters] = leaves as [Tensor, Tensor, Tensor, Tensor];
            const out = deformConv2d(x, moves, filters, { mask: factors, padding: 1 });
            return grad([out], leaves, { gradOutputs: [gradient] });
          },
        },
      },
    ];
  },
};
registerCases(bench);
