/** What a task's outputs mean to those who show them. */
export interface TaskMetadata {
  /**
   * `boxes`: outputs `NAME.boxes` float32 [B, K, 4], `NAME.scores` float32 [B, K] and `NAME.classes` int64
   * [B, K]. `classMap`: `NAME` uint8 [B, H, W]. `field`: `NAME` float32 [B, H, W]. Other kinds are not drawn.
   */
  kind: string;
  /** Class names in the order of their ids. */
  classes: readonly string[];
  /** Title for readers. Default: the task's name. */
  title?: string;
  /** Red, green and blue by class id, 0-255. Default: distinct colours by position. */
  colors?: readonly (readonly [red: number, green: number, blue: number])[];
  /** Least score of the boxes that are shown at first. Default 0.3. */
  threshold?: number;
}

/** What is known of an exported model: its metadata under the key `cotrain`, and `model.json` beside it. */
export interface ModelMetadata {
  /** Version of this description: 1. */
  version: number;
  /** Name for readers. */
  name: string;
  /**
   * Size of the input in pixels. For a model that takes several sizes: the number that its sides must be
   * divisible by, and the usual size.
   */
  size:
    | { height: number; width: number }
    | { multipleOf: number; usual?: { height: number; width: number } | undefined };
  /** Tasks by name, which their outputs are named after. */
  tasks: Readonly<Record<string, TaskMetadata>>;
  /** Licence of the weights. Default: not known. */
  license?: string;
}
