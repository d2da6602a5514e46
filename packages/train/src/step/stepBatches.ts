// The batches of one step after the other, each with a look at those of the next step.

/** Batches of a step. */
export interface StepBatches<Batch> {
  /** Its micro-batches. */
  batches: readonly Batch[];
  /** Those of the next step; none if they are not there yet, or if it is the last one. */
  next(): readonly Batch[];
}

/**
 * @param size number of micro-batches in a step; the last step of an epoch may have fewer
 * @param done number of batches to pass over
 * @param looksAhead asks for the next step's batches before a step, but waits for none. An error of theirs is
 *   thrown in its turn. Otherwise `next` gives none
 */
export async function* stepBatches<Batch>(
  loader: AsyncIterable<Batch>,
  size: number,
  done: number,
  looksAhead: boolean,
): AsyncGenerator<StepBatches<Batch>> {
  const groups = inGroups(loader, size, done);
  if (looksAhead) yield* withNext(groups);
  else for await (const batches of groups) yield { batches, next: () => [] };
}

async function* withNext<Batch>(groups: AsyncGenerator<Batch[]>): AsyncGenerator<StepBatches<Batch>> {
  let next: readonly Batch[] = [];
  const ask = () => {
    next = [];
    const asked = groups.next();
    asked.then(
      ({ done, value }) => {
        if (!done) next = value;
      },
      () => {},
    );
    return asked;
  };
  try {
    for (let asked = ask(); ; ) {
      const { done, value: batches } = await asked;
      if (done) return;
      asked = ask();
      yield { batches, next: () => next };
    }
  } finally {
    await groups.return(undefined);
  }
}

async function* inGroups<Batch>(
  loader: AsyncIterable<Batch>,
  size: number,
  done: number,
): AsyncGenerator<Batch[]> {
  let group: Batch[] = [];
  let left = done;
  for await (const batch of loader) {
    if (left-- > 0) continue;
    group.push(batch);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
