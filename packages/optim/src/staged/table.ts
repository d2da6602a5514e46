import { type AnyModule, ModuleDict, ModuleList, type Parameter } from '@cotrain/nn';
import type { StagePlan } from './plan.js';
import type { ResolvedStage } from './stage.js';

/**
 * Parameters of one part of a model that a stage treats alike. A part that is only partly trained has several
 * rows.
 */
export interface StageRow {
  /** A child of the model. Each entry of a `ModuleDict` or `ModuleList` has its own row (`heads.det`). */
  path: string;
  learns: boolean;
  /** Number of scalar parameters. */
  parameters: number;
  /** Learning rate at schedule factor 1; 0 for frozen rows. */
  lr: number;
}

/** Trained and frozen parts of a stage, in the model's order. */
export function stageRows(model: AnyModule, { groups }: StagePlan): StageRow[] {
  const rates = new Map(
    groups.flatMap(({ params, lr }) => params.map((param): [Parameter, number] => [param, lr])),
  );
  const parts = partPaths(model);
  const rows = new Map<string, StageRow>();
  for (const [path, parameter] of model.namedParameters()) {
    const part = parts.find((part) => path.startsWith(`${part}.`)) ?? path;
    const lr = rates.get(parameter) ?? 0;
    const learns = rates.has(parameter);
    const key = `${part} ${learns} ${lr}`;
    const row = rows.get(key) ?? { path: part, learns, parameters: 0, lr };
    rows.set(key, { ...row, parameters: row.parameters + parameter.numel() });
  }
  return [...rows.values()];
}

function partPaths(model: AnyModule): string[] {
  return model.namedChildren().flatMap(([key, child]) => {
    const isContainer = child instanceof ModuleDict || child instanceof ModuleList;
    return isContainer ? child.namedChildren().map(([name]) => `${key}.${name}`) : [key];
  });
}

/** Formats the rows for a terminal, with a heading and totals. */
export function formatStageTable(
  { name, steps, weightDecay }: Pick<ResolvedStage, 'name' | 'steps' | 'weightDecay'>,
  rows: readonly StageRow[],
): string {
  const sum = (some: readonly StageRow[]) => some.reduce((total, { parameters }) => total + parameters, 0);
  const cells = [
    ['part', '', 'parameters', 'lr'],
    ...rows.map(({ path, learns, parameters, lr }) => [
      path,
      learns ? 'learns' : 'frozen',
      parameters.toLocaleString('en-US'),
      learns ? lr.toExponential() : '',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]!.length)));
  const lines = cells.map(([part, state, count, lr]) =>
    `  ${part!.padEnd(widths[0]!)}  ${state!.padEnd(widths[1]!)}  ${count!.padStart(widths[2]!)}  ${lr!}`.trimEnd(),
  );
  const learning = sum(rows.filter(({ learns }) => learns)).toLocaleString('en-US');
  const all = sum(rows).toLocaleString('en-US');
  const heading = `stage ${name}: ${steps} steps, weight decay ${weightDecay}, ${learning} of ${all} parameters learn`;
  return [heading, ...lines].join('\n');
}
