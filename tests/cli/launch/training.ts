// A training that takes a moment: a narrow model and a few generated scenes.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cotrain, type Finished } from '../run.js';

/** Steps of an epoch, after each of which a run saves its state. */
export const STEPS = 3;

const CONFIG = `
tasks: [drivable]
model:
  backbone: { depth: 18, stemChannels: 8, res2Channels: 8 }
  fpnChannels: 16
  heads: { drivable: { kind: semanticFpn, convsDim: 16 } }
transforms:
  train: &batch [{ type: normalize, preset: imagenet }, { type: pad, multiple: 32 }]
  eval: *batch
train: { batchSize: 1, epochs: EPOCHS, warmupSteps: 1, workers: 0, lr: 0.01 }
evaluation: { every: 1000, overlays: 0, batchSize: 2 }
`;

/** A training of several ranks in a folder. */
export class TinyTraining {
  constructor(
    readonly root: string,
    readonly ranks: number,
    epochs: number,
  ) {
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, 'tiny.yaml'), CONFIG.replace('EPOCHS', String(epochs)));
  }

  /** Makes the scenes: as many as the ranks take in an epoch. */
  async generate(): Promise<Finished> {
    const count = STEPS * this.ranks + 2;
    const size = ['--size', '64x32', '--seed', '1', '--val', String(2 / count)];
    return cotrain(['data', 'generate', '--out', join(this.root, 'data'), '--count', String(count), ...size]);
  }

  /** The words of `cotrain train`. */
  command(out: string): string[] {
    const { root } = this;
    return [
      'train',
      '--data',
      join(root, 'data'),
      '--config',
      join(root, 'tiny.yaml'),
      '--out',
      join(root, out),
    ];
  }

  /** The checksum of what a run has learned, with the state of its optimizer. */
  checksum(out: string): string {
    return createHash('sha256')
      .update(readFileSync(join(this.root, out, 'checkpoints/last.safetensors')))
      .digest('hex');
  }

  /** Step, epoch, loss and learning rate of each step. */
  losses(out: string): string[] {
    return readFileSync(join(this.root, out, 'steps.csv'), 'utf8')
      .split('\n')
      .map((row) => row.split(',').slice(0, 4).join());
  }
}
