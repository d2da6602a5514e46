import { type GraphNode, type GraphValue, scope, type TracedModule, TraceError } from '@cotrain/torch';
import { moduleName } from './checkTrace.js';

/** A traced module replaces these itself when it is saved. */
const REPLACED = new Set(
  ['nms', 'batched_nms', 'roi_align', 'roi_align_pyramid'].map((name) => `cotrain::${name}`),
);

/** @throws TraceError for an operator of a library, which LibTorch alone does not have */
export function refuseOwnOperators(traced: TracedModule): void {
  scope(() => {
    const own = traced.graph().nodes.find(({ kind }) => !/^(aten|prim)::/.test(kind) && !REPLACED.has(kind));
    if (own !== undefined)
      throw new TraceError(
        `${moduleName(own.scope)} calls ${described(own)}, which plainOperators cannot replace by LibTorch's operators`,
        own.scope,
      );
  });
}

function described({ kind, inputs }: GraphNode): string {
  const shapes = inputs.filter(({ shape }) => shape !== undefined).map(shapeOf);
  return `${kind}(${shapes.join(', ')})`;
}

const shapeOf = ({ dtype, shape }: GraphValue): string => `${dtype}[${shape!.join(', ')}]`;
