// A backbone: one convolution for each map, with strides 4 to 32.
import { Backbone, registerBackbone } from '@cotrain/models';
import { Conv2d, functional, ModuleList } from '@cotrain/nn';
import { scope } from '@cotrain/torch';
import { z } from 'zod';

const NAMES = ['res2', 'res3', 'res4', 'res5'];

class Plain extends Backbone {
  inChannels = 3;
  pretrained = { kind: 'plain', classifier: [] };

  constructor({ width }) {
    super();
    this.outputs = Object.fromEntries(NAMES.map((name, i) => [name, { channels: width, stride: 4 << i }]));
    const strides = [4, 2, 2, 2];
    this.stages = new ModuleList(
      strides.map((stride, i) => new Conv2d(i === 0 ? 3 : width, width, 5, { stride, padding: 2 })),
    );
  }

  forward(images) {
    return scope(() => {
      const maps = {};
      let map = images;
      for (const [i, stage] of [...this.stages].entries()) {
        map = functional.relu(stage.forward(map)); // [B, width, H / stride, W / stride]
        maps[NAMES[i]] = map;
      }
      return maps;
    });
  }
}

registerBackbone('plain', {
  options: z.strictObject({ width: z.int().positive().default(8) }),
  make: (options) => new Plain(options),
});
