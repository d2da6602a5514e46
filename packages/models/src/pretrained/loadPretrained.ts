import { checkChoice, checkKeys, type StateDict } from '@cotrain/nn';
import { loadFile, scope } from '@cotrain/torch';
import type { Backbone } from '../backbones/backbone.js';
import { PretrainedError } from './errors.js';
import { findWeights } from './findWeights.js';
import type { Layout, PretrainedNormalization, Release } from './layout.js';
import { covers, lacking, type Match, matchLayout, type Wanted, wantedOf } from './match.js';
import { type PretrainedSource, RELEASES } from './releases.js';
import { withPrefix, wrappedLayouts } from './wrappers.js';

/** Release, file and prefix of pretrained weights. */
export interface PretrainedOptions {
  /** Release of the weights. Default: as stated by the package; required with `file`. */
  from?: PretrainedSource;
  /**
   * Path of the file; its format is detected from its content, as in `loadFile`. Default: the file of the
   * package.
   */
  file?: string;
  /**
   * An installed weights package. Default: the release's own (`mobilenet-v2-imagenet`:
   * `@cotrain/weights-mobilenet-v2`).
   */
  package?: string;
  /**
   * `error` refuses a file that does not cover the whole backbone; `keep` leaves missing weights unchanged.
   * Default 'error'.
   */
  onMissing?: 'error' | 'keep';
  /**
   * Prefix of the backbone's keys in the file, such as `teacher.backbone.`. Null detects it: the release's
   * own prefix, or any sequence of wrappers (`module.`, `_orig_mod.`, `state_dict.`, `model.`, `student.`,
   * ...). Default null.
   */
  prefix?: string | null;
}

/** What was loaded from a pretrained file, and what was not. */
export interface PretrainedReport {
  from: PretrainedSource;
  /** Name of the spelling that matched: `official`, `mmselfsup`, ... */
  layout: string;
  /** Prefix of the backbone's keys in the file. */
  prefix: string;
  /** Normalisation of images that the weights expect; null if it depends on the file's training. */
  normalization: PretrainedNormalization | null;
  /** Keys of the backbone that were loaded. */
  used: string[];
  /**
   * Keys of the file that do not belong to the backbone: classifiers, projection heads, queues, optimizers.
   */
  skipped: string[];
  /** Keys of the backbone that kept their values: a classifier, step counts of batch norms. */
  missing: string[];
}

/** A backbone, or a model with a backbone (`MultiTaskModel`). */
export type PretrainedTarget = Backbone | { readonly backbone: Backbone };

/**
 * Loads a backbone's weights from the file of a pretrained release, or from a weights package. Classifiers
 * and projection heads in the file are skipped, and a classifier of the backbone keeps its values.
 *
 * @throws PretrainedError if the file belongs to another network or release, listing the keys and shapes that
 *   do not match; DataPackageError if the package is not installed; FileFormatError as in `loadFile`;
 *   OptionError for invalid options. The model is unchanged then.
 */
export function loadPretrained(model: PretrainedTarget, options: PretrainedOptions): PretrainedReport {
  checkKeys('loadPretrained', options, ['from', 'file', 'package', 'onMissing', 'prefix']);
  const { onMissing = 'error', prefix = null } = options;
  checkChoice('loadPretrained: onMissing', onMissing, ['error', 'keep']);
  const { from, file } = findWeights(options);
  const backbone = 'backbone' in model ? model.backbone : model;
  const layouts = layoutsFor(file, from, backbone.pretrained.kind);
  return scope(() => {
    const named = loadFile(file);
    const state = backbone.stateDict();
    const wanted = wantedOf(backbone, state);
    const match =
      prefix === null
        ? findMatch(file, named, wanted, layouts)
        : matchBehind(file, prefix, named, wanted, layouts);
    const loaded = Object.keys(match.state).length > 0;
    if (!loaded || !(covers(match) || (onMissing === 'keep' && fitsOtherwise(match))))
      throw mismatch(file, from, match, named, wanted);
    checkLayout(file, from, match.layout, named, backbone);
    backbone.loadStateDict(match.state, { strict: false });
    return {
      from,
      layout: match.layout.name,
      prefix: match.layout.prefix,
      normalization: match.layout.normalization,
      used: Object.keys(match.state),
      skipped: match.skipped,
      missing: Object.keys(state).filter((key) => !match.state[key]),
    };
  });
}

const isFor = ({ backbone }: Layout, kind: string): boolean => backbone === kind || backbone === 'any';

/**
 * The release's layouts for a kind of backbone.
 * @throws PretrainedError if there are none, naming the releases that have some
 */
function layoutsFor(file: string, from: PretrainedSource, kind: string): readonly Layout[] {
  const { layouts, about }: Release = RELEASES[from];
  const fitting = layouts.filter((layout) => isFor(layout, kind));
  if (fitting.length > 0) return fitting;
  const kinds = [...new Set(layouts.map(({ backbone }) => backbone))].join(' or ');
  const others = Object.entries<Release>(RELEASES).flatMap(([name, release]) =>
    release.layouts.some((layout) => isFor(layout, kind)) ? [name] : [],
  );
  throw new PretrainedError(
    file,
    `'${from}' has weights of a ${kinds}${about ? ` (${about})` : ''}, but the backbone is a ${kind}: use a ${kinds} as the backbone, or load from ${others.join(' or ')}`,
  );
}

/** Matches the release's own prefixes if one of them covers the backbone, else any wrappers. */
function findMatch(file: string, named: StateDict, wanted: Wanted, layouts: readonly Layout[]): Match {
  const official = bestMatch(named, wanted, layouts);
  if (covers(official)) return official;
  const wrapped = wrappedLayouts(named, layouts);
  const fitting = wrapped.map((layout) => matchLayout(named, wanted, layout)).filter(covers);
  const prefixes = [...new Set(fitting.map(({ layout }) => layout.prefix))];
  if (prefixes.length > 1)
    throw new PretrainedError(
      file,
      `it contains the backbone ${prefixes.length} times, with the prefixes ${prefixes.map((own) => `'${own}'`).join(', ')}: choose one with prefix`,
    );
  return fitting[0] ?? bestMatch(named, wanted, [...layouts, ...wrapped]);
}

/** @param prefix with or without its last dot */
function matchBehind(
  file: string,
  prefix: string,
  named: StateDict,
  wanted: Wanted,
  layouts: readonly Layout[],
): Match {
  const whole = prefix === '' || prefix.endsWith('.') ? prefix : `${prefix}.`;
  const keys = Object.keys(named);
  if (!keys.some((key) => key.startsWith(whole)))
    throw new PretrainedError(
      file,
      `no key has the prefix '${whole}'; the file has ${keys.slice(0, SHOWN).join(', ') || 'no tensors'}${keys.length > SHOWN ? ', ...' : ''}`,
    );
  return bestMatch(
    named,
    wanted,
    layouts.map((layout) => withPrefix(layout, whole)),
  );
}

function bestMatch(named: StateDict, wanted: Wanted, layouts: readonly Layout[]): Match {
  const matches = layouts.map((layout) => matchLayout(named, wanted, layout));
  const found = ({ state, misshaped }: Match) => Object.keys(state).length + misshaped.length;
  return matches.reduce((best, match) => (found(match) > found(best) ? match : best));
}

const fitsOtherwise = ({ unexpected, misshaped }: Match): boolean =>
  unexpected.length + misshaped.length === 0;

const SHOWN = 5;

function mismatch(
  file: string,
  from: PretrainedSource,
  match: Match,
  named: StateDict,
  wanted: Wanted,
): PretrainedError {
  const { kind } = wanted.traits;
  const others = Object.entries<Release>(RELEASES).flatMap(([name, { layouts }]) =>
    name !== from &&
    layouts.some((layout) => isFor(layout, kind) && covers(matchLayout(named, wanted, layout)))
      ? [`'${name}'`]
      : [],
  );
  const hint = others.length > 0 ? `. It would match from: ${others.join(', ')}` : '';
  const found = Object.keys(match.state).length + match.misshaped.length;
  if (found === 0) {
    const keys = Object.keys(named);
    const tried = layoutsFor(file, from, kind)
      .map(({ prefix }) => `'${prefix}'`)
      .join(', ');
    return new PretrainedError(
      file,
      `no key of the backbone is in it by the names of '${from}' (behind ${tried}, and any wrappers); it has ${
        keys.slice(0, SHOWN).join(', ') || 'no tensors'
      }${keys.length > SHOWN ? ', ...' : ''}${hint}`,
    );
  }
  return new PretrainedError(
    file,
    `it does not match the backbone by the names of '${from}' (${match.layout.name}), nothing was loaded${hint}`,
    { ...match, missing: lacking(match) },
  );
}

/** Checks what keys and shapes do not show. */
function checkLayout(
  file: string,
  from: PretrainedSource,
  { not, requires }: Layout,
  named: StateDict,
  { pretrained: { kind, options = {} } }: Backbone,
): void {
  if (not && named[not.key]) throw new PretrainedError(file, `it is not from '${from}': ${not.because}`);
  if (!requires || !(requires.option in options)) return;
  const { option, value, because } = requires;
  if (options[option] === value) return;
  throw new PretrainedError(file, `${because}: make the ${kind} with ${option}: ${JSON.stringify(value)}`);
}
