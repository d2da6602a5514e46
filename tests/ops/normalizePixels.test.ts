// Pixels to images: against the formula, and the same bits on all ways.
import { type NormalizePixelsOptions, normalizePixels } from '@cotrain/ops';
import {
  getNumThreads,
  setNumThreads,
  type Tensor,
  TorchError,
  torch,
  withPlainOperators,
} from '@cotrain/torch';
import test from 'ava';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';

const IMAGENET = { mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375], channels: [0, 1, 2] };
const BGR = { mean: [103.53, 116.28, 123.675], std: [1, 1, 1], channels: [2, 1, 0] };

const pixelsOf = (shape: number[]): Tensor => torch.randint(0, 256, shape).to({ dtype: 'uint8' });

test(
  'each channel is what the formula says, in float32',
  clean((t) => {
    const pixels = torch.arange(0, 256).to({ dtype: 'uint8' }).reshape([1, 16, 16, 1]).expand([1, 16, 16, 3]);
    for (const options of [IMAGENET, BGR]) {
      const images = normalizePixels(pixels, options);
      t.deepEqual(images.shape, [1, 3, 16, 16]);
      t.deepEqual(
        (images.toArray() as number[][][][])[0]!.map((plane) => plane.flat()),
        [0, 1, 2].map((c) =>
          Array.from({ length: 256 }, (_, byte) =>
            Math.fround(Math.fround(byte - Math.fround(options.mean[c]!)) / Math.fround(options.std[c]!)),
          ),
        ),
      );
    }
    const [red, green, blue] = [10, 20, 30];
    const one = torch.tensor([red, green, blue]).to({ dtype: 'uint8' }).reshape([1, 1, 1, 3]);
    const swapped = normalizePixels(one, { mean: [0, 0, 0], std: [1, 1, 1], channels: [2, 1, 0] });
    t.deepEqual(swapped.flatten().toArray(), [blue, green, red]);
  }),
);

test.serial(
  'the same bits with operators of LibTorch, in both memory formats, from strided pixels and on any number of threads',
  clean((t) => {
    seedDraws(1);
    for (const pixels of [
      pixelsOf([2, 70, 130, 3]),
      pixelsOf([1, 3, 9, 7]).permute([0, 2, 3, 1]),
      pixelsOf([3, 1, 1, 3]),
      pixelsOf([0, 4, 4, 3]),
      pixelsOf([2, 0, 5, 3]),
    ])
      for (const options of [IMAGENET, BGR])
        for (const channelsLast of [false, true]) {
          const run = () => normalizePixels(pixels, { ...options, channelsLast });
          const [own, plain] = [run(), withPlainOperators(run)];
          t.true(torch.equal(own, plain), `${pixels.shape} ${options.channels} ${channelsLast}`);
          if (pixels.numel() > 9) t.true(own.isContiguous(channelsLast ? 'channels_last' : 'contiguous'));
          const before = getNumThreads();
          for (const threads of [1, 3]) {
            setNumThreads(threads);
            t.true(torch.equal(run(), own), `${threads} threads`);
          }
          setNumThreads(before);
        }
  }),
);

test(
  'what does not fit is an error',
  clean((t) => {
    const refused: [Tensor, Partial<NormalizePixelsOptions>, RegExp][] = [
      [torch.zeros([1, 2, 2, 3]), {}, /pixels must be \[B, H, W, 3\] of uint8, not \[1, 2, 2, 3\] of Float/],
      [pixelsOf([1, 3, 4, 4]), {}, /pixels must be \[B, H, W, 3\] of uint8, not \[1, 3, 4, 4\]/],
      [pixelsOf([2, 2, 3]), {}, /not \[2, 2, 3\]/],
      [pixelsOf([1, 2, 2, 3]), { mean: [0] }, /three channels, not 1, 3 and 3/],
      [pixelsOf([1, 2, 2, 3]), { std: [1, 0, 1] }, /std must not be 0, not \[1, 0, 1\]/],
      [pixelsOf([1, 2, 2, 3]), { channels: [0, 1, 3] }, /channels must be in 0\.\.2, not \[0, 1, 3\]/],
      [pixelsOf([1, 2, 2, 3]), { channels: [0, -1, 2] }, /channels must be in 0\.\.2, not \[0, -1, 2\]/],
    ];
    for (const [pixels, options, message] of refused)
      t.throws(() => normalizePixels(pixels, { ...IMAGENET, ...options }), {
        instanceOf: TorchError,
        message,
      });
  }),
);
