// Passes LibTorch's warnings on, each text once, as Node reports its own.
import { native } from '../native/addon.js';

/** A warning of LibTorch, as listeners of `onWarning` receive it. */
export interface TorchWarning {
  message: string;
  /** It announces that something will be removed. */
  deprecation: boolean;
}

const told = new Set<string>();
const MOST = 1000; // texts with numbers in them may be new for ever
let handler: ((warning: TorchWarning) => void) | null = null;

// LibTorch warns in the middle of an operator: the text is kept, and told when that is over.
native.setWarningHandler((message, deprecation) => {
  if (told.has(message)) return;
  if (told.size >= MOST) told.clear();
  told.add(message);
  process.nextTick(() => tell({ message, deprecation }));
});

function tell(warning: TorchWarning): void {
  if (handler !== null) handler(warning);
  else
    process.emitWarning(warning.message, {
      type: warning.deprecation ? 'DeprecationWarning' : 'TorchWarning',
    });
}

/**
 * Sends the warnings of this thread to `listener` instead of `process.emitWarning`; null undoes it. A new
 * listener receives texts again that were reported before.
 */
export function onWarning(listener: ((warning: TorchWarning) => void) | null): void {
  handler = listener;
  told.clear();
}
