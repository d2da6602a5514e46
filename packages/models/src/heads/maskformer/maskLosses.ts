import { customFunction, scope, type Tensor, torch } from '@cotrain/torch';

/** Of the focal loss (`mask_former/modeling/criterion.py`: `sigmoid_focal_loss`; gamma is 2). */
const ALPHA = 0.25;

/** Elements of the enlarged maps that are worked on at once: enough for all threads, few enough for the caches. */
const CHUNK = 2 ** 20;

/**
 * Focal loss (mean over the pixels) and dice loss (with 1 added to numerator and denominator) of each mask, at the targets'
 * resolution, to which the logits are enlarged (`mask_former/modeling/criterion.py`: `loss_masks`).
 *
 * The enlarged maps are made some at a time and never kept: the gradients are computed along with the losses and reduced to the
 * logits' size at once, which is a sixteenth to keep for the backward pass. There is no second derivative.
 *
 * @param logits [N, h, w]
 * @param masks of the image's objects, uint8 [T, H, W]
 * @param objects which of them each logit map has to be, int64 [N]
 * @param valid uint8 [H, W]: 0 for pixels that do not count
 * @returns focal losses [N] and dice losses [N]
 */
export function maskLosses(
  logits: Tensor,
  masks: Tensor,
  objects: Tensor,
  valid: Tensor | null,
): [focal: Tensor, dice: Tensor] {
  return fusedMaskLosses(logits, masks, objects, valid ? [valid] : []) as [Tensor, Tensor];
}

const fusedMaskLosses = customFunction<[Tensor, Tensor, Tensor, Tensor[]], readonly Tensor[], undefined>({
  name: 'maskLosses',
  forward(context, logits, masks, objects, [valid]) {
    const [height, width] = masks.shape.slice(1) as [number, number];
    const step = Math.max(1, Math.floor(CHUNK / (height * width)));
    const weights = valid ? valid.to({ dtype: logits.dtype }).flatten() : null; // [HW]
    const parts = logits.split(step).map((chunk, i) =>
      scope(() => {
        const wanted = masks.indexSelect(0, objects.narrow(0, i * step, chunk.size(0)));
        return chunkLosses(chunk, wanted, weights);
      }),
    );
    const [focal, dice, focalGradient, diceGradient] = [0, 1, 2, 3].map((k) =>
      torch.cat(parts.map((part) => part[k]!)),
    );
    context.save(focalGradient!, diceGradient!);
    return [focal!, dice!];
  },
  backward(context, focal, dice) {
    const [focalGradient, diceGradient] = context.saved as [Tensor, Tensor];
    const each = (gradient: Tensor) => gradient.view([-1, 1, 1]);
    const gradient = focalGradient.mul(each(focal!)).addcmul(diceGradient, each(dice!));
    return [gradient, ...context.needsInputGrad.slice(1).map(() => null)];
  },
});

/** Losses [n] and [n] of n masks, and their gradients [n, h, w] and [n, h, w]. */
function chunkLosses(
  logits: Tensor,
  masks: Tensor,
  weights: Tensor | null,
): [Tensor, Tensor, Tensor, Tensor] {
  const [count, h, w] = logits.shape as [number, number, number];
  const [height, width] = masks.shape.slice(1) as [number, number];
  const resized = height !== h || width !== w;
  const source = logits.unsqueeze(1); // [n, 1, h, w]
  const enlarged = resized ? torch.upsampleBilinear2d(source, [height, width], false) : source;
  const x = enlarged.flatten({ startDim: 1 }); // [n, HW]
  const target = masks.flatten({ startDim: 1 }).to({ dtype: logits.dtype }); // [n, HW]
  const pixels = weights ? Math.max(1, Number(weights.sum().item())) : height * width;

  const p = x.sigmoid();
  const signs = target.mul(2).sub_(1); // 1 inside, -1 outside
  const entropy = torch.softplus(x.mul(signs).neg_()); // of the right answer
  const wrong = p.sub(target).abs_(); // probability of the wrong answer
  const right = wrong.neg().add_(1);
  const slope = wrong.mul(right); // of the sigmoid
  const factor = wrong.square().mul_(signs.mul(ALPHA - 0.5).add_(0.5)); // alpha_t (1 - p_t)^2
  if (weights) for (const tensor of [factor, p, slope, target]) tensor.mul_(weights);

  const focal = factor.mul(entropy).sum([1]).div(pixels);
  // d/dx: -sign alpha_t (1 - p_t)^2 (1 - p_t + 2 p_t entropy)
  const focalGradient = right.mul_(entropy).mul_(2).add_(wrong).mul_(factor).mul_(signs).neg_().div_(pixels);

  const overlap = p.mul(target).sum([1], { keepdim: true }).mul_(2).add_(1); // [n, 1]
  const total = p
    .sum([1], { keepdim: true })
    .add_(target.sum([1], { keepdim: true }))
    .add_(1);
  const dice = overlap.div(total).neg_().add_(1).squeeze(1);
  // d/dx: p (1 - p) (overlap / total - 2 target) / total
  const diceGradient = target.mul(-2).add_(overlap.div(total)).div_(total).mul_(slope);
  const [forFocal, forDice] = [focalGradient, diceGradient].map((gradient) => {
    const full = gradient.view([count, height, width]);
    return resized ? shrink(full, h, w) : full;
  });
  return [focal, dice, forFocal!, forDice!];
}

/**
 * The gradient of a bilinear enlargement: [n, H, W] to [n, h, w]. Two products with the enlargement's own matrices take less
 * than half of the time of LibTorch's loop over the pixels (`upsample_bilinear2d_backward`).
 */
function shrink(gradient: Tensor, h: number, w: number): Tensor {
  const [, height, width] = gradient.shape as [number, number, number];
  const { dtype, device } = gradient;
  const matrix = (large: number, small: number) =>
    torch.upsampleLinear1d(torch.eye(small, { dtype, device }).unsqueeze(0), [large], false).squeeze(0); // [small, large]
  return matrix(height, h).matmul(gradient).matmul(matrix(width, w).t());
}
