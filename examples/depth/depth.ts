// A custom task: depth, learned beside the others from the generated scenes, which know it exactly.
//
//     cotrain train --plugin examples/depth/depth.ts --config lv-adapter-small --out runs/depth \
//         --set data.kind=scenes --set tasks=[det,sem_seg,drivable,depth]
//     cotrain predict --plugin examples/depth/depth.ts --run runs/depth --split val --out predictions
import type { FieldMap, Rgb, TaskLabel } from '@cotrain/data';
import {
  type BatchSizes,
  type FeatureMaps,
  type FeatureSpecs,
  registerHead,
  resizeToOutputs,
  type TaskHead,
} from '@cotrain/models';
import { Conv2d, functional, Module } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { fieldLegend, fieldPanel, registerTask, type Scorer } from '@cotrain/train';
import { z } from 'zod';

const OPTIONS = z.strictObject({ channels: z.number().int().positive().default(64) });

/** Two convolutions on the finest map; the output is the logarithm of the depth in metres. */
class DepthHead extends Module<[maps: FeatureMaps], Tensor> implements TaskHead<Tensor, Tensor, Tensor> {
  hidden: Conv2d;
  last: Conv2d;

  constructor(inputs: FeatureSpecs, { channels }: z.output<typeof OPTIONS>) {
    super();
    this.hidden = new Conv2d(inputs.p2!.channels, channels, 3, { padding: 1 });
    this.last = new Conv2d(channels, 1, 1);
  }

  override forward(maps: FeatureMaps): Tensor {
    return scope(() => this.last.forward(functional.relu(this.hidden.forward(maps.p2!)))); // [B, 1, H / 4, W / 4]
  }

  /** Eigen, Puhrsch and Fergus (2014), Eq. 4: an error that all pixels share counts half. */
  losses(logDepth: Tensor, targets: readonly Tensor[], { padded }: BatchSizes): Record<string, Tensor> {
    return scope(() => {
      const truth = torch.stack([...targets]); // [B, H, W], NaN where nobody knows
      const size = [padded.height, padded.width];
      const found = functional.interpolate(logDepth, { size, mode: 'bilinear' }).squeeze(1); // [B, H, W]
      const error = found.sub(truth.log()).maskedFill(truth.isnan(), 0);
      const count = truth.isnan().logicalNot().sum().clampMin(1);
      const shared = error.sum().div(count).square();
      return { loss_depth: error.square().sum().div(count).sub(shared.mul(0.5)) };
    });
  }

  predict(logDepth: Tensor, batch: BatchSizes): Tensor[] {
    return scope(() => resizeToOutputs(logDepth, batch).map((own) => own.squeeze(0).exp())); // [height, width] each
  }
}

/**
 * Mean relative error and share of pixels within a quarter of the truth, in percent; root mean square error
 * in metres.
 */
class DepthScorer implements Scorer<TaskLabel<FieldMap>, FieldMap> {
  #pixels = 0;
  #sums = { relative: 0, squares: 0, within: 0 };

  add(label: TaskLabel<FieldMap>, found: FieldMap): void {
    if (label.state !== 'present') return;
    for (const [i, truth] of label.value.data.entries()) {
      if (Number.isNaN(truth)) continue;
      const depth = found.data[i]!;
      this.#pixels++;
      this.#sums.relative += Math.abs(depth - truth) / truth;
      this.#sums.squares += (depth - truth) ** 2;
      if (Math.max(depth / truth, truth / depth) < 1.25) this.#sums.within++;
    }
  }

  compute() {
    const { relative, squares, within } = this.#sums;
    const mean = (sum: number) => (this.#pixels === 0 ? null : sum / this.#pixels);
    const RMSE = this.#pixels === 0 ? null : Math.sqrt(squares / this.#pixels);
    return { 'depth/delta1': mean(100 * within), 'depth/absRel': mean(100 * relative), 'depth/RMSE': RMSE };
  }
}

// biome-ignore format: a colour a line says no more
const NEAR_TO_FAR: readonly Rgb[] = [[252, 253, 191], [252, 137, 97], [183, 55, 121], [81, 18, 124], [0, 0, 4]];
const STYLE = { colors: NEAR_TO_FAR, range: [0, 80], unit: 'm' } as const;
const make = (options: z.output<typeof OPTIONS>, inputs: FeatureSpecs) => new DepthHead(inputs, options);

registerHead('depth', { answers: 'field', options: OPTIONS, make });
registerTask<FieldMap, FieldMap>({
  name: 'depth',
  kind: 'field',
  title: 'Depth',
  head: { kind: 'depth' },
  metrics: ['delta1', 'absRel', 'RMSE'],
  makeScorer: () => new DepthScorer(),
  draw: (caption, image, field) => ({
    panel: fieldPanel(caption, image, field, STYLE),
    legend: fieldLegend(field, STYLE),
  }),
});
