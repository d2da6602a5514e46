import type { AnyModule, Parameter } from '@cotrain/nn';

/** The layers of a backbone, from the images on; each is the modules that it consists of. */
export type LayerGroups = readonly (readonly AnyModule[])[];

/**
 * How far each parameter stands from the heads: 1 in the last layer, as many as there are layers in the
 * first. What is in no layer has no entry.
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
