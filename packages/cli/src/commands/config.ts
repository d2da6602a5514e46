import type { Command } from 'commander';
import { UsageError } from '../errors.js';
import { withExamples } from '../examples.js';
import { PRESET_LIST } from '../presets.js';
import { blamingOptions, collect } from './train.js';

interface PrintOptions {
  data?: string;
  set: string[];
  schema: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('config')
    .description('Print a whole configuration that explains each key; `train --config` reads it')
    .argument('[file|preset]', `Preset (${PRESET_LIST}), or configuration file`, 'small')
    .option('--data <dir>', "Data set in BDD100K's layout, or nuImages, that the configuration names")
    .option('--set <key=value>', 'Override one key, such as train.batchSize=4; repeatable', collect, [])
    .option('--schema', 'Print the JSON Schema of configurations, for editors', false)
    .action(print);
  withExamples(
    command,
    'official --data bdd100k > run.yaml',
    'small --set train.epochs=20',
    '--schema > config.schema.json',
  );
}

async function print(name: string, { data, set, schema }: PrintOptions, command: Command): Promise<void> {
  const { applyOverrides, configJsonSchema, dataInFolder, loadPlugins, printConfig, readConfig } =
    await import('@cotrain/train');
  if (schema) {
    if (data !== undefined || set.length > 0 || command.args.length > 0)
      throw new UsageError('--schema is of all configurations: it goes with no preset, --data or --set');
    process.stdout.write(`${JSON.stringify(configJsonSchema(), null, 2)}\n`);
    return;
  }
  const base = readConfig(name);
  if (Array.isArray(base.plugins)) await loadPlugins(base.plugins.map(String));
  if (data !== undefined) base.data = await dataInFolder(data, base.data ?? {});
  process.stdout.write(await blamingOptions({ set }, () => printConfig(applyOverrides(base, set), name)));
}
