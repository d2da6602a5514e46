// docs/options.md: every option of every part, from the schemas.

/** @param models the package `@cotrain/models`, built */
export function optionsPage(models) {
  const { BACKBONES, CLIP_TEXT_SCHEMA, CONV_ADAPTERS, FPN_SCHEMA, HEADS, LANGUAGE_ADAPTERS, PROMPT_SCHEMAS } =
    models;
  const small = models.SMALL_PARTS;
  const kinds = (table, level, under = {}) =>
    table.names.map((kind) => section(kind, table.of({ kind }).options, level, under[kind]));
  const prompts = Object.entries(PROMPT_SCHEMAS).map(([kind, schema]) => section(kind, schema, 3));
  return `<!-- Written by \`npm run gen:options\` from the schemas of packages/models; never edit it. -->
# Options of a model's parts

What may be set of each part, in a program and under \`model\` of a run's [configuration](training.md). Defaults are the official implementations'; "small" is what the preset
\`small\` says instead, which stands beneath a run that names no preset. A run sets no \`numClasses\` of a head, which its task has, and of a language adapter none of the sizes that follow from the
parts around it.

## Heads: \`model.heads.TASK\`

${kinds(HEADS, 3, small.heads).join('\n')}
## Backbones: \`model.backbone\`

${kinds(BACKBONES, 3, small.backbone).join('\n')}
## The neck: \`model.neck\`

In a run \`outChannels\` is \`model.fpnChannels\`, and \`lastLevelMaxPool\` is true where a head needs it unless the run says otherwise.

${table(FPN_SCHEMA, small.neck)}
## Language: \`model.language\`

### The text encoder: \`text\`

${table(CLIP_TEXT_SCHEMA)}
### Prompts: \`prompts\`

${prompts.join('\n').replaceAll('\n### ', '\n#### ').replace(/^### /, '#### ')}
### Adapters: \`adapter\`

${kinds(LANGUAGE_ADAPTERS, 4).join('\n')}
## Convolutions around the neck: \`model.convAdapter\`

${kinds(CONV_ADAPTERS, 3).join('\n')}`;
}

function section(kind, schema, level, small) {
  const fields = Object.keys(schema.shape);
  return `${'#'.repeat(level)} \`${kind}\`\n\n${fields.length === 0 ? 'No options.\n' : table(schema, small)}`;
}

function table(schema, small) {
  const rows = Object.entries(schema.shape).map(([key, field]) => {
    const { text, value } = parted(field.description ?? '');
    const less =
      small?.[key] === undefined
        ? ''
        : `\`${JSON.stringify(small[key])}\``.replaceAll('"', "'").replaceAll(',', ', ');
    return [`\`${key}\``, value, ...(small ? [less] : []), text];
  });
  const head = ['option', 'default', ...(small ? ['small'] : []), ''];
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(escaped).join(' | ')} |\n`)
    .join('');
}

/** A description ends with its default, or says that there is none. */
function parted(description) {
  const [, text, value] = /^(.*?) ?(?:Default:? (.*)|Required)\.$/s.exec(description) ?? [
    null,
    description,
    '',
  ];
  return { text, value: value === undefined ? 'required' : value.replace(LITERAL, '`$1`') };
}

/** A value at the beginning, and not words. */
const LITERAL = /^(\[.*?\]|'.*?'|-?[\d.]+\d|\d|true|false|null)(?=$|[: ,(])/;

const escaped = (cell) => cell.replaceAll('|', '\\|');
