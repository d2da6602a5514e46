import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';

/** Cuts every element of every gradient to -clipValue ... clipValue, in place (`torch.nn.utils.clip_grad_value_`). */
export function clipGradValue_(params: Iterable<Tensor>, clipValue: number): void {
  if (!(clipValue >= 0)) {
    throw new RangeError(`clipGradValue_: clipValue must be a number >= 0, got ${clipValue}`);
  }
  noGrad(() =>
    scope(() => {
      const grads = [...params].flatMap((param) => param.grad ?? []);
      if (grads.length === 0) return;
      torch._foreachClampMin_(grads, -clipValue);
      torch._foreachClampMax_(grads, clipValue);
    }),
  );
}
