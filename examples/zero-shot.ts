// Zero-shot classification with CLIP: which of several texts fits an image best.
//
//   npx tsx examples/zero-shot.ts --weights RN50.pt --classes "street scene, kitchen, forest" image.jpg
//
// RN50.pt is OpenAI's archive, at the address in clip/clip.py of github.com/openai/CLIP. Without weights the
// model is random, and so is the answer; without an image it looks at a generated street scene.
import { parseArgs } from 'node:util';
import { NORMALIZATION_CONSTANTS, type RgbImage, readImage, renderScene } from '@cotrain/data';
import { Clip, ClipTokenizer, loadClip } from '@cotrain/models';
import { functional } from '@cotrain/nn';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';

/**
 * The official preprocessing (clip/clip.py, `_transform`): [1, 3, size, size] from the middle of the resized
 * image.
 */
function preprocess({ width, height, data }: RgbImage, size: number): Tensor {
  return scope(() => {
    const scale = size / Math.min(width, height);
    const resized = [height, width].map((side) => Math.floor(side * scale + 1e-9)) as [number, number];
    const [top, left] = resized.map((side) => Math.round((side - size) / 2)) as [number, number];
    const { mean, std } = NORMALIZATION_CONSTANTS.clip;
    const [means, stds] = [mean, std].map((values) => torch.tensor([...values]).view([3, 1, 1]));
    const pixels = torch.tensor(data, { shape: [1, height, width, 3] }).permute([0, 3, 1, 2]);
    return functional
      .interpolate(pixels.to({ dtype: 'float32' }), { size: resized, mode: 'bicubic', antialias: true })
      .narrow(2, top, size)
      .narrow(3, left, size)
      .round()
      .clamp({ min: 0, max: 255 })
      .sub(means!)
      .div(stds!);
  });
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    weights: { type: 'string' },
    classes: { type: 'string', default: 'street scene, kitchen, forest, portrait' },
  },
});
if (values.weights === undefined) console.log('no --weights: the model is random, its answer means nothing');
const clip = values.weights === undefined ? new Clip().eval() : loadClip(values.weights);
const image = positionals[0]
  ? await readImage(positionals[0])
  : renderScene({ seed: 0, index: 0, height: 720, width: 1280 }).image;
const classes = values.classes.split(',').map((name) => name.trim());

const shares = scope(() =>
  noGrad(() => {
    const tokens = ClipTokenizer.shared().tokenize(classes.map((name) => `a photo of a ${name}.`)); // [N, 77]
    const images = preprocess(image, clip.visual.options.inputResolution);
    const { logitsPerImage } = clip.forward(images, tokens); // [1, N]
    return logitsPerImage.softmax(-1).at(0).toArray() as number[];
  }),
);
const ranked = classes.map((name, i) => ({ name, share: shares[i]! })).sort((a, b) => b.share - a.share);
for (const { name, share } of ranked) console.log(`${(100 * share).toFixed(1).padStart(5)} %  ${name}`);
clip.dispose();
