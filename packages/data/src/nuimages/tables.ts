import { join } from 'node:path';
import { z } from 'zod';
import { issuesOf } from '../bdd100k/detection.js';
import { readJsonArray } from '../bdd100k/jsonArray.js';
import { DataError } from '../errors.js';

const token = z.string().min(1);
const mask = z.object({ size: z.tuple([z.number(), z.number()]), counts: z.string() }).nullable();

/** The columns to read, by table. */
const TABLES = {
  category: z.object({ token, name: z.string() }),
  sample: z.object({ token, key_camera_token: token }),
  sample_data: z.object({
    ...{ token, filename: z.string() },
    ...{ width: z.number().nullish(), height: z.number().nullish() },
  }),
  surface_ann: z.object({ token, sample_data_token: token, category_token: token, mask }),
  object_ann: z.object({
    ...{ token, sample_data_token: token, category_token: token, mask },
    bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  }),
};

export type TableName = keyof typeof TABLES;
export type Row<Name extends TableName> = z.infer<(typeof TABLES)[Name]>;

export const tableFile = (folder: string, name: TableName): string => join(folder, `${name}.json`);

/**
 * Streams a table's rows, because the release's tables are up to a gigabyte in size.
 * @throws DataError if the file is missing or a row is invalid
 */
export async function* readTable<Name extends TableName>(
  folder: string,
  name: Name,
): AsyncGenerator<{ row: Row<Name>; place: string }> {
  const file = tableFile(folder, name);
  for await (const { value, index, line } of readJsonArray(file)) {
    const place = `${file}, line ${line}, row ${index}`;
    const parsed = TABLES[name].safeParse(value);
    if (!parsed.success) throw new DataError(`${place}: ${issuesOf(parsed.error)}`, { file });
    yield { row: parsed.data as Row<Name>, place };
  }
}
