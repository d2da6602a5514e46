import type { Command } from 'commander';
import { UsageError } from '../errors.js';
import { blamingOptions, collect } from './train.js';

interface PrintOptions {
  data?: string;
  set: string[];
  schema: boolean;
}

export function register(program: Command): void {
  program
    .command('config')
    .description('print a whole configuration, with what each key means; `train --config` reads it')
    .argument('[name]', 'a preset (small, official, lv-adapter-small, lv-adapter), or a file', 'small')
    .option('--data <dir>', "data set in BDD100K's layout, or nuImages, that the configuration names")
    .option('--set <key=value>', 'override one key, e.g. train.batchSize=4', collect, [])
    .option('--schema', 'print the JSON Schema of configurations, for editors', false)
    .action(print);
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
