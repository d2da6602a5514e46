import { MaskFormerHead, type MultiTaskModel, SparseRcnnHead } from '@cotrain/models';

type Methods = Record<string, (...args: never[]) => unknown>;

/** Seconds spent in each part of a model. */
export class Parts {
  seconds: Record<string, number> = {};

  time<T>(name: string, run: () => T): T {
    const began = performance.now();
    try {
      return run();
    } finally {
      this.seconds[name] = (this.seconds[name] ?? 0) + (performance.now() - began) / 1000;
    }
  }

  /** Replaces a method of one object by one that counts its time. */
  watch(object: object, method: string, name: string): void {
    const methods = object as Methods;
    const original = methods[method]!.bind(object);
    // Not enumerable, so that it is not a field of a module.
    Object.defineProperty(object, method, {
      configurable: true,
      value: (...args: never[]) => this.time(name, () => original(...args)),
    });
  }

  watchModel(model: MultiTaskModel): void {
    this.watch(model.backbone, 'forward', 'backbone');
    this.watch(model.neck, 'forward', 'FPN');
    for (const [, head] of model.heads) {
      this.watch(head, 'losses', 'losses');
      this.watch(head, 'predict', 'predictions');
    }
    for (const module of model.modules()) {
      if (module instanceof SparseRcnnHead) this.watch(module.head, 'forward', 'dynamic head');
      if (!(module instanceof MaskFormerHead)) continue;
      this.watch(module.pixelDecoder, 'forward', 'pixel decoders');
      this.watch(module.predictor, 'forward', 'transformers');
      this.watch(module.criterion, 'match', 'of them matchers');
    }
  }
}
