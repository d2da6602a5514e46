// The messages of ONNX's file format that an export needs, by their published field numbers (onnx.proto).
import protobuf from 'protobufjs/light.js';

type Fields = Record<string, { rule?: 'repeated'; type: string; id: number }>;

const one = (type: string, id: number) => ({ type, id });
const many = (type: string, id: number) => ({ rule: 'repeated' as const, type, id });

const MESSAGES: Record<string, Fields> = {
  AttributeProto: {
    name: one('string', 1),
    f: one('float', 2),
    i: one('int64', 3),
    s: one('bytes', 4),
    t: one('TensorProto', 5),
    floats: many('float', 7),
    ints: many('int64', 8),
    strings: many('bytes', 9),
    type: one('int32', 20),
  },
  ValueInfoProto: { name: one('string', 1), type: one('TypeProto', 2), docString: one('string', 3) },
  NodeProto: {
    input: many('string', 1),
    output: many('string', 2),
    name: one('string', 3),
    opType: one('string', 4),
    attribute: many('AttributeProto', 5),
    docString: one('string', 6),
    domain: one('string', 7),
  },
  ModelProto: {
    irVersion: one('int64', 1),
    producerName: one('string', 2),
    producerVersion: one('string', 3),
    docString: one('string', 6),
    graph: one('GraphProto', 7),
    opsetImport: many('OperatorSetIdProto', 8),
    metadataProps: many('StringStringEntryProto', 14),
  },
  GraphProto: {
    node: many('NodeProto', 1),
    name: one('string', 2),
    initializer: many('TensorProto', 5),
    docString: one('string', 10),
    input: many('ValueInfoProto', 11),
    output: many('ValueInfoProto', 12),
    valueInfo: many('ValueInfoProto', 13),
  },
  TensorProto: {
    dims: many('int64', 1),
    dataType: one('int32', 2),
    name: one('string', 8),
    rawData: one('bytes', 9),
    externalData: many('StringStringEntryProto', 13),
    dataLocation: one('int32', 14),
  },
  Dimension: { dimValue: one('int64', 1), dimParam: one('string', 2) },
  TensorShapeProto: { dim: many('Dimension', 1) },
  TensorTypeProto: { elemType: one('int32', 1), shape: one('TensorShapeProto', 2) },
  TypeProto: { tensorType: one('TensorTypeProto', 1) },
  OperatorSetIdProto: { domain: one('string', 1), version: one('int64', 2) },
  StringStringEntryProto: { key: one('string', 1), value: one('string', 2) },
};

const root = protobuf.Root.fromJSON({
  nested: Object.fromEntries(Object.entries(MESSAGES).map(([name, fields]) => [name, { fields }])),
});
const ModelType = root.lookupType('ModelProto');

export interface StringEntry {
  key: string;
  value: string;
}

export interface TensorProto {
  name: string;
  dims: number[];
  dataType: number;
  /** Elements in little-endian order. Default: in another file. */
  rawData?: Uint8Array;
  externalData?: StringEntry[];
  /** 1 if the elements are in another file. Default 0. */
  dataLocation?: number;
}

export interface AttributeProto {
  name: string;
  type: number;
  f?: number;
  i?: number;
  s?: Uint8Array;
  t?: TensorProto;
  floats?: number[];
  ints?: number[];
  strings?: Uint8Array[];
}

export interface NodeProto {
  name: string;
  opType: string;
  input: string[];
  output: string[];
  attribute: AttributeProto[];
  docString?: string;
  domain?: string;
}

export interface ValueInfoProto {
  name: string;
  type: {
    tensorType: { elemType: number; shape?: { dim: { dimValue?: number; dimParam?: string }[] } };
  };
}

export interface GraphProto {
  name: string;
  node: NodeProto[];
  initializer: TensorProto[];
  input: ValueInfoProto[];
  output: ValueInfoProto[];
  docString?: string;
}

export interface ModelProto {
  irVersion: number;
  producerName: string;
  producerVersion?: string;
  docString?: string;
  graph: GraphProto;
  opsetImport: { domain: string; version: number }[];
  metadataProps: StringEntry[];
}

export function encodeModel(model: ModelProto): Uint8Array {
  return ModelType.encode(model as unknown as Record<string, unknown>).finish();
}

/** @throws an error of protobufjs if the bytes are not a model */
export function decodeModel(bytes: Uint8Array): ModelProto {
  const message = ModelType.decode(bytes);
  return ModelType.toObject(message, { longs: Number, arrays: true }) as unknown as ModelProto;
}
