// The heads of a run's model.
import { HEADS, type HeadKinds } from '@cotrain/models';
import { z } from 'zod';
import { definitionOf, registeredTasks } from '../tasks/index.js';
import { type Choice, type PartSettings, part, type Resolved } from './parts.js';

/** A head's settings, every field set; how many classes it tells apart is for its task to say. */
export type HeadSettings = Resolved<HeadKinds, 'numClasses'>;
/** A head as a user writes it: its kind may be left out where it is the task's usual one. */
export type HeadInput =
  | Choice<HeadKinds, 'numClasses'>
  | Partial<Omit<Choice<HeadKinds, 'numClasses'>, 'kind'>>
  | ({ kind?: string } & Readonly<Record<string, unknown>>);

/** What may be said of heads, of those that answer a kind of task, or of all. */
const headSchemas = (answers?: string): z.ZodObject[] =>
  HEADS.schemas((head) => answers === undefined || head.answers === answers).map((schema) =>
    'numClasses' in schema.shape ? schema.omit({ numClasses: true }) : schema,
  );

const firstThatAnswers = (kind: string): string | undefined =>
  HEADS.names.find((name) => HEADS.of({ kind: name }).answers === kind);

/** Whatever a run says of heads: which of them a task can have is known with its data. */
export const anyHeads = () =>
  z.record(z.string(), z.looseObject({ kind: z.string().optional() }) as unknown as z.ZodType<HeadInput>);

/**
 * The same for editors: what the heads of each task that was registered can be told, and those of any other.
 */
export function describedHeads(): ReturnType<typeof anyHeads> {
  const tasks = registeredTasks().flatMap((task) => {
    const { kind, title = task } = definitionOf(task)!;
    const first = firstThatAnswers(kind);
    if (first === undefined) return [];
    const head = part<HeadKinds, keyof HeadKinds, 'numClasses'>({ kind: first }, headSchemas(kind));
    return [[task, head.optional().describe(`${title}: its head.`)]];
  });
  const any = z.discriminatedUnion('kind', headSchemas() as [z.ZodObject, ...z.ZodObject[]]);
  return z.object(Object.fromEntries(tasks)).catchall(any) as never;
}

/**
 * A task's head with every field set. Where no kind is given it is the preset's, the task's own, or the first
 * that answers tasks of this kind.
 *
 * @param given what the configuration says of it
 * @param beneath what the preset says of heads
 * @returns null where there is an issue
 */
export function resolveHead(
  task: string,
  kind: string,
  given: HeadInput,
  { heads, defaultHeads }: PartSettings,
  context: z.RefinementCtx,
): HeadSettings | null {
  const path = ['model', 'heads', task];
  const schemas = headSchemas(kind);
  const first = firstThatAnswers(kind);
  if (first === undefined) {
    const message = `no head answers tasks of the kind '${kind}': register one`;
    context.addIssue({ code: 'custom', path, message });
    return null;
  }
  const fallback = defaultHeads?.[task] ?? definitionOf(task)?.head ?? {};
  const schema = part<HeadKinds, keyof HeadKinds, 'numClasses'>({ kind: first, ...fallback }, schemas, heads);
  const parsed = schema.safeParse(given, { reportInput: true });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    context.issues.push({ ...issue, path: [...path, ...issue.path] } as never);
  return null;
}
