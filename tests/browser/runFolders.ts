// Run folders as a training run leaves them, with made-up numbers.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrainEvent } from '@cotrain/train';
import test from 'ava';
import sharp from 'sharp';

const root = mkdtempSync(join(tmpdir(), 'cotrain-watch-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

export const temporaryFolder = (): string => mkdtempSync(join(root, 'runs-'));

export const stepEvent = (step: number, factor = 1): TrainEvent => ({
  type: 'step',
  step,
  epoch: Math.floor(step / 100),
  losses: {
    'det/loss_ce': (factor * 2) / Math.sqrt(step) + 0.1 * Math.sin(step),
    'det/loss_giou': factor / Math.sqrt(step) + 0.3,
    'sem_seg/loss_ce': (factor * 3) / Math.sqrt(step) + 0.2 + 0.1 * Math.cos(step),
  },
  loss: (factor * 6) / Math.sqrt(step) + 0.5,
  lr: 1e-3 * (1 - step / 1000),
  gradNorm: 3 + Math.sin(step / 7),
  gradNorms: { det: 2, sem_seg: 1 + Math.cos(step / 9) / 2 },
  dataTime: 0.02,
  stepTime: 0.3 + 0.02 * Math.sin(step),
  images: 8,
  imagesPerSecond: 8 / 0.3,
  memory: 2e9 + 1e6 * step,
  ...(step % 25 === 0 && { partNorms: { backbone: 1.5, 'heads.det': 0.7 } }),
});

export const evalEvent = (step: number): TrainEvent => ({
  type: 'eval',
  step,
  epoch: Math.floor(step / 100),
  metrics: {
    'det/AP50': 20 + step / 20,
    'det/AP': 10 + step / 30,
    'det/AP/car': 30,
    'det/AP/person': 12,
    'sem_seg/mIoU': 30 + step / 25,
    'sem_seg/pAcc': 80,
    ...Object.fromEntries(CLASSES.map((name, i) => [`sem_seg/IoU/${name}`, 4 * i + step / 50])),
  },
  time: 3,
});

export const CLASSES = [
  ...['road', 'sidewalk', 'building', 'wall', 'fence', 'pole', 'traffic light', 'traffic sign', 'vegetation'],
  ...['terrain', 'sky', 'person', 'rider', 'car', 'truck', 'bus', 'train', 'motorcycle', 'bicycle'],
];

/** Writes a run with an evaluation every 50 steps, and returns its folder. */
export async function writeRun(
  parent: string,
  name: string,
  options: { steps?: number; lr?: number; factor?: number; pictures?: boolean } = {},
): Promise<string> {
  const { steps = 200, lr = 0.001, factor = 1, pictures = true } = options;
  const folder = join(parent, name);
  mkdirSync(join(folder, 'batches'), { recursive: true });
  const config = { tasks: ['det', 'sem_seg'], train: { lr, epochs: 4 }, data: { kind: 'scenes' } };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const origin = {
    command: `cotrain train --data bdd100k --out runs/${name}`,
    version: '0.1.0',
    commit: '0123456789ab',
  };
  writeFileSync(join(folder, 'origin.json'), JSON.stringify(origin));
  const start: TrainEvent = {
    ...{ type: 'start', steps: 400, epochs: 4, images: 800, device: 'cpu', parameters: 11_453_876 },
    time: '2026-01-02T03:04:05.678Z',
  };
  const events: TrainEvent[] = [start];
  for (let step = 1; step <= steps; step++) {
    events.push(stepEvent(step, factor));
    if (step % 50 === 0) {
      events.push(evalEvent(step));
      await writeDetails(folder, step, pictures);
    }
  }
  writeFileSync(join(folder, 'log.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  if (pictures) writeFileSync(join(folder, 'batches', '1.webp'), await picture(90, 'first batch'));
  return folder;
}

export const appendEvents = (folder: string, ...events: TrainEvent[]): void =>
  appendFileSync(join(folder, 'log.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));

async function writeDetails(folder: string, step: number, pictures: boolean): Promise<void> {
  const at = join(folder, 'evaluations', String(step));
  mkdirSync(at, { recursive: true });
  const counts = CLASSES.map((_, i) =>
    [...CLASSES, ''].map((_, j) =>
      i === 16 ? 0 : i === j ? 5000 : Math.round(1500 / (1 + Math.abs(i - j))),
    ),
  );
  const precision = Array.from({ length: 101 }, (_, i) => Math.max(0, 1 - (i / 100) ** 2 * 1.1));
  const tasks = [
    { task: 'det', title: 'Detection', precision: { car: precision, person: precision.map((p) => p / 2) } },
    {
      task: 'sem_seg',
      title: 'Semantic segmentation',
      confusion: { classes: CLASSES, unit: 'pixels', none: 'none', counts },
    },
  ];
  const frames = pictures ? ['scene 1', 'scene 2'].map((name, i) => ({ name, file: `${i}.webp` })) : [];
  for (const { name, file } of frames) writeFileSync(join(at, file), await picture(step, `${name} ${step}`));
  writeFileSync(join(at, 'details.json'), JSON.stringify({ step, tasks, frames }));
}

const picture = (hue: number, text: string): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 240, channels: 3, background: `hsl(${hue % 360}, 40%, 40%)` } })
    .composite([
      {
        input: Buffer.from(
          `<svg width="640" height="240"><text x="40" y="120" font-size="48" fill="white">${text}</text></svg>`,
        ),
      },
    ])
    .webp()
    .toBuffer();
