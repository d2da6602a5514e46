// A strategy: the weight of every task decreases with each step.
import { torch } from '@cotrain/torch';
import { registerStrategy, Strategy } from '@cotrain/train';
import { z } from 'zod';

class Fading extends Strategy {
  kind = 'fading';
  steps = 0;

  constructor(context, rate) {
    super(context);
    this.rate = rate;
  }

  factor() {
    return this.rate ** this.steps;
  }

  update() {
    this.steps++;
  }

  stateDict() {
    return { steps: torch.tensor(this.steps) };
  }

  loadStateDict(state) {
    this.expectKeys(state, ['steps']);
    this.steps = state.steps.item();
  }
}

registerStrategy('fading', {
  options: z.strictObject({ rate: z.number().positive().default(0.5) }),
  make: ({ rate }, context) => new Fading(context, rate),
});
