import { type Peer, type ProcessesCase, registerCases, type Setting } from '../../case.js';
import { operatorLibrary } from '../../peers/operatorLibrary.js';
import { withTcmalloc } from '../../peers/tcmalloc.js';
import { ONNX_FILE, writeModelOnnx } from './onnx.js';
import { measureModel } from './step.js';
import { type Size, writeWorkload } from './workload.js';

const SIZES: Size[] = [
  { height: 360, width: 640 },
  { height: 720, width: 1280 },
];
const QUICK: Size = { height: 64, width: 96 };
const REPEATS = { inference: 5, training: 3 };

const DESCRIPTION = `ResNet-50, FPN of 256 channels, Sparse R-CNN with 300 proposals and 6 stages, two MaskFormer heads (19 and 3 classes), batch 1, float32,
against the same model in PyTorch (\`peers/pytorch/model.py\`), which \`model_check.py\` compares with the official code's golden values. All sides load the same
weights and image. Peaks are of resident memory, from the loaded model on. Proposals begin as boxes of all sizes, and the box deltas' weights are a tenth of the
initialisation's, as a detector's that has learned something: ROIs lie on all levels, and the outputs and losses of the sides can be compared.
"PyTorch" is eager, with the scalar ROIAlign of the field's CPU kernels, on one thread; "tcmalloc" is the same with that allocator preloaded, the peer by which we
judge ourselves. "torchvision" takes the ROIAlign of torchvision as installed, "threaded" cotrain's own operator, which uses all threads and vector instructions: what
PyTorch would be with the fastest ROIAlign that there is.`;

const WHAT = {
  inference:
    "Inference ends with class maps and boxes, after `optimizeForInference` on our side, where masks need no embeddings of the pixels. These belong to the pixel decoders in PyTorch's column, to the transformers in ours. torch.compile is Inductor, ONNX Runtime runs our own export.",
  training: 'A training step is forward, losses, backward (head by head on our side), clipping and AdamW.',
} as const;
type What = keyof typeof WHAT;

/** The small model of a smoke run has no peer. */
const isSmall = ({ quick, against }: Setting): boolean => quick && against.length === 0;

const repeatsOf = (what: What, { quick }: Setting): number => (quick ? 1 : REPEATS[what]);

const eager = (what: What): Peer => ({
  side: 'PyTorch',
  script: 'model.py',
  against: 'pytorch',
  modules: ['scipy'],
  native: true,
  extra: (setting) => ({ what, repeats: repeatsOf(what, setting) }),
});

/** A peer that is told something more. */
const told =
  (peer: Peer, more: Readonly<Record<string, unknown>>): Peer['extra'] =>
  (setting) => ({
    ...peer.extra!(setting),
    ...more,
  });

function peersOf(what: What): Peer[] {
  const plain = eager(what);
  const best = withTcmalloc({ ...plain, native: false });
  const peers: Peer[] = [
    plain,
    withTcmalloc(plain),
    {
      ...best,
      side: 'torchvision, tcmalloc',
      against: 'torchvision',
      modules: ['scipy', 'torchvision'],
      extra: told(plain, { kernel: 'torchvision' }),
    },
    {
      ...best,
      side: 'threaded, tcmalloc',
      against: 'threaded',
      sameTorch: true,
      extra: (setting) => ({ ...plain.extra!(setting), kernel: 'threaded', library: operatorLibrary() }),
    },
  ];
  if (what === 'training') return peers;
  return [
    ...peers,
    {
      ...best,
      side: 'torch.compile, tcmalloc',
      against: 'compile',
      sameTorch: true,
      extra: (setting) => ({
        ...plain.extra!(setting),
        compile: true,
        kernel: 'threaded',
        library: operatorLibrary(),
      }),
    },
    {
      side: 'ONNX Runtime',
      script: 'model_onnx.py',
      against: 'onnxruntime',
      modules: ['onnxruntime'],
      extra: (setting) => ({ repeats: repeatsOf(what, setting), file: ONNX_FILE }),
    },
  ];
}

function modelCase(what: What, size: Size): ProcessesCase {
  return {
    kind: 'processes',
    group: 'model',
    name: `${what}-${size.height}x${size.width}`,
    title: `The full model, ${what} at ${size.height} x ${size.width}`,
    description: `${DESCRIPTION}\n${WHAT[what]}`,
    rounds: 7,
    prepare(setting) {
      writeWorkload(setting.folder, setting.quick ? QUICK : size, isSmall(setting));
      if (what === 'inference' && setting.against.includes('onnxruntime'))
        writeModelOnnx(setting.folder, isSmall(setting));
    },
    sides: {
      cotrain: (setting) =>
        measureModel({
          folder: setting.folder,
          what,
          small: isSmall(setting),
          repeats: repeatsOf(what, setting),
        }),
    },
    peers: peersOf(what),
    agree: what === 'inference' ? { relative: 1e-4, absolute: 1e-4 } : { relative: 1e-2 },
  };
}

registerCases(...SIZES.flatMap((size) => [modelCase('inference', size), modelCase('training', size)]));
