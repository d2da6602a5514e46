import { resizedArgmax } from '@cotrain/ops';
import { type Tensor, torch } from '@cotrain/torch';
import { type Comparison, type FunctionsCase, registerCases, type Setting } from '../../case.js';

const CLASSES = 19;

type Size = [height: number, width: number];

const bench: FunctionsCase = {
  kind: 'functions',
  group: 'ops',
  name: 'resized-argmax',
  title: 'resized_argmax',
  description: `${CLASSES} classes, logits 180 x 320 in channels_last, image 720 x 1280, also resized to 1080 x 1920, float32. Eager is upsample and max on LibTorch's kernels, which are eager PyTorch's, called through the binding in the same process; max, because argmax takes four to twelve times as long.`,
  rounds: 9,
  setUp({ quick, device }: Setting): Comparison[] {
    const size: Size = quick ? [72, 128] : [720, 1280];
    const resized: Size = [(size[0] * 3) / 2, (size[1] * 3) / 2];
    const planes = torch.randn([1, CLASSES, size[0] / 4, size[1] / 4], { device });
    const logits = planes.contiguous({ memoryFormat: 'channels_last' }).at(0);
    const floor = ([height, width]: Size) => ({ bytes: 4 * logits.numel() + height * width });
    return [
      {
        figure: 'at the size of the image',
        floor: floor(size),
        sides: {
          cotrain: () => resizedArgmax(logits, { padded: size }),
          eager: () => eager(logits, size),
        },
      },
      {
        figure: 'resized by 3/2',
        floor: floor(resized),
        sides: {
          cotrain: () => resizedArgmax(logits, { padded: size, output: resized }),
          eager: () => eager(logits, size, resized),
        },
      },
    ];
  },
};
registerCases(bench);

/** Class of each pixel, [H, W]. */
function eager(logits: Tensor, ...sizes: Size[]): Tensor {
  const resized = sizes.reduce((maps, to) => torch.upsampleBilinear2d(maps, to, false), logits.unsqueeze(0));
  return resized.max(1)[1].squeeze(0);
}
