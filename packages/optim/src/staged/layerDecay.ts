import type { AnyModule, Parameter } from '@cotrain/nn';

/** Layers of a backbone, from the input on. Each layer is a list of modules. */
export type LayerGroups = readonly (readonly AnyModule[])[];

/**
 * Distance of each parameter from the heads: 1 for the last layer, the number of layers for the first.
 * Parameters outside all layers have no entry.
 */
export function layerDistances(layers: LayerGroups): ReadonlyMap<Parameter, number> {
  return new Map(
    layers.flatMap((modules, i) =>
      modules.flatMap((module) =>
        module.parameters().map((parameter): [Parameter, number] => [parameter, layers.length - i]),
      ),
    ),
  );
}
