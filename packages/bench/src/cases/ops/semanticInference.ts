import { semanticInference } from '@cotrain/ops';
import { type Tensor, torch } from '@cotrain/torch';
import { type Comparison, type FunctionsCase, registerCases, type Setting } from '../../case.js';

const [QUERIES, CLASSES] = [100, 19];

type Size = [height: number, width: number];

const bench: FunctionsCase = {
  kind: 'functions',
  group: 'ops',
  name: 'semantic-inference',
  title: 'semantic_inference',
  description: `${QUERIES} queries, ${CLASSES} classes, mask logits 180 x 320, image 720 x 1280, also resized to 1080 x 1920, float32. Eager is upsample, sigmoid, softmax, einsum and argmax on LibTorch's kernels, which are eager PyTorch's, called through the binding in the same process.`,
  rounds: 9,
  setUp({ quick, device }: Setting): Comparison[] {
    const size: Size = quick ? [72, 128] : [720, 1280];
    const resized: Size = [(size[0] * 3) / 2, (size[1] * 3) / 2];
    const logits = torch.randn([QUERIES, CLASSES + 1], { device });
    const masks = torch.randn([QUERIES, size[0] / 4, size[1] / 4]).mul(5);
    const pixels = size[0] * size[1];
    const floor = { flops: 2 * pixels * QUERIES * CLASSES, bytes: 4 * masks.numel() };
    return [
      {
        figure: 'at the size of the image',
        floor,
        sides: {
          cotrain: () => semanticInference(logits, masks, { padded: size }),
          eager: () => eager(logits, masks, size),
        },
      },
      {
        figure: 'resized by 3/2',
        floor,
        sides: {
          cotrain: () => semanticInference(logits, masks, { padded: size, output: resized }),
          eager: () => eager(logits, masks, size, resized),
        },
      },
    ];
  },
};
registerCases(bench);

const resize = (maps: Tensor, to: Size): Tensor =>
  torch.upsampleBilinear2d(maps.unsqueeze(0), to, false).squeeze(0);

/** Class of each pixel, [H, W]. */
function eager(logits: Tensor, masks: Tensor, size: Size, output?: Size): Tensor {
  const probabilities = logits.softmax(-1).narrow(1, 0, CLASSES);
  const scores = torch.einsum('qc,qhw->chw', [probabilities, resize(masks, size).sigmoid()]);
  return (output ? resize(scores, output) : scores).argmax({ dim: 0 });
}
