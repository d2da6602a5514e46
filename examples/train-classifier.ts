// Trains a classifier from scratch on images that it draws itself, in a few seconds:
//   npx tsx examples/train-classifier.ts
import {
  BatchNorm2d,
  Conv2d,
  CrossEntropyLoss,
  Flatten,
  Linear,
  MaxPool2d,
  ReLU,
  Sequential,
} from '@cotrain/nn';
import { AdamW, AveragedModel, LrSchedule, oneCycleSchedule } from '@cotrain/optim';
import { manualSeed, noGrad, scope, type Tensor, torch } from '@cotrain/torch';

const CLASSES = ['disc', 'square', 'cross'];
const SIZE = 20;
const STEPS = 150;

/** Noisy images [B, 1, SIZE, SIZE] of shapes at random places, and their classes [B]. */
function draw(batch: number): { images: Tensor; labels: Tensor } {
  return scope(() => {
    const labels = torch.randint(CLASSES.length, [batch], { dtype: 'int64' });
    const axis = torch.arange(SIZE);
    const place = () => torch.rand([batch, 1, 1]).mul(10).add(5); // [B, 1, 1]
    const dx = axis.view([1, 1, SIZE]).sub(place()).abs(); // [B, 1, SIZE]
    const dy = axis.view([1, SIZE, 1]).sub(place()).abs(); // [B, SIZE, 1]
    const disc = dx.square().add(dy.square()).le(14);
    const square = torch.maximum(dx, dy).le(3);
    const cross = torch.minimum(dx, dy).le(1).logicalAnd(torch.maximum(dx, dy).le(4));
    const all = torch.stack([disc, square, cross]).to({ dtype: 'float32' }); // [3, B, SIZE, SIZE]
    const shapes = all.at(labels, torch.arange(batch, { dtype: 'int64' })); // [B, SIZE, SIZE]
    const images = shapes.add(torch.randn([batch, SIZE, SIZE]).mul(0.3)).unsqueeze(1);
    return { images, labels };
  });
}

manualSeed(0);
using net = new Sequential(
  new Conv2d(1, 16, 3, { padding: 1, bias: false }),
  new BatchNorm2d(16),
  new ReLU(),
  new MaxPool2d(2), // [B, 16, 10, 10]
  new Conv2d(16, 32, 3, { padding: 1, bias: false }),
  new BatchNorm2d(32),
  new ReLU(),
  new MaxPool2d(2), // [B, 32, 5, 5]
  new Flatten(),
  new Linear(32 * 5 * 5, CLASSES.length),
);
using optimizer = new AdamW(net.parameters(), { lr: 5e-3 });
using average = new AveragedModel(net, { decay: 0.95 });
const criterion = new CrossEntropyLoss({ labelSmoothing: 0.05 });
const rates = new LrSchedule(optimizer, oneCycleSchedule({ steps: STEPS }));

for (let step = 0; step < STEPS; step++) {
  scope(() => {
    const { images, labels } = draw(64);
    rates.apply(step);
    optimizer.zeroGrad();
    const loss = criterion.forward(net.forward(images), labels);
    loss.backward();
    optimizer.step();
    average.update(net);
    if (step % 25 === 0) console.log(`step ${step}: loss ${Number(loss.item()).toFixed(3)}`);
  });
}

average.swap(net); // evaluate the average of the weights
net.eval();
const accuracy = noGrad(() =>
  scope(() => {
    const { images, labels } = draw(1000);
    return net.forward(images).argmax({ dim: 1 }).eq(labels).to({ dtype: 'float32' }).mean().item();
  }),
);
console.log(`accuracy ${(100 * Number(accuracy)).toFixed(1)} %`);
