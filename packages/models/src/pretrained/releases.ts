import { detectron2ResNet } from '../keys/detectron2.js';
import type { KeyTable } from '../keys/mapKeys.js';
import { CAFFE2 } from './caffe2.js';
import { type Layout, type Release, stridesIn1x1, torchvisionLayout } from './layout.js';
import { GOOGLE_MOBILENET_V2, TORCHVISION_MOBILENET_V2 } from './mobilenetV2.js';
import { MICROSOFT_SWIN, TORCHVISION_SWIN } from './swin.js';

/**
 * OpenMMLab's checkpoints: a whole algorithm, or the output of its
 * `tools/model_converters/extract_backbone_weights.py`.
 */
const MMSELFSUP = [
  torchvisionLayout(
    'mmselfsup',
    'state_dict.backbone.',
    'open-mmlab/mmselfsup, OpenSelfSup: whole checkpoints',
  ),
  torchvisionLayout(
    'mmselfsup-backbone',
    'state_dict.',
    'open-mmlab/mmselfsup, OpenSelfSup: extracted backbones',
  ),
];

const VISSL = torchvisionLayout(
  'vissl',
  'classy_state_dict.base_model.model.trunk._feature_blocks.',
  'facebookresearch/vissl MODEL_ZOO.md (extra_scripts/convert_vissl_to_torchvision.py names what it strips)',
);

/** The backbone alone, from any converter. */
const BARE = torchvisionLayout('backbone', '', "a state dict under torchvision's names");

const DETECTRON2: KeyTable = detectron2ResNet.filter(([from]) => !from.startsWith('linear'));

/**
 * Output of `detection/convert-pretrain-to-detectron2.py` in MoCo and its descendants. RGB, and stride in the
 * 3x3 convolution, as in their configurations.
 */
const FOR_DETECTRON2: Layout = {
  name: 'for-detectron2',
  source: 'facebookresearch/moco detection/, detectron2 tools/convert-torchvision-to-d2.py: NumPy arrays',
  prefix: 'model.',
  backbone: 'ResNet',
  table: DETECTRON2,
  normalization: 'imagenet',
  requires: stridesIn1x1(false),
};

function moco(not: NonNullable<Layout['not']>): Release {
  return {
    layouts: [
      {
        ...torchvisionLayout(
          'official',
          'state_dict.module.encoder_q.',
          'facebookresearch/moco: moco_v1_200ep_pretrain.pth.tar, moco_v2_800ep_pretrain.pth.tar',
        ),
        not,
      },
      ...MMSELFSUP,
      FOR_DETECTRON2,
      VISSL,
      BARE,
    ],
  };
}

const CAFFE2_LAYOUT = {
  source: "MSRA/R-50.pkl of detectron2's ImageNetPretrained, Detectron's model zoo: NumPy arrays of Python 2",
  backbone: 'ResNet',
  table: CAFFE2,
  normalization: 'detectron2',
  requires: stridesIn1x1(true),
  foldedStatistics: true,
} as const;

/** The modified ResNet, with a stem of three convolutions and attention pooling. */
const CLIP: KeyTable = [
  ['conv{i}.weight', 'conv{i}.weight'],
  ['bn{i}.*', 'bn{i}.*'],
  ['layer{stage}.*', 'layer{stage}.*'],
  ['attnpool.*', 'attnpool.*'],
];

function clipLayout(name: string, prefix: string, source: string): Layout {
  return { name, prefix, source, backbone: 'ClipVisual', table: CLIP, normalization: 'clip' };
}

/** Any backbone with its own names. */
function cotrainLayout(name: string, prefix: string, source: string): Layout {
  return { name, prefix, source, backbone: 'any', table: [['*', '*']], normalization: null };
}

/**
 * Every pretrained release of the paper's Tables 2 and 7, other files in use for these methods, and releases
 * for other backbones.
 */
export const RELEASES = {
  torchvision: {
    layouts: [
      torchvisionLayout(
        'official',
        '',
        'pytorch/vision: resnet50-0676ba61.pth, resnet50-19c8e357.pth (legacy)',
      ),
      torchvisionLayout('checkpoint', 'model.', 'pytorch/vision references/classification/train.py'),
      TORCHVISION_MOBILENET_V2,
      TORCHVISION_SWIN,
    ],
  },
  timm: {
    layouts: [
      torchvisionLayout('official', '', 'huggingface/pytorch-image-models: resnet50 (.pth, .safetensors)'),
      torchvisionLayout('ema', 'state_dict_ema.', 'a checkpoint of its train.py: the averaged model'),
      torchvisionLayout('checkpoint', 'state_dict.', 'a checkpoint of its train.py'),
    ],
  },
  detectron2: {
    layouts: [
      FOR_DETECTRON2,
      { ...CAFFE2_LAYOUT, name: 'caffe2', prefix: '' },
      { ...CAFFE2_LAYOUT, name: 'caffe2-blobs', prefix: 'blobs.' },
      {
        name: 'model',
        source: 'detectron2 MODEL_ZOO.md: model_final_*.pkl, *.pth',
        prefix: 'model.backbone.bottom_up.',
        backbone: 'ResNet',
        table: DETECTRON2,
        normalization: null,
      },
    ],
  },
  'moco-v1': moco({
    key: 'state_dict.module.encoder_q.fc.2.weight',
    because: "its projection head has two layers, which is MoCo v2: give from: 'moco-v2'",
  }),
  'moco-v2': moco({
    key: 'state_dict.module.encoder_q.fc.weight',
    because: "its projection head has one layer, which is MoCo v1: give from: 'moco-v1'",
  }),
  simclr: {
    // tonylins/simclr-converter writes Google's ResNet-50 1x in the format of extracted backbones.
    layouts: [...MMSELFSUP, VISSL, BARE],
  },
  swav: {
    layouts: [
      torchvisionLayout(
        'official',
        'module.',
        'facebookresearch/swav: swav_800ep_pretrain.pth.tar (hubconf.py)',
      ),
      torchvisionLayout(
        'checkpoint',
        'state_dict.module.',
        'facebookresearch/swav main_swav.py: checkpoint.pth.tar',
      ),
      ...MMSELFSUP,
      VISSL,
      BARE,
    ],
  },
  byol: {
    // ajtejankar/byol-convert writes DeepMind's Haiku parameters as a bare backbone.
    layouts: [...MMSELFSUP, BARE],
  },
  detco: {
    // xieenze/DetCo releases an extracted backbone (detco_200ep.pth) and one for detectron2
    // (detco_200ep_AA.pkl).
    layouts: [...MMSELFSUP, FOR_DETECTRON2, BARE],
  },
  densecl: {
    // WXinlong/DenseCL is based on OpenSelfSup; its releases are extracted backbones
    // (densecl_r50_imagenet_200ep.pth).
    layouts: [...MMSELFSUP, FOR_DETECTRON2, BARE],
  },
  pixpro: {
    layouts: [
      torchvisionLayout(
        'official',
        'model.module.encoder.',
        'zdaxie/PixPro: pixpro_base_r50_400ep_md5_919c6612.pth (transfer/detection/convert_pretrain_to_d2.py)',
      ),
      ...MMSELFSUP,
      FOR_DETECTRON2,
      BARE,
    ],
  },
  clip: {
    about: 'another ResNet: its stem has three convolutions, and it downsamples by averaging',
    layouts: [
      clipLayout(
        'official',
        'visual.',
        'openai/CLIP: RN50.pt, RN101.pt (TorchScript), state dicts made from them',
      ),
      clipLayout('openclip', 'state_dict.module.visual.', 'mlfoundations/open_clip: rn50-*.pt'),
      clipLayout('checkpoint', 'state_dict.visual.', 'the same without its DistributedDataParallel'),
      clipLayout('backbone', '', "ClipVisual's state dict"),
    ],
  },
  'mobilenet-v2-imagenet': { layouts: GOOGLE_MOBILENET_V2, package: '@cotrain/weights-mobilenet-v2' },
  swin: { layouts: MICROSOFT_SWIN },
  cotrain: {
    layouts: [
      cotrainLayout('run', 'model.backbone.', 'checkpoints of `cotrain train`'),
      cotrainLayout('model', 'backbone.', "MultiTaskModel's state dict"),
      cotrainLayout('backbone', '', "a backbone's state dict"),
    ],
  },
} as const satisfies Record<string, Release>;

/** Releases of pretrained weights. */
export type PretrainedSource = keyof typeof RELEASES;
