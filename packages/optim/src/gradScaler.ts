import { OptionError, withDefaults } from '@cotrain/nn';
import { ArgumentError, keep, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import type { Optimizer } from './optimizer.js';
import { requirePositive } from './require.js';

/** First scale of a `GradScaler`, and how it changes. */
export interface GradScalerOptions {
  /** First factor on the loss. Default 65536. */
  initScale?: number;
  /** Factor on the scale after `growthInterval` steps in a row without an overflow. Default 2. */
  growthFactor?: number;
  /** Factor on the scale after an overflow. Default 0.5. */
  backoffFactor?: number;
  /** Number of steps in a row without an overflow after which the scale grows. Default 2000. */
  growthInterval?: number;
  /** If false, losses and gradients stay as they are. Default true. */
  enabled?: boolean;
}

/** State of a `GradScaler` under PyTorch's keys. */
export interface GradScalerState {
  scale: number;
  growth_factor: number;
  backoff_factor: number;
  growth_interval: number;
  _growth_tracker: number;
}

/** An optimizer whose gradients were scaled. */
type Scaled = Pick<Optimizer, 'paramGroups' | 'step'>;

interface Checked {
  /** Above 0 if a gradient is not finite. One for each device with gradients. */
  foundInf: Tensor[];
  isUnscaled: boolean;
  isStepped: boolean;
}

/**
 * Scales the loss so that gradients in float16 do not vanish, with the arithmetic and the state of
 * `torch.amp.GradScaler`:
 *
 * ```ts
 * scaler.scale(loss).backward();
 * scaler.unscale_(optimizer); // only to clip the gradients
 * scaler.step(optimizer); // skipped if gradients overflowed
 * scaler.update();
 * ```
 */
export class GradScaler {
  readonly enabled: boolean;
  #scale: number;
  #growthFactor: number;
  #backoffFactor: number;
  #growthInterval: number;
  #growthTracker = 0;
  readonly #checked = new Map<Scaled, Checked>();
  /** Whether a step since the last `update` was skipped. */
  #found = false;

  /** @throws OptionError for factors and intervals that are out of range */
  constructor(options?: GradScalerOptions) {
    const { initScale, growthFactor, backoffFactor, growthInterval, enabled } =
      withDefaults<GradScalerOptions>('GradScaler', options, {
        ...{ initScale: 2 ** 16, growthFactor: 2, backoffFactor: 0.5, growthInterval: 2000, enabled: true },
      });
    requirePositive('GradScaler', { initScale, growthFactor, backoffFactor, growthInterval });
    if (growthFactor <= 1)
      throw new OptionError(`GradScaler: growthFactor must be above 1, got ${growthFactor}`);
    if (backoffFactor >= 1)
      throw new OptionError(`GradScaler: backoffFactor must be below 1, got ${backoffFactor}`);
    this.enabled = enabled;
    this.#scale = Math.fround(initScale);
    this.#growthFactor = growthFactor;
    this.#backoffFactor = backoffFactor;
    this.#growthInterval = growthInterval;
  }

  /** The current factor on the loss; 1 if disabled. */
  getScale(): number {
    return this.enabled ? this.#scale : 1;
  }

  /** Multiplies a loss by the scale. */
  scale(loss: Tensor): Tensor {
    return this.enabled ? loss.mul(this.#scale) : loss;
  }

  /**
   * Divides the gradients of an optimizer's parameters by the scale, in place, and checks whether they are
   * finite. Call it before clipping; otherwise `step` does.
   *
   * @returns by device, a tensor [1] that is above 0 if a gradient is not finite; until the next `update`
   * @throws ArgumentError if it was called before in this step, or for gradients in float16
   */
  unscale_(optimizer: Scaled): readonly Tensor[] {
    if (!this.enabled) return [];
    const before = this.#checked.get(optimizer);
    if (before?.isStepped) throw new ArgumentError('GradScaler: unscale_() is being called after step()');
    if (before?.isUnscaled)
      throw new ArgumentError(
        'GradScaler: unscale_() was already called on this optimizer since the last update()',
      );
    const foundInf = noGrad(() => scope(() => this.#unscale(optimizer).map(keep)));
    this.#checked.set(optimizer, { foundInf, isUnscaled: true, isStepped: false });
    return foundInf;
  }

  #unscale({ paramGroups }: Scaled): Tensor[] {
    const byDevice = new Map<string, Map<string, Tensor[]>>();
    for (const { params } of paramGroups)
      for (const { grad } of params) {
        if (!grad) continue;
        if (grad.dtype === 'float16')
          throw new ArgumentError(
            'GradScaler: a gradient is float16: keep the parameters in float32, and compute under autocast',
          );
        const lists = byDevice.get(grad.device) ?? new Map<string, Tensor[]>();
        byDevice.set(grad.device, lists.set(grad.dtype, [...(lists.get(grad.dtype) ?? []), grad]));
      }
    return [...byDevice].map(([device, lists]) => {
      const options = { dtype: 'float32', device: device as 'cpu' } as const;
      const foundInf = torch.zeros([1], options);
      // As in PyTorch: the reciprocal in double precision, then rounded.
      const inverse = torch.full([1], Math.fround(1 / this.#scale), options);
      for (const gradients of lists.values())
        torch.unchecked._ampForeachNonFiniteCheckAndUnscale_(gradients, foundInf, inverse);
      return foundInf;
    });
  }

  /**
   * Takes the optimizer's step, unless a gradient is not finite.
   *
   * @param foundInf whether one is not finite, if the caller has read it; default: read here, which waits for
   *   the device
   * @returns whether the step was taken
   * @throws ArgumentError if it was called before since the last `update`
   */
  step(optimizer: Scaled, foundInf?: boolean): boolean {
    if (!this.enabled) {
      optimizer.step();
      return true;
    }
    if (this.#checked.get(optimizer)?.isStepped)
      throw new ArgumentError('GradScaler: step() has already been called since the last update()');
    return scope(() => {
      if (!this.#checked.has(optimizer)) this.unscale_(optimizer);
      const checked = this.#checked.get(optimizer)!;
      const isFound = foundInf ?? checked.foundInf.some((found) => (found.item() as number) > 0);
      if (checked.foundInf.length === 0)
        throw new ArgumentError('GradScaler: step() needs gradients: no parameter of this optimizer has one');
      this.#found ||= isFound;
      this.#checked.set(optimizer, { ...checked, isStepped: true });
      if (!isFound) optimizer.step();
      return !isFound;
    });
  }

  /**
   * Changes the scale after the steps of all optimizers: it falls after an overflow, and grows after
   * `growthInterval` updates in a row without one.
   *
   * @param newScale sets the scale instead
   * @throws ArgumentError without a step since the last call
   */
  update(newScale?: number): void {
    if (!this.enabled) return;
    if (newScale !== undefined) {
      requirePositive('GradScaler: update()', { newScale });
      this.#scale = Math.fround(newScale);
    } else if (![...this.#checked.values()].some(({ isStepped }) => isStepped))
      throw new ArgumentError('GradScaler: update() needs a step() since the last update()');
    else if (this.#found) this.#backOff();
    else this.#grow();
    for (const { foundInf } of this.#checked.values()) for (const found of foundInf) found.dispose();
    this.#checked.clear();
    this.#found = false;
  }

  #backOff(): void {
    this.#scale = Math.fround(this.#scale * this.#backoffFactor);
    this.#growthTracker = 0;
  }

  #grow(): void {
    if (++this.#growthTracker < this.#growthInterval) return;
    const grown = Math.fround(this.#scale * this.#growthFactor);
    if (Number.isFinite(grown)) this.#scale = grown;
    this.#growthTracker = 0;
  }

  stateDict(): GradScalerState {
    return {
      scale: this.#scale,
      growth_factor: this.#growthFactor,
      backoff_factor: this.#backoffFactor,
      growth_interval: this.#growthInterval,
      _growth_tracker: this.#growthTracker,
    };
  }

  /** Continues from a state, of this library or of PyTorch. @throws OptionError for values out of range */
  loadStateDict(state: GradScalerState): void {
    const { scale, growth_factor, backoff_factor, growth_interval, _growth_tracker } = state;
    requirePositive('GradScaler: the state', { scale, growth_factor, backoff_factor, growth_interval });
    this.#scale = Math.fround(scale);
    this.#growthFactor = growth_factor;
    this.#backoffFactor = backoff_factor;
    this.#growthInterval = growth_interval;
    this.#growthTracker = _growth_tracker;
  }
}
