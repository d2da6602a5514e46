import { readFileSync } from 'node:fs';
import { FileFormatError } from '@cotrain/torch';
import protobuf from 'protobufjs/light.js';

/** Fields of `ModelProto` and `StringStringEntryProto` (onnx.proto). */
const [IR_VERSION, METADATA_PROPS, KEY, VALUE] = [1, 14, 1, 2];

/**
 * Reads the `metadata_props` of an ONNX file without decoding its weights.
 *
 * @throws FileFormatError if the file is not an ONNX model
 */
export function readOnnxMetadata(path: string): Record<string, string> {
  const reader = protobuf.Reader.create(readFileSync(path));
  const entries: [string, string][] = [];
  let isModel = false;
  try {
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      if (tag >>> 3 === IR_VERSION) isModel = true;
      if (tag >>> 3 === METADATA_PROPS) entries.push(readEntry(reader.bytes()));
      else reader.skipType(tag & 7);
    }
  } catch (cause) {
    throw new FileFormatError(path, 'this is not an ONNX file, or it is cut off', { cause });
  }
  if (!isModel) throw new FileFormatError(path, 'this is not an ONNX file');
  return Object.fromEntries(entries);
}

function readEntry(bytes: Uint8Array): [key: string, value: string] {
  const reader = protobuf.Reader.create(bytes);
  const entry = { [KEY]: '', [VALUE]: '' };
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const field = tag >>> 3;
    if (field === KEY || field === VALUE) entry[field] = reader.string();
    else reader.skipType(tag & 7);
  }
  return [entry[KEY]!, entry[VALUE]!];
}
