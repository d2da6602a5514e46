import { functional } from '@cotrain/nn';
import { boxIou } from '@cotrain/ops';
import { type Tensor, torch } from '@cotrain/torch';

export const sigmoidFocalLoss = functional.sigmoidFocalLoss;

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

export function roiAlignPyramid(
  features: readonly Tensor[],
  rois: Tensor,
  o: { scales: readonly number[]; outputSize: number; samplingRatio: number; minLevel: number },
): Tensor {
  const wh = rois.at(':', '3:').sub(rois.at(':', '1:3'));
  const size = wh.select(1, 0).mul(wh.select(1, 1)).sqrt();
  const level = size
    .div(224)
    .add(1e-8)
    .log2()
    .add(4)
    .floor()
    .clamp({ min: o.minLevel, max: o.minLevel + features.length - 1 })
    .sub(o.minLevel);
  o = { ...o, samplingRatio: o.samplingRatio || 2 };
  const c = features[0]!.size(1);
  const n = rois.size(0);
  let out = torch.zeros([n, c, o.outputSize, o.outputSize], { dtype: features[0]!.dtype });
  for (const [l, f] of features.entries()) {
    const idx = level.eq(l).nonzero().squeeze(1);
    if (idx.numel() === 0) continue;
    out = out.indexCopy(
      0,
      idx,
      align(f, rois.indexSelect(0, idx), o.scales[l]!, o.outputSize, o.samplingRatio),
    );
  }
  return out;
}

function align(f: Tensor, rois: Tensor, scale: number, out: number, s: number): Tensor {
  const [, c, h, w] = f.shape as [number, number, number, number];
  const n = rois.size(0);
  const b = rois.select(1, 0);
  const grid = torch
    .arange(out * s, { dtype: f.dtype })
    .add(0.5)
    .div(out * s);
  const coords = (lo: Tensor, hi: Tensor, limit: number) => {
    const a = lo.mul(scale).sub(0.5).unsqueeze(1);
    const z = hi.mul(scale).sub(0.5).unsqueeze(1);
    const x = a.add(z.sub(a).mul(grid)); // [n, out*s]
    const valid = x.ge(-1).logicalAnd(x.le(limit));
    const cl = x.clamp({ min: 0, max: limit - 1 });
    const i0 = cl.floor().clamp({ max: limit - 1 });
    const i1 = i0.add(1).clamp({ max: limit - 1 });
    const fr = cl.sub(i0);
    const v = valid.to({ dtype: f.dtype });
    return [
      [i0, fr.neg().add(1).mul(v)],
      [i1, fr.mul(v)],
    ] as [Tensor, Tensor][];
  };
  const xs = coords(rois.select(1, 1), rois.select(1, 3), w);
  const ys = coords(rois.select(1, 2), rois.select(1, 4), h);
  const flat = f.permute([0, 2, 3, 1]).reshape([-1, c]);
  let sum: Tensor | null = null;
  for (const [y, wy] of ys)
    for (const [x, wx] of xs) {
      const i = b
        .mul(h)
        .view([n, 1, 1])
        .add(y.unsqueeze(2))
        .mul(w)
        .add(x.unsqueeze(1))
        .to({ dtype: 'int64' });
      const v = flat
        .indexSelect(0, i.flatten())
        .view([n, out * s, out * s, c])
        .mul(wy.unsqueeze(2).mul(wx.unsqueeze(1)).unsqueeze(3));
      sum = sum ? sum.add(v) : v;
    }
  return sum!.view([n, out, s, out, s, c]).mean([2, 4]).permute([0, 3, 1, 2]);
}
