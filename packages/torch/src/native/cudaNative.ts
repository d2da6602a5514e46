// What the addon exports for devices beside the host (native/addon/cuda*.cpp).

/** An event of the addon, for its own calls. */
export type NativeEvent = { readonly __event: unique symbol };
/** A recording of the addon, for its own calls. */
export type NativeRecording = { readonly __recording: unique symbol };

export interface CudaNative {
  /** -1 where LibTorch does not support the kind of device. */
  deviceCount(type: string): number;
  currentDevice(type: string): number;
  exchangeDevice(device: string): number;
  synchronizeDevice(device: string): void;
  describeDevice(device: string): Record<string, unknown> | null;
  newStream(device: string, priority: number): bigint;
  currentStream(device: string): bigint;
  defaultStream(device: string): bigint;
  exchangeStream(device: string, id: bigint): bigint;
  queryStream(device: string, id: bigint): boolean;
  synchronizeStream(device: string, id: bigint): void;
  recordStream(slot: number, generation: number, device: string, id: bigint): void;
  newEvent(device: string, timing: boolean): NativeEvent;
  recordEvent(event: NativeEvent, device: string, id: bigint): void;
  waitEvent(event: NativeEvent, device: string, id: bigint): void;
  queryEvent(event: NativeEvent): boolean;
  synchronizeEvent(event: NativeEvent): void;
  elapsedTime(event: NativeEvent, later: NativeEvent): number;
  memoryStatistics(device: string): unknown;
  resetMemory(device: string, peak: boolean): void;
  emptyCache(type: string): void;
  memoryInfo(device: string): [free: number, total: number];
  flag(name: string): boolean;
  setFlag(name: string, on: boolean): void;
  float32MatmulPrecision(): 'highest' | 'high' | 'medium';
  setFloat32MatmulPrecision(name: string): void;
  newRecording(device: string): NativeRecording;
  beginRecording(recording: NativeRecording, after: NativeRecording | null): void;
  cacheAutocast(enabled: boolean): boolean;
  endRecording(recording: NativeRecording): void;
  replayRecording(recording: NativeRecording): void;
  resetRecording(recording: NativeRecording): void;
}
