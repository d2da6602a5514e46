import type { Layout } from './layout.js';

const padding = (value: 'same' | 'torch'): NonNullable<Layout['requires']> => ({
  option: 'padding',
  value,
  because: `it was trained with ${value === 'same' ? "TensorFlow's padding" : 'the same padding on all sides'}`,
});

const LAYOUT = { backbone: 'MobileNetV2', table: [['features.*', 'features.*']] } as const;

export const TORCHVISION_MOBILENET_V2: Layout = {
  ...LAYOUT,
  name: 'mobilenet-v2',
  source: 'pytorch/vision: mobilenet_v2-b0353104.pth, mobilenet_v2-7ebf99e0.pth',
  prefix: '',
  normalization: 'imagenet',
  requires: padding('torch'),
};

/** Google's quantised network, dequantised, with torchvision's names. Pixels are x / 127.5 - 1. */
export const GOOGLE_MOBILENET_V2: readonly Layout[] = [
  {
    ...LAYOUT,
    name: 'official',
    source:
      'mobilenet_v2_imagenet.safetensors, from google-coral/test_data mobilenet_v2_1.0_224_quant.tflite',
    prefix: '',
    normalization: 'inception',
    requires: padding('same'),
  },
];
