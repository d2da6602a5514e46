// Finds out that ranks hold different things before they compute with them.
import { createHash } from 'node:crypto';
import { DistributedError } from '../errors/errors.js';
import { scope } from '../handle/scope.js';
import { torch } from '../torch.js';
import type { ProcessGroup } from './processGroup.js';

/**
 * Compares a description with those of the other ranks. Blocks until every rank has called it. Only a hash is
 * exchanged unless there is a difference.
 *
 * @param what what is described, `models` in an error
 * @param lines the description
 * @throws DistributedError on every rank if the ranks differ, with the first line that does and the ranks
 */
export function requireSame(group: ProcessGroup, what: string, lines: readonly string[]): void {
  const same = scope(() => {
    const hash = createHash('sha256').update(JSON.stringify(lines)).digest();
    const own = torch.tensor(new Uint8Array(hash));
    const hashes = group.allGatherSync(own).map((tensor) => Buffer.from(tensor.data() as Uint8Array));
    return hashes.every((other) => other.equals(hash));
  });
  if (same) return;
  const all = group.allGatherObjectSync(lines);
  const length = Math.max(...all.map((other) => other.length));
  for (let i = 0; i < length; i++) {
    const ranks = new Map<string, number[]>();
    for (const [rank, other] of all.entries()) {
      const line = other[i] ?? 'nothing';
      ranks.set(line, [...(ranks.get(line) ?? []), rank]);
    }
    if (ranks.size === 1) continue;
    const list = [...ranks].map(([line, of]) => `${line} on rank ${of.join(', ')}`).join('; ');
    throw new DistributedError(`the ranks have different ${what}. The first difference: ${list}`);
  }
}
