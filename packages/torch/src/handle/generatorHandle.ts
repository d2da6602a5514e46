// A random generator as the addon knows it: what operators take. `Generator` stands above and adds what one
// does with it.
import { native } from '../native/addon.js';

const collected = new FinalizationRegistry<number>((index) => native.freeGenerator(index));

export abstract class GeneratorHandle {
  /** @internal */ readonly index: number;

  constructor(index: number) {
    this.index = index;
    collected.register(this, index);
  }
}
