import { type ProcessesCase, registerCases, type Setting } from '../../case.js';
import { writeWorkload } from '../model/workload.js';
import { measureOnDevice, PRECISIONS, type Precision } from './step.js';

const SIZE = { height: 720, width: 1280 };
const QUICK = { height: 64, width: 96 };
/** Images of a step. */
const BATCH = { inference: 1, training: 2 };
const REPEATS = 10;

const DESCRIPTION = `The model of the group \`model\` on a GPU: ResNet-50, FPN, Sparse R-CNN and two MaskFormer heads, at ${SIZE.height} x ${SIZE.width}, against the same
model in eager PyTorch on the same GPU. Its ROIAlign is torchvision's, or \`grid_sample\` where torchvision is not installed. Time is the host's, from an idle
device to an idle device. Peaks are of the device's allocator.`;

const PRECISION_TEXT: Record<Precision, string> = {
  float32: 'float32 without TF32.',
  tf32: 'float32, products and convolutions in TF32.',
  bf16: 'Autocast to bfloat16.',
};

/** The small model of a smoke run has no peer. */
const isSmall = ({ quick, against }: Setting): boolean => quick && against.length === 0;

function gpuCase(what: 'inference' | 'training', precision: Precision, graphs: boolean): ProcessesCase {
  const batch = BATCH[what];
  const extra = ({ quick }: Setting) => ({ what, precision, batch, repeats: quick ? 1 : REPEATS });
  return {
    kind: 'processes',
    group: 'gpu',
    name: `${what}-${precision}${graphs ? '-graphs' : ''}`,
    title: `The full model on a GPU, ${what}, ${precision}${graphs ? ', with CUDA graphs' : ''}`,
    description: `${DESCRIPTION}\n${PRECISION_TEXT[precision]} ${batch === 1 ? 'One image' : `${batch} images`} a step.${
      graphs ? ' Backbone, neck and pixel decoders are CUDA graphs on our side (`graphStaticParts`).' : ''
    }`,
    rounds: 3,
    prepare: (setting) => writeWorkload(setting.folder, setting.quick ? QUICK : SIZE, isSmall(setting)),
    sides: {
      cotrain: (setting) =>
        measureOnDevice({
          ...{ folder: setting.folder, device: setting.device, what, precision, graphs, batch },
          small: isSmall(setting),
          repeats: setting.quick ? 1 : REPEATS,
        }),
    },
    peers: [
      {
        side: 'PyTorch',
        script: 'model.py',
        against: 'pytorch',
        modules: ['scipy'],
        extra,
      },
    ],
    agree: { relative: precision === 'float32' ? 1e-2 : 5e-2 },
  };
}

registerCases(
  ...(['inference', 'training'] as const).flatMap((what) => [
    ...PRECISIONS.map((precision) => gpuCase(what, precision, false)),
    gpuCase(what, 'bf16', true),
  ]),
);
