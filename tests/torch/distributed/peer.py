"""A rank of Python's torch.distributed in a group with ranks of cotrain: the calls of ranks.mjs's `python`."""

import json

import torch
import torch.distributed as dist

dist.init_process_group("gloo")
rank = dist.get_rank()


def mine():
    return torch.tensor([rank + 1.0, 10.0 * (rank + 1)])


total = mine()
dist.all_reduce(total)
broadcast = mine()
dist.broadcast(broadcast, src=1)
gathered = [torch.empty(2) for _ in range(dist.get_world_size())]
dist.all_gather(gathered, mine())
dist.barrier()
print(json.dumps({"sum": total.tolist(), "broadcast": broadcast.tolist(), "gathered": [x.tolist() for x in gathered]}))
dist.destroy_process_group()
