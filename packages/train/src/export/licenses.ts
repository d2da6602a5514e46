// What is known of the terms under which the weights of a run may be used.
import type { TrainConfig } from '../config/config.js';
import { kindOf } from '../data/kind.js';

/**
 * Terms that follow from the data that a run was trained on; undefined if nothing is known. Weights learned
 * from data that is not free for commercial use are assumed to carry the same restriction.
 */
export const licenseOf = ({ data }: TrainConfig): string | undefined => kindOf(data).license;

/** Sources of the weights, other than the run's own data, whose licences the run does not record. */
export function weightSources({ train, model }: TrainConfig): string[] {
  const { init, pretrained } = train;
  const sources = [
    init && `initial weights of ${init.model ?? 'another run'} (${init.parts.join(', ')})`,
    pretrained &&
      `pretrained backbone ${pretrained.package ?? pretrained.from ?? 'of a package'}${pretrained.file === null ? '' : ', from a file'}`,
    model.language && model.language.text.kind === 'clip' && model.language.weights !== null
      ? "CLIP's text encoder, from a file"
      : null,
    model.language?.text.kind === 'vectors' &&
      `class vectors ${model.language.text.package ?? 'from a file'}`,
  ];
  return sources.filter((source) => typeof source === 'string');
}
