import { ArgumentError, jsonRecords } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';

const FIELDS = { image_id: 1, bbox: 4, score: 1 };
const WIDTH = 7;

/** Reads up to 9 records. */
function read(json: string | Uint8Array, start = 0) {
  const rows = new Float64Array(9 * WIDTH);
  const { width, count, ...rest } = jsonRecords(Buffer.from(json), start, FIELDS, rows);
  return { width, count, rows: rows.subarray(0, count * width), ...rest };
}

const RECORD = '{"image_id": 3, "bbox": [1, 2.5, 3, 4e-1], "score": 0.25}';
const ROW = [3, 1, 2.5, 3, 0.4, 0.25];

test('the numbers of records, and the line breaks before each', (t) => {
  const json = `[ ${RECORD},\n\n ${RECORD.replace('0.25', '-0.5')} ,{"other": 1}`;
  const { rows, width, end, lines } = read(json, 1);
  t.is(width, WIDTH);
  t.deepEqual([...rows], [...ROW, 0, ...ROW.with(5, -0.5), 2]);
  t.is(json.slice(end), '{"other": 1}');
  t.is(lines, 2);
});

test("a record's other fields do not matter, nor does the order", (t) => {
  const others = '"a": "b", "c": [[], {}, [1, {"d": null}]], "e": {"f": true, "g": false}, "score": 7,';
  const json = `{"score": 0.25, "bbox": [1, 2.5, 3, 4e-1], ${others} "image_id": 3, "score": 0.25},`;
  t.deepEqual([...read(json).rows], [...ROW, 0]);
});

test('reading stops when the rows are full, and goes on from there', (t) => {
  const json = Buffer.from(`${RECORD},`.repeat(3));
  const rows = new Float64Array(2 * WIDTH + 1);
  const first = jsonRecords(json, 0, FIELDS, rows);
  t.deepEqual([first.count, first.end], [2, 2 * (RECORD.length + 1)]);
  t.deepEqual([...rows], [...ROW, 0, ...ROW, 0, 0]);
  const second = jsonRecords(json, first.end, FIELDS, rows);
  t.deepEqual([second.count, second.end], [1, json.length]);
});

const double = fc
  .double({ min: -1e15, max: 1e15, noNaN: true })
  .filter((value) => value === 0 || Math.abs(value) > 1e-10);
test('what JSON.stringify writes of doubles comes back, from every place at which the text is cut', (t) => {
  const record = fc.record({
    image_id: fc.integer(),
    bbox: fc.tuple(double, double, double, double),
    score: double,
  });
  const property = fc.property(fc.array(record, { maxLength: 4 }), fc.nat(), (records, cut) => {
    const json = Buffer.from(records.map((value) => `${JSON.stringify(value)},`).join('\n'));
    // Whole numbers of many digits are left to others.
    const isLong = (value: number) => /^-?\d{16,}$/.test(JSON.stringify(value));
    const plain = records.findIndex(({ bbox, score }) => [...bbox, score].some(isLong));
    const expected = (plain < 0 ? records : records.slice(0, plain)).map(({ image_id, bbox, score }, i) => [
      ...[image_id, ...bbox, score].map((value) => value + 0),
      i,
    ]);
    const { rows } = read(json);
    t.deepEqual([...rows], expected.flat());
    const part = read(json.subarray(0, cut % (json.length + 1)));
    t.deepEqual([...part.rows], expected.flat().slice(0, part.rows.length));
  });
  fc.assert(property);
});

test('numbers are rounded as JSON.parse rounds them, halves to the even double', (t) => {
  const halves = fc.nat(1e6).map((i) => `${2n ** 53n + 2n * BigInt(i) + 1n}.${'0'.repeat(i % 4)}`);
  const quarters = fc
    .tuple(fc.bigInt(2n ** 51n, 2n ** 53n), fc.constantFrom('125', '25', '375', '5', '625', '75', '875'))
    .map(([whole, rest]) => `${whole}.${rest}`);
  const any = fc
    .tuple(fc.boolean(), fc.bigInt(0n, 10n ** 19n - 1n), fc.integer({ min: -22, max: 27 }))
    .map(([minus, mantissa, scale]) => `${minus ? '-' : ''}${mantissa}e${-scale}`);
  const property = fc.property(fc.oneof(halves, quarters, any), (text) => {
    const { rows, count } = read(`${RECORD.replace('0.25', text.replace(/\.$/, ''))},`);
    if (count === 1) t.true(Object.is(rows[5], JSON.parse(text.replace(/\.$/, ''))), text);
    // Other numbers are left to JSON.parse.
    else t.regex(text, /^\d{16,}\.?$|^-?\d{16,}e[1-9]/);
  });
  fc.assert(property, { numRuns: 2000 });
});

test('zero is zero, whatever its exponent', (t) => {
  for (const text of ['0', '-0', '0.0', '0e-27', '-0.0000e22', `0.${'0'.repeat(27)}`])
    t.true(Object.is(read(`${RECORD.replace('0.25', text)},`).rows[5], JSON.parse(text)), text);
});

const OTHERS: readonly [what: string, json: string][] = [
  ['no comma behind it', RECORD],
  ['the end of the array behind it', `${RECORD}]`],
  ['another value', '5,'],
  ['a field that is missing', '{"image_id": 3, "score": 0.25},'],
  ['too few numbers', RECORD.replace('[1, ', '[')],
  ['too many numbers', RECORD.replace('[1, ', '[0, 1, ')],
  ['a number for a list', RECORD.replace(/\[.*\]/, '1')],
  ['a string for a number', RECORD.replace('3,', '"3",')],
  ['null for a number', RECORD.replace('0.25', 'null')],
  ['NaN', RECORD.replace('0.25', 'NaN')],
  ['Infinity', RECORD.replace('0.25', 'Infinity')],
  ['more than a double', RECORD.replace('0.25', '1e999')],
  ['a whole number of 16 digits', RECORD.replace('3,', '9007199254740993,')],
  ['more digits than can be rounded exactly', RECORD.replace('0.25', '0.12345678901234567890')],
  ['a number that is too small', RECORD.replace('0.25', '1.5e-300')],
  ['an exponent of many digits', RECORD.replace('0.25', '0e99999999999999999999')],
  ['a sign', RECORD.replace('0.25', '+0.25')],
  ['a leading zero', RECORD.replace('0.25', '00.25')],
  ['no digit before the point', RECORD.replace('0.25', '.25')],
  ['no digit behind the point', RECORD.replace('0.25', '25.')],
  ['no exponent', RECORD.replace('0.25', '25e')],
  ['hexadecimal digits', RECORD.replace('0.25', '0x1p3')],
  ['an escape in a key', RECORD.replace('score', '\\u0073core')],
  ['a line break in a string', RECORD.replace('"score"', '"a": "\n", "score"')],
  ['a wrong word', RECORD.replace('"score"', '"a": nul, "score"')],
  ['a comma too many', RECORD.replace('}', ',}')],
  ['a comma too few', RECORD.replace('], ', '] ')],
  ['lists in lists', RECORD.replace('"score"', `"a": ${'['.repeat(9e4)}${']'.repeat(9e4)}, "score"`)],
];
for (const [what, json] of OTHERS)
  test(`reading stops before ${what}`, (t) => {
    const text = json.endsWith(',') || what.includes('behind it') ? json : `${json},`;
    const { rows, end } = read(`${RECORD},${text}`);
    t.deepEqual([...rows], [...ROW, 0]);
    t.is(end, RECORD.length + 1);
  });

test('values of other types, and widths that are not whole numbers, are errors', (t) => {
  const [json, rows] = [Buffer.from(RECORD), new Float64Array(9)];
  for (const call of [
    () => jsonRecords(RECORD as never, 0, FIELDS, rows),
    () => jsonRecords(json, 0, FIELDS, new Float32Array(9) as never),
    () => jsonRecords(json, 0, { score: 0 }, rows),
    () => jsonRecords(json, 0, { score: 1.5 }, rows),
  ])
    t.throws(call, { instanceOf: ArgumentError });
});

test('a place behind the text, and records without fields, are errors', (t) => {
  t.throws(() => read(RECORD, 1000), { message: /the text ends before 1000/ });
  t.throws(() => jsonRecords(Buffer.from(RECORD), 0, {}, new Float64Array(9)), { message: /1 to 63 fields/ });
});
