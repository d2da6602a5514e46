// Wrappers that training code puts around a model before saving it, in any order and nesting.
import type { StateDict } from '@cotrain/nn';
import type { Layout } from './layout.js';

/**
 * Parts of keys that name a container instead of the network: wrappers of PyTorch, attributes of trainers,
 * keys of their files.
 */
const WRAPPERS: ReadonlySet<string> = new Set([
  ...['module', '_orig_mod', '_forward_module', '_fsdp_wrapped_module', '_checkpoint_wrapped_module'],
  ...[
    'state_dict',
    'model_state_dict',
    'model_state',
    'state_dict_ema',
    'ema_state_dict',
    'params',
    'weights',
  ],
  ...['model', 'net', 'network', 'student', 'teacher', 'ema', 'model_ema', 'ema_model', 'averaged'],
  ...['backbone', 'encoder', 'base_encoder', 'body', 'trunk'],
]);

/**
 * A release's layouts with every sequence of wrappers that the file's keys start with. Parts of a layout's
 * own prefix that are not wrappers, such as MoCo's `encoder_q`, follow after them.
 */
export function wrappedLayouts(named: StateDict, layouts: readonly Layout[]): Layout[] {
  const rows = new Set<string>(['']);
  for (const key of Object.keys(named)) {
    let row = '';
    for (const part of key.split('.')) {
      if (!WRAPPERS.has(part)) break;
      row += `${part}.`;
      rows.add(row);
    }
  }
  return layouts.flatMap((layout) => {
    const parts = layout.prefix.split('.').filter((part) => part !== '' && !WRAPPERS.has(part));
    const core = parts.map((part) => `${part}.`).join('');
    return [...rows].map((row) => withPrefix(layout, row + core));
  });
}

/** The same layout with another prefix. */
export function withPrefix(layout: Layout, prefix: string): Layout {
  const { not, prefix: own } = layout;
  const moved = not && {
    ...not,
    key: prefix + (not.key.startsWith(own) ? not.key.slice(own.length) : not.key),
  };
  return { ...layout, prefix, ...(moved && { not: moved }) };
}
