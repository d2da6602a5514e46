// The allocator that PyTorch's guide to tuning advises on CPUs: eager PyTorch keeps asking for fresh memory.
import type { Peer, Preload } from '../case.js';

export const TCMALLOC: Preload = {
  file: 'libtcmalloc_minimal.so.4',
  from: 'libtcmalloc-minimal4 in Debian and Ubuntu',
};

/** A peer with tcmalloc in the place of the system's allocator. */
export const withTcmalloc = (peer: Peer): Peer => ({
  ...peer,
  side: `${peer.side}, tcmalloc`,
  against: 'tcmalloc',
  preload: [...(peer.preload ?? []), TCMALLOC],
});
