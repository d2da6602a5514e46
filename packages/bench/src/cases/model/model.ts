import { type ProcessesCase, registerCases, type Setting } from '../../case.js';
import { measureModel } from './step.js';
import { type Size, writeWorkload } from './workload.js';

const SIZES: Size[] = [
  { height: 360, width: 640 },
  { height: 720, width: 1280 },
];
const QUICK: Size = { height: 64, width: 96 };
const REPEATS = { inference: 5, training: 3 };

const DESCRIPTION = `ResNet-50, FPN of 256 channels, Sparse R-CNN with 300 proposals and 6 stages, two MaskFormer heads (19 and 3 classes), batch 1, float32,
against the same model in plain eager PyTorch (\`peers/pytorch/model.py\`), which \`model_check.py\` compares with the official
code's golden values. Its ROIAlign is the scalar loop of the field's CPU kernels, on one thread. Both sides load the same weights and image.
Peaks are of resident memory, from the loaded model on. Proposals begin as boxes of all sizes, and the box deltas' weights are a tenth of the
initialisation's, as a detector's that has learned something: ROIs lie on all levels, and the losses of both sides can be compared.`;

const WHAT = {
  inference:
    "Inference ends with class maps and boxes, after `optimizeForInference` on our side, where masks need no embeddings of the pixels. These belong to the pixel decoders in PyTorch's column, to the transformers in ours.",
  training: 'A training step is forward, losses, backward (head by head on our side), clipping and AdamW.',
} as const;

/** The small model of a smoke run has no peer. */
const isSmall = ({ quick, against }: Setting): boolean => quick && against.length === 0;

function modelCase(what: keyof typeof WHAT, size: Size): ProcessesCase {
  const name = `${what}-${size.height}x${size.width}`;
  const modules = ['scipy'];
  const native = true;
  const eager = { side: 'PyTorch', script: 'model.py', against: 'pytorch', modules, native } as const;
  const compiled = { ...eager, side: 'torch.compile', against: 'compile' } as const;
  const extra =
    (step: string) =>
    ({ quick }: Setting) => ({ what: step, repeats: quick ? 1 : REPEATS[what] });
  return {
    kind: 'processes',
    group: 'model',
    name,
    title: `The full model, ${what} at ${size.height} x ${size.width}`,
    description: `${DESCRIPTION}\n${WHAT[what]}`,
    rounds: 7,
    prepare: (setting) => writeWorkload(setting.folder, setting.quick ? QUICK : size, isSmall(setting)),
    sides: {
      cotrain: (setting) =>
        measureModel({
          folder: setting.folder,
          what,
          small: isSmall(setting),
          repeats: setting.quick ? 1 : REPEATS[what],
        }),
    },
    peers:
      what === 'inference'
        ? [
            { ...eager, extra: extra('inference') },
            { ...compiled, extra: extra('compiled') },
          ]
        : [{ ...eager, extra: extra('training') }],
    agree: { relative: 1e-2 },
  };
}

registerCases(...SIZES.flatMap((size) => [modelCase('inference', size), modelCase('training', size)]));
