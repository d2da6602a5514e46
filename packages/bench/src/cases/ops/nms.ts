import { batchedNms, nms } from '@cotrain/ops';
import { type Device, type Tensor, torch } from '@cotrain/torch';
import { type Comparison, type FunctionsCase, registerCases, type Setting } from '../../case.js';
import { loadNative } from '../../peers/native.js';

const THRESHOLD = 0.5;
const CATEGORIES = 10;

const bench: FunctionsCase = {
  kind: 'functions',
  group: 'ops',
  name: 'nms',
  title: 'nms',
  description: `Boxes in clusters of twenty, threshold ${THRESHOLD}, float32. The scalar loop is that of torchvision's CPU kernel, on one thread; for categories it takes torchvision's shifted boxes.`,
  rounds: 201,
  setUp({ quick, native, device }: Setting): Comparison[] {
    const loops = loadNative(native, device);
    const counts = quick ? [40] : [300, 1000, 4000];
    const figures = counts.map((count): Comparison => {
      const [boxes, scores] = [boxesOf(count, device), torch.rand([count], { device })];
      return {
        figure: `nms, ${count} boxes`,
        floor: { bytes: 20 * count },
        sides: {
          cotrain: () => nms(boxes, scores, THRESHOLD),
          'scalar loop': loops && (() => loops.nms!(boxes, scores, THRESHOLD)),
        },
        agree: 0,
      };
    });
    const count = quick ? 40 : 1000;
    const [boxes, scores] = [boxesOf(count, device), torch.rand([count], { device })];
    const categories = torch.randint(CATEGORIES, [count], { device });
    figures.push({
      figure: `batched_nms, ${count} boxes, ${CATEGORIES} categories`,
      floor: { bytes: 28 * count },
      sides: {
        cotrain: () => batchedNms(boxes, scores, categories, THRESHOLD),
        'scalar loop': loops && (() => loops.nms!(apart(boxes, categories), scores, THRESHOLD)),
      },
    });
    return figures;
  },
};
registerCases(bench);

/** Twenty boxes about each object, as dense detectors give them. [N, 4] */
function boxesOf(count: number, device: Device): Tensor {
  const [width, height] = [1280, 720];
  const objects = torch
    .rand([count / 20, 4], { device })
    .mul(torch.tensor([width, height, 4.6, 4.6], { device }));
  const each = objects.repeatInterleave(20, { dim: 0 }).add(torch.randn([count, 4], { device }).mul(0.2));
  const centre = each.narrow(1, 0, 2).add(torch.randn([count, 2], { device }).mul(6));
  const half = each.narrow(1, 2, 2).exp().mul(2);
  return torch.cat([centre.sub(half), centre.add(half)], { dim: 1 });
}

/** torchvision's batched_nms of few boxes: moves each category to where it meets no other. */
function apart(boxes: Tensor, categories: Tensor): Tensor {
  const step = boxes.max().add(1);
  return boxes.add(categories.to('float32').mul(step).unsqueeze(1));
}
