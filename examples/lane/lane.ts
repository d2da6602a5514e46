// A custom task: lane markings from BDD100K's labels, with a head, a score and an overlay of its own.
//
//     cotrain train --plugin examples/lane/lane.ts --config lv-adapter-small --out runs/lane \
//         --set data.kind=laneScenes --set tasks=[det,sem_seg,drivable,lane]
//     cotrain predict --plugin examples/lane/lane.ts --run runs/lane --split val --out predictions
import * as data from '@cotrain/data';
import * as models from '@cotrain/models';
import { Conv2d, functional, Module } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { ClassMapScorer, maskLegend, maskPanel, registerData, registerTask } from '@cotrain/train';
import { z } from 'zod';

const CLASSES = ['marking', 'background'];

/** Reduces BDD100K's solid (0), dashed (1) and no marking (2) to marking (0) and background (1). */
function addLane<Frame extends data.LabelledFrame>(frame: Frame): Frame {
  const style = data.labelOf<data.LabelMask>(frame.labels, 'lane_style');
  if (style.state !== 'present') return frame;
  const value = { ...style.value, data: style.value.data.map((id) => (id < 2 ? 0 : 1)) };
  return { ...frame, labels: { ...frame.labels, lane: { state: 'present', value } } };
}

/** How a worker thread makes a sample. */
export async function loadSample({ module, args }: data.SampleSource) {
  return addLane(await (await import(module)).loadSample(args));
}

registerData<{ train: number; val: number }>({
  name: 'laneScenes',
  keys: { train: z.int().default(400), val: z.int().default(60) },
  tasks: () => ({ kinds: { det: 'boxes', sem_seg: 'classMap', drivable: 'classMap', lane: 'classMap' } }),
  open(counts, { part }) {
    const options = { count: counts[part], width: 320, height: 180, seed: part === 'train' ? 0 : 1 };
    const scenes = data.sceneDataset({ ...options, tasks: ['det', 'sem_seg', 'drivable', 'lane_style'] });
    return data.derive(scenes, {
      tasks: { ...scenes.tasks, lane: { kind: 'classMap', classes: CLASSES } },
      change: addLane,
      labelled: (own) => ({ ...own, lane: true }),
      labelKeys: (own) => ({ ...own, lane: own.lane_style! }),
      source: (inner) => ({ module: import.meta.url, args: inner }),
    });
  },
});

/** Two convolutions on the finest map, and a cross-entropy in which the few pixels of markings count more. */
class LaneHead
  extends Module<[maps: models.FeatureMaps], Tensor>
  implements models.TaskHead<Tensor, Tensor, Tensor>
{
  last = new Conv2d(64, CLASSES.length, 1);

  constructor(readonly hidden: Conv2d) {
    super();
  }

  override forward(maps: models.FeatureMaps): Tensor {
    return scope(() => this.last.forward(functional.relu(this.hidden.forward(maps.p2!)))); // [B, 2, H / 4, W / 4]
  }

  losses(logits: Tensor, targets: readonly Tensor[], { padded }: models.BatchSizes): Record<string, Tensor> {
    return scope(() => {
      const truth = torch.stack([...targets]).to({ dtype: 'int64' }); // [B, H, W]
      const full = functional.interpolate(logits, { size: [padded.height, padded.width], mode: 'bilinear' });
      const weight = torch.tensor([10, 1], { device: truth.device });
      return { loss_lane: functional.crossEntropy(full, truth, { weight, ignoreIndex: 255 }) };
    });
  }

  predict(logits: Tensor, batch: models.BatchSizes): Tensor[] {
    const best = (own: Tensor) => own.argmax({ dim: 0 }).to({ dtype: 'uint8' }); // [height, width]
    return scope(() => models.resizeToOutputs(logits, batch).map(best));
  }
}

/** Beside the IoU, the F-measure of the markings' pixels: for an IoU of I it is 2 I / (1 + I). */
class LaneScorer extends ClassMapScorer {
  override compute() {
    const iou = this.metrics.compute().perClass.marking!.iou / 100;
    return { ...super.compute(), 'lane/F': Number.isNaN(iou) ? null : (200 * iou) / (1 + iou) };
  }
}

models.registerHead('lane', {
  answers: 'classMap',
  options: z.strictObject({}),
  make: (_, { p2 }) => new LaneHead(new Conv2d(p2!.channels, 64, 3, { padding: 1 })),
});
const style = { classes: CLASSES, palette: CLASSES.map(() => [255, 0, 200] as const), plain: ['background'] };
registerTask<data.LabelMask, data.LabelMask>({
  name: 'lane',
  kind: 'classMap',
  title: 'Lane markings',
  head: { kind: 'lane' },
  metrics: ['F', 'mIoU'],
  makeScorer: (task, { classes }) => new LaneScorer(task, classes),
  draw(caption, image, mask) {
    return { panel: maskPanel(caption, image, mask, style), legend: maskLegend([mask], style) };
  },
});
