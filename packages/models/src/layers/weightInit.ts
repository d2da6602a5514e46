import { type Conv2d, init } from '@cotrain/nn';

/**
 * Caffe2's `XavierFill` with zero bias, with which detectron2 initialises its FPN (fvcore
 * `nn/weight_init.py`: `c2_xavier_fill`).
 */
export function c2XavierFill(conv: Conv2d): void {
  // Caffe2's XavierFill divides by fan in only, which equals Kaiming's with a = 1.
  init.kaimingUniform_(conv.weight, { a: 1 });
  if (conv.bias) init.constant_(conv.bias, 0);
}

/**
 * Caffe2's `MSRAFill` with zero bias, with which detectron2 initialises backbones and heads (fvcore
 * `nn/weight_init.py`: `c2_msra_fill`).
 */
export function c2MsraFill(conv: Conv2d): void {
  init.kaimingNormal_(conv.weight, { mode: 'fan_out', nonlinearity: 'relu' });
  if (conv.bias) init.constant_(conv.bias, 0);
}
