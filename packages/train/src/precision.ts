// The precision in which a run computes.
import { readFileSync } from 'node:fs';
import { GradScaler } from '@cotrain/optim';
import { type AutocastOptions, backends, type Device } from '@cotrain/torch';

/** Precision of a run: `train.precision`. */
export type Precision = 'float32' | 'tf32' | 'bf16' | 'fp16';

/** How a trainer computes in less than float32. */
export interface TrainerPrecision {
  /** Autocast of forward passes and losses; null: float32. */
  autocast: AutocastOptions | null;
  /** Scales the loss, which gradients in float16 need; null: no scaling. */
  scaler: GradScaler | null;
}

/** The autocast and the scaler of a precision on a device. */
export function precisionOf(precision: Precision, device: Device): TrainerPrecision {
  if (precision === 'float32' || precision === 'tf32') return { autocast: null, scaler: null };
  const kind = device.startsWith('cuda') ? 'cuda' : 'cpu';
  if (kind === 'cpu') warnIfSlow(precision);
  const dtype = precision === 'bf16' ? 'bfloat16' : 'float16';
  return { autocast: { device: kind, dtype }, scaler: precision === 'fp16' ? new GradScaler() : null };
}

/**
 * Lets matrix products and convolutions in float32 compute in TF32, if that is the precision, until the
 * result is disposed of. Both flags are the process's; other precisions leave them as they are.
 */
export function allowTF32(precision: Precision, device: Device): Disposable {
  if (precision !== 'tf32') return { [Symbol.dispose]: () => {} };
  if (!device.startsWith('cuda'))
    process.emitWarning(`train.precision: tf32 changes nothing on ${device}, which computes in float32`);
  const flags = [backends.cuda.matmul, backends.cudnn];
  const before = flags.map((flag) => flag.allowTF32);
  for (const flag of flags) flag.allowTF32 = true;
  return {
    [Symbol.dispose]: () => {
      for (const [i, flag] of flags.entries()) flag.allowTF32 = before[i]!;
    },
  };
}

/** Instructions that multiply matrices in a precision, as Linux names them. */
const INSTRUCTIONS = { bf16: /\b(avx512_bf16|amx_bf16|bf16)\b/, fp16: /\b(avx512_fp16|amx_fp16|asimdhp)\b/ };

function warnIfSlow(precision: 'bf16' | 'fp16'): void {
  if (INSTRUCTIONS[precision].test(cpuFlags())) return;
  process.emitWarning(
    `train.precision: this CPU has no instructions for ${precision}, so training is slower than in float32`,
  );
}

/** What the kernel says of the CPU; empty on other systems than Linux. */
function cpuFlags(): string {
  try {
    return /^(flags|Features)\s*:.*$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[0] ?? '';
  } catch {
    return '';
  }
}
