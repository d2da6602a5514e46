// Traced programs without operators of ours, and the refusal of those that cannot be replaced.
import { Module, traceModule } from '@cotrain/nn';
import { batchedNms, deformRoiPool, nms, roiAlign, roiAlignPyramid } from '@cotrain/ops';
import { manualSeed, scope, type Tensor, TraceError, torch } from '@cotrain/torch';
import test from 'ava';
import { clean } from '../torch/support.js';

/** A function of boxes and scores as a module. */
class Suppress extends Module<[Tensor, Tensor, Tensor]> {
  override forward(boxes: Tensor, scores: Tensor, categories: Tensor): Tensor {
    return this.grouped ? batchedNms(boxes, scores, categories, 0.4) : nms(boxes, scores, 0.4);
  }
  constructor(private readonly grouped: boolean) {
    super();
  }
}

for (const grouped of [false, true])
  test(
    `${grouped ? 'batchedNms' : 'nms'} becomes a loop of LibTorch's operators in a traced program`,
    clean((t) => {
      const draw = (count: number): [Tensor, Tensor, Tensor] => {
        const corners = torch.rand([count, 2]).mul(10);
        const boxes = torch.cat([corners, corners.add(torch.rand([count, 2]).mul(8))], { dim: 1 });
        const scores = torch.rand([count]).mul(20).round().div(20); // with ties
        return [boxes, scores, torch.randint(0, 3, [count], { dtype: 'int64' })];
      };
      const module = new Suppress(grouped).eval();
      scope(() => {
        manualSeed(7);
        const traced = traceModule(module, draw(30), { plainOperators: true, checkInputs: false });
        const kinds = traced.graph().nodes.map(({ kind }) => kind);
        t.true(kinds.includes(grouped ? 'cotrain::batched_nms' : 'cotrain::nms')); // for exporters
        for (const count of [0, 1, 2, 30, 30, 100]) {
          const inputs = draw(count);
          if (count > 3) inputs[0].setAt([1, 0], Number.NaN);
          if (count > 3) inputs[1].setAt([2], Number.NaN);
          t.deepEqual(traced.forward(...inputs).toArray(), module.forward(...inputs).toArray());
        }
      });
    }),
  );

/** ROIAlign with as many samples as a bin has cells, over one map or a pyramid. */
class Align extends Module<[Tensor, Tensor, Tensor]> {
  constructor(
    private readonly pyramid: boolean,
    private readonly aligned: boolean,
  ) {
    super();
  }
  override forward(fine: Tensor, coarse: Tensor, rois: Tensor): Tensor {
    const options = { outputSize: [2, 3], samplingRatio: 0, aligned: this.aligned };
    if (!this.pyramid) return roiAlign(fine, rois, { ...options, spatialScale: 0.25 });
    const scales = [1 / 4, 1 / 8];
    return roiAlignPyramid([fine, coarse], rois, { ...options, scales, canonicalSize: 50 });
  }
}

for (const pyramid of [false, true])
  for (const aligned of [false, true])
    test(
      `ROIAlign with adaptive samples becomes a loop (${pyramid ? 'a pyramid' : 'one map'}, aligned ${aligned})`,
      clean((t) => {
        manualSeed(5);
        const draw = (count: number): [Tensor, Tensor, Tensor] => {
          const boxes = torch.rand([count, 4]).mul(160).sub(40); // some mirrored, some outside
          if (count > 5) {
            boxes.setAt([0], torch.tensor([3, 3, 3, 3]));
            boxes.setAt([1, 0], Number.NaN);
            boxes.setAt([2], torch.tensor([-1e6, -1e6, 1e6, 1e6]));
            boxes.setAt([3], torch.tensor([0, 0, 96, 80]));
            boxes.setAt([4, 2], Number.POSITIVE_INFINITY);
          }
          const images = torch.randint(0, 2, [count, 1]).to('float32');
          return [
            torch.randn([2, 3, 20, 24]),
            torch.randn([2, 3, 10, 12]),
            torch.cat([images, boxes], { dim: 1 }),
          ];
        };
        const module = new Align(pyramid, aligned).eval();
        scope(() => {
          const traced = traceModule(module, draw(8), { plainOperators: true, checkInputs: false });
          for (const count of [0, 1, 8, 40]) {
            const inputs = draw(count);
            const [found, expected] = [traced.forward(...inputs), module.forward(...inputs)];
            t.deepEqual(found.shape, expected.shape);
            if (count > 0) t.true(found.sub(expected).abs().max().item('number') <= 1e-4);
          }
        });
      }),
    );

class Pool extends Module {
  constructor(private readonly ratio: number) {
    super();
  }
  override forward(x: Tensor): Tensor {
    return deformRoiPool(x, torch.tensor([[0, 1, 1, 5, 5]]), { samplingRatio: this.ratio });
  }
}

test(
  'what cannot be replaced is refused with its operator, shapes and module',
  clean((t) => {
    class Outer extends Module {
      pool: Pool;
      constructor(ratio: number) {
        super();
        this.pool = new Pool(ratio);
      }
      override forward(x: Tensor): Tensor {
        return this.pool.forward(x);
      }
    }
    scope(() => {
      const x = torch.randn([1, 2, 8, 8]);
      const own = traceModule(new Outer(0).eval(), [x]);
      t.true(
        own
          .graph()
          .nodes.some(({ kind, scope }) => kind.startsWith('cotrain::deform_roi_pool') && scope === 'pool'),
      );
      const error = t.throws(() => traceModule(new Outer(0).eval(), [x], { plainOperators: true }), {
        instanceOf: TraceError,
        message: /pool calls cotrain::deform_roi_pool\w*\(float32\[1, 2, 8, 8\], float32\[1, 5\]\)/,
      });
      t.is(error.where, 'pool');
      const plain = traceModule(new Outer(2).eval(), [x], { plainOperators: true });
      t.false(plain.graph().nodes.some(({ kind }) => kind.startsWith('cotrain::')));
      const module = new Outer(2).eval();
      t.true(plain.forward(x).sub(module.forward(x)).abs().max().item('number') <= 1e-5);
    });
  }),
);
