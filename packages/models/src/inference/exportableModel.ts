import { expectShape, Module } from '@cotrain/nn';
import { ArgumentError, noGrad, scope, Tensor, torch } from '@cotrain/torch';
import { FusedConv2d } from '../folding/fusedConv.js';
import type { MultiTaskModel } from '../multiTask.js';
import { TextFeatures } from '../prompts/textFeatures.js';
import { FusedMaskFormerHead } from './fusedMaskFormer.js';

/** Constants with which pixels become the input of a network. */
export interface PixelNormalization {
  /** Mean of pixel values in 0..255, one for each channel of the network. */
  mean: readonly number[];
  /** Standard deviation of pixel values, one for each channel of the network. */
  std: readonly number[];
  /** Channel of the photograph (0 red, 1 green, 2 blue) for each channel of the network. Default: RGB. */
  channels?: readonly number[];
}

/**
 * A whole model as one function of tensors, which can be traced and exported: pixels in, predictions out.
 * Normalisation and post-processing are inside. No value is read on the host, and shapes depend only on the
 * shape of the images.
 *
 * Outputs are named by task. A task of boxes has `TASK.boxes` float32 [B, K, 4] (`[x1, y1, x2, y2]` in pixels
 * of the input), `TASK.scores` float32 [B, K] and `TASK.classes` int64 [B, K], best first; rows without a
 * detection come last, with score 0 and class -1. A task of class maps has `TASK` uint8 [B, H, W]. A custom
 * head names its own outputs (`TaskHead.predictTensors`).
 */
export class ExportableModel extends Module<[images: Tensor], Record<string, Tensor>> {
  readonly model: MultiTaskModel;
  readonly normalization: Required<PixelNormalization>;

  /**
   * @param model model in evaluation mode; it is shared, not copied
   * @throws ArgumentError for a model in training mode, a model that is optimised for inference, and a head
   *   that cannot be exported
   */
  constructor(model: MultiTaskModel, normalization: PixelNormalization) {
    super();
    const { mean, std, channels = mean.map((_, i) => i) } = normalization;
    this.normalization = { mean, std, channels };
    this.model = model;
    this.training = model.training;
    checkExportable(model);
    // Text features do not depend on the images: the module keeps them, and a trace sees a constant.
    if (model.prompts instanceof TextFeatures) noGrad(() => model.prompts!.forward(model.clipText!));
  }

  /**
   * @param images RGB pixels, uint8 [B, 3, H, W]
   * @returns outputs by name
   * @throws ArgumentError in training mode and for pixels of another dtype; ShapeError for a height or width
   *   that is not a multiple of the model's `sizeDivisor`
   */
  override forward(images: Tensor): Record<string, Tensor> {
    const { model } = this;
    expectEvaluation(model);
    expectShape(this, images, ['B', 3, 'H', 'W']);
    if (images.dtype !== 'uint8')
      throw new ArgumentError(`ExportableModel: expected pixels of uint8, got ${images.dtype}`);
    const [count, , height, width] = images.shape as [number, number, number, number];
    const padded = { height, width };
    const sizes = Array.from({ length: count }, () => padded);
    const batch = { padded, sizes, outputs: sizes };
    return noGrad(() =>
      scope(() => {
        const maps = model.features(this.normalize(images));
        const outputs = [...model.heads].map(([task, head]) => {
          const found = scope(() => head.predictTensors!(head.forward(maps, batch), batch));
          if (found instanceof Tensor) return [[task, found] as const];
          return Object.entries(found).map(([name, own]) => [`${task}.${name}`, own] as const);
        });
        return Object.fromEntries(outputs.flat());
      }),
    );
  }

  /** Float32 [B, C, H, W] in `channels_last`, in which convolutions on the CPU are fastest. */
  private normalize(images: Tensor): Tensor {
    const { mean, std, channels } = this.normalization;
    const { device } = images;
    const each = (values: readonly number[]) =>
      torch.tensor([...values], { shape: [values.length, 1, 1], device });
    const isInOrder = channels.every((channel, i) => channel === i);
    const ordered = isInOrder
      ? images
      : images.indexSelect(1, torch.tensor(BigInt64Array.from(channels, BigInt), { device }));
    const pixels = ordered.contiguous({ memoryFormat: 'channels_last' }).to({ dtype: 'float32' });
    return pixels.sub(each(mean)).div(each(std));
  }
}

function checkExportable(model: MultiTaskModel): void {
  expectEvaluation(model);
  if (model.modules().some((part) => part instanceof FusedMaskFormerHead || part instanceof FusedConv2d))
    throw new ArgumentError('a model that is optimised for inference cannot be exported: load it again');
  for (const [task, head] of model.heads) {
    if (head.predictTensors) continue;
    throw new ArgumentError(
      `the head of task '${task}', ${head.describe()}, cannot be exported: it has no method predictTensors (see TaskHead)`,
    );
  }
}

function expectEvaluation(model: MultiTaskModel): void {
  if (model.training)
    throw new ArgumentError('ExportableModel: the model is in training mode; call eval() first');
}
