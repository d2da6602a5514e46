// Prints what a run of run.sh found as one JSON object: the parts, and the results of those that left one.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const lines = (name) => readFileSync(join(folder, name), 'utf8').trim().split('\n').filter(Boolean);
const json = (name) => {
  const path = join(folder, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
};

/** Medians by side, ratios, and the share of the machine's roof that our side reaches. */
function figures(result) {
  if (result === null) return null;
  return Object.fromEntries(
    result.cases.map((each) => {
      const roof = result.roofs.find(({ threads }) => threads === each.threads);
      const rows = each.figures.map(({ name, unit, floor, sides, ratios }) => {
        const [first] = Object.values(sides);
        const seconds = first && first.median * ({ s: 1, ms: 1e-3, µs: 1e-6 }[unit] ?? Number.NaN);
        const reached = (work, most) =>
          work && most ? Number((work / seconds / most).toPrecision(3)) : undefined;
        return [
          name,
          {
            unit,
            ...Object.fromEntries(Object.entries(sides).map(([side, { median }]) => [side, median])),
            ratios: Object.fromEntries(Object.entries(ratios).map(([side, { median }]) => [side, median])),
            ofBandwidth: reached(floor?.bytes, roof?.bandwidth),
            ofFlops: reached(floor?.flops, roof?.flops),
          },
        ];
      });
      const { failed, missing, versions } = each;
      return [`${each.group}/${each.name}`, { failed, missing, versions, figures: Object.fromEntries(rows) }];
    }),
  );
}

const [kernels, model] = [json('kernels.json'), json('model.json')];
const tests = existsSync(join(folder, 'tests.log')) ? lines('tests.log').slice(-3) : [];
console.log(
  JSON.stringify(
    {
      machine: (model ?? kernels)?.machine ?? null,
      roofs: (kernels ?? model)?.roofs ?? [],
      parts: lines('parts.jsonl').map((line) => JSON.parse(line)),
      tests,
      kernels: figures(kernels),
      model: figures(model),
    },
    null,
    1,
  ),
);
