// Objects of classes that are known to be plain data: their attributes, by name.
import { Built, PickleError, type Value } from './values.js';

export class PlainObject extends Built {
  attributes = new Map<Value, Value>();

  constructor(readonly type: string) {
    super();
  }

  override setState(state: Value): void {
    if (!(state instanceof Map)) throw new PickleError(`the state of a ${this.type} is not a dict`);
    this.attributes = state;
  }
}

/** A TorchScript module or object, read for its tensors; its code stays where it is. */
export class ScriptObject extends PlainObject {
  override setState(state: Value): void {
    // What __getstate__ made is for the object's own code to understand.
    if (state instanceof Map) super.setState(state);
  }
}
