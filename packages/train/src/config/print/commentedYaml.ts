// Prints a complete configuration as YAML, with a comment before each key.
import { Document, isMap, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { bare, choicesOf, fieldsOf, itemsOf, textOf } from './walk.js';

const WIDTH = 110;

/**
 * @param schema schema of the configuration
 * @param config the configuration; keys are printed in the order of the schema
 * @param head lines at the top
 */
export function commentedYaml(
  schema: z.core.$ZodType,
  config: Readonly<Record<string, unknown>>,
  head: readonly string[] = [],
): string {
  const document = new Document(inOrder(config, schema));
  document.commentBefore = head.map((line) => ` ${line}`).join('\n');
  comment(document.contents as Node, schema, config, 0);
  return document.toString({ lineWidth: WIDTH });
}

/** Keys in the order of the schema, followed by unknown keys. */
function inOrder(value: unknown, schema: z.core.$ZodType): unknown {
  if (Array.isArray(value)) {
    const items = itemsOf(schema);
    return items ? value.map((item) => inOrder(item, items)) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields = fieldsOf(schema, value) ?? {};
  const own = value as Record<string, unknown>;
  const keys = [...Object.keys(fields).filter((key) => own[key] !== undefined), ...Object.keys(own)];
  return Object.fromEntries(
    [...new Set(keys)].map((key) => {
      const inner = fields[key] ?? itemsOf(schema);
      return [key, inner ? inOrder(own[key], inner) : own[key]];
    }),
  );
}

function comment(node: Node | null, schema: z.core.$ZodType, value: unknown, depth: number): void {
  if (isSeq(node)) {
    const isPlain = node.items.every((item) => !isMap(item) || item.items.length === 0);
    node.flow = isPlain;
    const items = itemsOf(schema);
    if (!isPlain && items)
      for (const [i, item] of node.items.entries())
        comment(item as Node, items, (value as unknown[])[i], depth + 1);
  } else if (isMap(node)) {
    commentMap(node, schema, value as Record<string, unknown>, depth);
  }
}

function commentMap(
  map: YAMLMap,
  schema: z.core.$ZodType,
  value: Record<string, unknown>,
  depth: number,
): void {
  const fields = fieldsOf(schema, value);
  const items = itemsOf(schema);
  for (const pair of map.items as Pair<Scalar<string>, Node | null>[]) {
    const key = pair.key.value;
    const field = fields?.[key] ?? items;
    if (!field) continue;
    const text = fields?.[key] ? commentOn(key, field, schema) : '';
    if (text !== '') pair.key.commentBefore = wrapped(text, WIDTH - 2 * depth - 2);
    if (depth === 0) pair.key.spaceBefore = true;
    comment(pair.value, field, value[key], depth + 1);
  }
}

/** Meaning of a key, and its possible values if they are names. */
function commentOn(key: string, field: z.core.$ZodType, parent: z.core.$ZodType): string {
  const own = bare(parent);
  const isDiscriminator = own instanceof z.ZodDiscriminatedUnion && own.def.discriminator === key;
  const choices = isDiscriminator
    ? choicesOf(parent)
    : bare(field) instanceof z.ZodEnum
      ? choicesOf(field)
      : [];
  return [textOf(field), ...(choices.length > 1 ? [`One of ${choices.join(', ')}.`] : [])].join(' ').trim();
}

function wrapped(text: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = '';
    }
    line += `${line === '' ? '' : ' '}${word}`;
  }
  return [...lines, line].map((one) => ` ${one}`).join('\n');
}
