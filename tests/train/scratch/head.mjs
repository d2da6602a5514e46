// A head for class maps: one convolution on the finest map, followed by the operator of operator.mjs.
import { registerHead, resizeToOutputs } from '@cotrain/models';
import { Conv2d, functional, Module } from '@cotrain/nn';
import { scope, torch } from '@cotrain/torch';
import { z } from 'zod';
import { relu2 } from './operator.mjs';

class SquaredHead extends Module {
  constructor(channels, numClasses) {
    super();
    this.last = new Conv2d(channels, numClasses, 1);
  }

  forward(maps) {
    return scope(() => this.last.forward(relu2(maps.p2))); // [B, K, H / 4, W / 4]
  }

  losses(logits, targets, { padded }) {
    return scope(() => {
      const truth = torch.stack([...targets]).to({ dtype: 'int64' }); // [B, H, W]
      const full = functional.interpolate(logits, { size: [padded.height, padded.width], mode: 'bilinear' });
      return { loss_squared: functional.crossEntropy(full, truth, { ignoreIndex: 255 }) };
    });
  }

  predict(logits, batch) {
    const best = (own) => own.argmax({ dim: 0 }).to({ dtype: 'uint8' }); // [height, width]
    return scope(() => resizeToOutputs(logits, batch).map(best));
  }
}

registerHead('squared', {
  answers: 'classMap',
  options: z.strictObject({ numClasses: z.int().positive() }),
  make: ({ numClasses }, { p2 }) => new SquaredHead(p2.channels, numClasses),
});
