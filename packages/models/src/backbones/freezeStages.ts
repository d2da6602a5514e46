import { type AnyModule, BatchNorm2d, FrozenBatchNorm2d } from '@cotrain/nn';

/**
 * Freezes weights and batch-norm statistics of a backbone's first stages (detectron2
 * `modeling/backbone/resnet.py`: `freeze`).
 *
 * @param stages modules of the stem, of res2, ... of res5
 */
export function freezeStages(
  backbone: AnyModule,
  stages: readonly (readonly AnyModule[])[],
  freezeAt: number,
): void {
  const frozen = new Set(
    stages
      .slice(0, freezeAt)
      .flat()
      .flatMap((module) => module.modules()),
  );
  for (const module of frozen) module.requiresGrad_(false);
  backbone.replaceModules((module) => {
    if (!(frozen.has(module) && module instanceof BatchNorm2d)) return module;
    const fixed = FrozenBatchNorm2d.from(module);
    module.dispose();
    return fixed;
  });
}
