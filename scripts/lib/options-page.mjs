// Generates docs/options.md from the schemas: every option of every part of a model, and every other key of a
// run's configuration.

/**
 * @param models the compiled package `@cotrain/models`
 * @param run the schema of a run's configuration
 * @param walk packages/train/src/config/print/walk.ts, compiled
 */
export function optionsPage(models, run, walk) {
  const { BACKBONES, CLIP_TEXT_SCHEMA, CONV_ADAPTERS, FPN_SCHEMA, HEADS, LANGUAGE_ADAPTERS, PROMPT_SCHEMAS } =
    models;
  const small = models.SMALL_PARTS;
  const kinds = (table, level, under = {}) =>
    table.names.map((kind) => section(kind, table.of({ kind }).options, level, under[kind]));
  const prompts = Object.entries(PROMPT_SCHEMAS).map(([kind, schema]) => section(kind, schema, 3));
  return `<!-- Written by \`npm run gen:options\` from the schemas of packages/models; never edit it. -->
# Options

The options of each part of a model, in a program and under \`model\` of a run's [configuration](training.md). Defaults are those of the official implementations. The column "small" shows
where the preset \`small\` differs; this preset is the base of every run that names none. A run does not set \`numClasses\` of a head, which follows from its task, or the sizes of a language adapter that
follow from the other parts.

## Heads: \`model.heads.TASK\`

${kinds(HEADS, 3, small.heads).join('\n')}
## Backbones: \`model.backbone\`

${kinds(BACKBONES, 3, small.backbone).join('\n')}
## The neck: \`model.neck\`

In a run, \`outChannels\` is \`model.fpnChannels\`, and \`lastLevelMaxPool\` is true if a head needs it, unless the run sets it.

${table(FPN_SCHEMA, small.neck)}
## Language: \`model.language\`

### The text encoder: \`text\`

${table(CLIP_TEXT_SCHEMA)}
### Prompts: \`prompts\`

${prompts.join('\n').replaceAll('\n### ', '\n#### ').replace(/^### /, '#### ')}
### Adapters: \`adapter\`

${kinds(LANGUAGE_ADAPTERS, 4).join('\n')}
## Convolutional adapters: \`model.convAdapter\`

${kinds(CONV_ADAPTERS, 3).join('\n')}
${runPage(run, walk)}`;
}

/** All keys of a run except its model. */
function runPage(run, { bare, textOf }) {
  const own = (schema, ...path) =>
    path.reduce((inner, key) => bare(key === '[]' ? bare(inner).element : bare(inner).shape[key]), schema);
  const all = (schema, without = []) =>
    table(schema, undefined, {
      textOf,
      keys: Object.keys(bare(schema).shape).filter((key) => !without.includes(key)),
    });
  const choices = (schema, key, level) =>
    bare(schema).options.map((option) => {
      const [kind] = bare(bare(option).shape[key]).values ?? [null];
      const rest = Object.keys(bare(option).shape).filter((name) => name !== key);
      const fields = rest.length === 0 ? 'No options.\n' : all(option, [key]);
      return `${'#'.repeat(level)} \`${kind}\`\n\n${fields}`;
    });
  return `## The whole run

${all(run, ['model'])}
## Data: \`data\`

${choices(own(run, 'data'), 'kind', 3).join('\n')}
## Transforms: \`transforms\`

${all(own(run, 'transforms'))}
## Training: \`train\`

${all(own(run, 'train'))}
### Stages: \`stages\`

${all(own(run, 'train', 'stages', '[]'))}
### Warm-up: \`warmup\`

${all(own(run, 'train', 'stages', '[]', 'warmup'))}
### Sampling batches: \`sampling\`

${choices(own(run, 'train', 'sampling'), 'kind', 4).join('\n')}
### Balancing tasks: \`balancing\`

${choices(own(run, 'train', 'balancing'), 'kind', 4).join('\n')}
### Weights of another run: \`init\`

${all(own(run, 'train', 'init'))}
### Pretrained backbone: \`pretrained\`

${all(own(run, 'train', 'pretrained'))}
## Evaluation: \`evaluation\`

${all(own(run, 'evaluation'))}`;
}

function section(kind, schema, level, small) {
  const fields = Object.keys(schema.shape);
  return `${'#'.repeat(level)} \`${kind}\`\n\n${fields.length === 0 ? 'No options.\n' : table(schema, small)}`;
}

function table(
  schema,
  small,
  { textOf = (field) => field.description ?? '', keys = Object.keys(schema.shape) } = {},
) {
  const rows = keys.map((key) => {
    const { text, value } = parted(textOf(schema.shape[key]));
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

/** Splits a description into its text and its default, or the statement that there is none. */
function parted(description) {
  const [, text, value] = /^(.*?) ?(?:Default:? (.*)|Required)\.$/s.exec(description) ?? [
    null,
    description,
    '',
  ];
  return { text, value: value === undefined ? 'required' : value.replace(LITERAL, '`$1`') };
}

/** A literal value at the beginning, as opposed to words. */
const LITERAL = /^(\[.*?\]|'.*?'|-?[\d.]+\d|\d|true|false|null)(?=$|[: ,(])/;

const escaped = (cell) => cell.replaceAll('|', '\\|');
