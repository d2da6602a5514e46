// The heads of a run's model.
import { HEADS, type HeadKinds } from '@cotrain/models';
import { z } from 'zod';
import { definitionOf, registeredTasks } from '../tasks/index.js';
import { type Choice, type PartSettings, part, type Resolved } from './parts.js';

/** A head's settings with all fields set. The number of classes follows from its task. */
export type HeadSettings = Resolved<HeadKinds, 'numClasses'>;
/** A head as written by a user: its kind may be omitted if it is the default of the task. */
export type HeadInput =
  | Choice<HeadKinds, 'numClasses'>
  | Partial<Omit<Choice<HeadKinds, 'numClasses'>, 'kind'>>
  | ({ kind?: string } & Readonly<Record<string, unknown>>);

/** Schemas of the heads that answer a kind of task, or of all heads. */
const headSchemas = (answers?: string): z.ZodObject[] =>
  HEADS.schemas((head) => answers === undefined || head.answers === answers).map((schema) =>
    'numClasses' in schema.shape ? schema.omit({ numClasses: true }) : schema,
  );

const firstThatAnswers = (kind: string): string | undefined =>
  HEADS.names.find((name) => HEADS.of({ kind: name }).answers === kind);

/** Any settings of heads: which heads a task can have is known only with its data. */
export const anyHeads = () =>
  z.record(z.string(), z.looseObject({ kind: z.string().optional() }) as unknown as z.ZodType<HeadInput>);

/** The schema for editors: the settings of heads for each registered task, and for any other task. */
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
 * A task's head with all fields set. The default kind is the preset's, the task's own, or the first that
 * answers tasks of this kind.
 *
 * @param given settings in the configuration
 * @param beneath settings of the preset
 * @returns null if there is an issue
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
