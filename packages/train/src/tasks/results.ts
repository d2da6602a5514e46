// What a loaded run predicts, as programs read it.
import type { Edges, FieldMap, LabelMask, Rgb } from '@cotrain/data';

/** An object that was found in an image. */
export interface FoundObject {
  className: string;
  /** Place of `className` in the task's classes. */
  classId: number;
  /** 0..1. */
  score: number;
  /** Half-open edges in pixels of the image. */
  box: Edges; // [x1, y1, x2, y2]
}

/** Objects, best score first. */
export interface BoxesResult {
  kind: 'boxes';
  objects: FoundObject[];
}

/** A class for each pixel of the image: `classes[data[y * width + x]]`. */
export interface ClassMapResult extends LabelMask {
  kind: 'classMap';
  /** By class id. The colours are those of `cotrain predict`'s pictures. */
  classes: { name: string; color: Rgb }[];
}

/** A number for each pixel of the image, such as depth in metres: `data[y * width + x]`. */
export interface FieldResult extends FieldMap {
  kind: 'field';
}

/** The result of a kind of task other than these: its prediction as it is on the host. */
export interface OtherResult<Found = unknown> {
  kind: 'other';
  found: Found;
}

/** Result of one task for an image: boxes, a class map, a field, or a registered kind's own form. */
export type TaskResult = BoxesResult | ClassMapResult | FieldResult | OtherResult;

/**
 * Results by the names of tasks. A task of your own is typed once you declare it here:
 *
 * @example declare module '@cotrain/train' { interface TaskResults { parking?: ClassMapResult } }
 */
export interface TaskResults {
  det?: BoxesResult;
  sem_seg?: ClassMapResult;
  drivable?: ClassMapResult;
  lane_direction?: ClassMapResult;
  lane_style?: ClassMapResult;
  lane_category?: ClassMapResult;
  depth?: FieldResult;
  [task: string]: TaskResult | undefined;
}
