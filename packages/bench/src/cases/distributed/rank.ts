// The program of one rank.
import { writeSync } from 'node:fs';
import { distributed, setNumThreads } from '@cotrain/torch';
import { RESULT_FD, TASK } from '../../measure/protocol.js';
import type { RankTask } from './ranks.js';
import { reduce } from './reduction.js';
import { trainSteps } from './work.js';

const { work, rank, ranks, port, quick } = JSON.parse(process.env[TASK]!) as RankTask;
setNumThreads(1);
const launch = distributed.launchOf({
  RANK: String(rank),
  WORLD_SIZE: String(ranks),
  MASTER_ADDR: '127.0.0.1',
  MASTER_PORT: String(port),
  TORCHELASTIC_USE_AGENT_STORE: 'True', // the process that started the ranks serves it
})!;
const group = await distributed.initProcessGroup({ launch, joinTimeout: 120_000 });
const measured =
  work === 'reducer' || work === 'bare'
    ? { ms: await reduce(group, work, quick), loss: 0 }
    : trainSteps(group, { quick, syncBatchNorm: work === 'step with synchronised norms' });
if (rank === 0) writeSync(RESULT_FD, `${JSON.stringify(measured)}\n`);
await group.close();
