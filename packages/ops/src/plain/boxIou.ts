import type { Tensor } from '@cotrain/torch';

/** Overlaps of all pairs of boxes, [N, M], with LibTorch's operators. */
export function plainBoxIou(a: Tensor, b: Tensor, generalized: boolean): Tensor {
  const [low, high] = [(boxes: Tensor) => boxes.narrow(1, 0, 2), (boxes: Tensor) => boxes.narrow(1, 2, 2)];
  const [left, right] = [low(a).unsqueeze(1), high(a).unsqueeze(1)]; // [N, 1, 2]
  const [otherLeft, otherRight] = [low(b), high(b)]; // [M, 2]
  const area = (sides: Tensor) => sides.select(-1, 0).mul(sides.select(-1, 1));
  const inner = right.minimum(otherRight).sub(left.maximum(otherLeft)).clamp({ min: 0 });
  const intersection = area(inner); // [N, M]
  const union = area(right.sub(left))
    .add(area(otherRight.sub(otherLeft)))
    .sub(intersection);
  const overlap = intersection.div(union);
  if (!generalized) return overlap;
  const hull = area(right.maximum(otherRight).sub(left.minimum(otherLeft)));
  return overlap.sub(hull.sub(union).div(hull));
}
