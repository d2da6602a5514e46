import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT = 5_000;
const STALE_AFTER = 60_000;

/**
 * Runs `work` while holding a lock folder, so that concurrent set-ups do the work only once. A lock whose
 * process has died, or that has not been refreshed for a minute, is taken over. The work must still end in an
 * atomic rename: the lock avoids duplicate work, but does not guarantee a complete result.
 */
export async function withLock(path, work, { onWait = () => {}, poll = 300 } = {}) {
  await mkdir(dirname(path), { recursive: true });
  let waited = false;
  while (!(await tryLock(path))) {
    if (await isStale(path)) {
      await takeAway(path);
      continue;
    }
    if (!waited) onWait(await ownerOf(path));
    waited = true;
    await sleep(poll);
  }
  const beat = setInterval(() => utimes(path, new Date(), new Date()).catch(() => {}), BEAT);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(path, { recursive: true, force: true });
  }
}

async function tryLock(path) {
  try {
    await mkdir(path);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  await writeFile(join(path, 'owner.json'), JSON.stringify({ pid: process.pid, host: hostname() }));
  return true;
}

async function isStale(path) {
  try {
    const age = Date.now() - (await stat(path)).mtimeMs;
    if (age > STALE_AFTER) return true;
    const owner = await ownerOf(path);
    return owner !== null && owner.host === hostname() && !isAlive(owner.pid);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

// Renaming first ensures that only one of several waiting processes removes a dead lock.
async function takeAway(path) {
  const away = `${path}.stale-${randomUUID()}`;
  try {
    await rename(path, away);
    await rm(away, { recursive: true, force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

async function ownerOf(path) {
  try {
    return JSON.parse(await readFile(join(path, 'owner.json'), 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
