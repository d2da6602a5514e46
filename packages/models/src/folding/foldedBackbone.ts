import { BatchNorm2d } from '@cotrain/nn';
import { noGrad, type Tensor } from '@cotrain/torch';
import type { Backbone } from '../backbones/backbone.js';
import type { FeatureMaps } from '../features.js';
import { isUnchanged, sourceOf, type TensorSource } from '../tensorSource.js';
import { FusedConv2d } from './fusedConv.js';

interface Folded {
  copy: Backbone;
  sources: readonly TensorSource[];
}

// Not in a field of the model, because it belongs neither to the state dict nor to copies.
const folded = new WeakMap<Backbone, Folded>();

/**
 * The maps of a backbone. If the model trains on the CPU but the backbone is frozen, they are computed by a
 * folded copy and are equal up to rounding. A stage that adapts the neck to a frozen backbone then saves the
 * batch norms. The copy needs the backbone's memory again. It is recreated when a weight changes, and freed
 * by the first call that cannot use it.
 */
export function backboneMaps(backbone: Backbone, images: Tensor): FeatureMaps {
  if (!isFoldable(backbone, images)) {
    forgetFolded(backbone);
    return backbone.forward(images);
  }
  const tensors = [...backbone.parameters(), ...backbone.buffers()];
  const kept = folded.get(backbone);
  const isCurrent =
    kept?.sources.length === tensors.length &&
    kept.sources.every((source, i) => isUnchanged(source, tensors[i]!));
  if (!isCurrent) {
    forgetFolded(backbone);
    folded.set(backbone, { copy: foldedCopy(backbone), sources: tensors.map(sourceOf) });
  }
  return noGrad(() => folded.get(backbone)!.copy.forward(images));
}

/** Frees the folded copy of a backbone, if there is one. */
export function forgetFolded(backbone: Backbone): void {
  folded.get(backbone)?.copy.dispose();
  folded.delete(backbone);
}

function foldedCopy(backbone: Backbone): Backbone {
  const copy = backbone.clone();
  copy.keepMapsOnly();
  copy.eval().requiresGrad_(false);
  copy.fold!();
  return copy;
}

function isFoldable(backbone: Backbone, images: Tensor): boolean {
  return (
    backbone.fold !== undefined &&
    backbone.training &&
    !images.requiresGrad &&
    backbone
      .parameters()
      .every(({ requiresGrad, device, dtype }) => !requiresGrad && device === 'cpu' && dtype === 'float32') &&
    backbone.modules().every(
      (module) =>
        !(module instanceof FusedConv2d) &&
        !(module instanceof BatchNorm2d && module.training) &&
        // Hooks belong to the original, and code that watches a layer must see it run.
        !Object.hasOwn(module, 'forward'),
    )
  );
}
