import { boxIou } from '@cotrain/ops';
import { type Tensor, torch } from '@cotrain/torch';

export function generalizedBoxIou(a: Tensor, b: Tensor): Tensor {
  const x = a.unsqueeze(1);
  const y = b.unsqueeze(0);
  const lo = x.at('...', ':2').minimum(y.at('...', ':2'));
  const hi = x.at('...', '2:').maximum(y.at('...', '2:'));
  const il = x.at('...', ':2').maximum(y.at('...', ':2'));
  const ih = x.at('...', '2:').minimum(y.at('...', '2:'));
  const area = (s: Tensor) => s.select(-1, 0).mul(s.select(-1, 1));
  const inter = area(ih.sub(il).clampMin(0));
  const union = area(x.at('...', '2:').sub(x.at('...', ':2')))
    .add(area(y.at('...', '2:').sub(y.at('...', ':2'))))
    .sub(inter);
  const hull = area(hi.sub(lo));
  return boxIou(a, b).sub(hull.sub(union).div(hull));
}

export function batchedNms(boxes: Tensor, scores: Tensor, categories: Tensor, threshold: number): Tensor {
  const order = [...(scores.argsort({ descending: true }).data() as BigInt64Array)].map(Number);
  const iou = boxIou(boxes, boxes).data() as Float32Array;
  const cat = categories.data() as BigInt64Array;
  const n = order.length;
  const kept: number[] = [];
  for (const i of order)
    if (kept.every((k) => cat[k] !== cat[i] || iou[k * n + i]! <= threshold)) kept.push(i);
  return torch.tensor(BigInt64Array.from(kept, BigInt));
}
