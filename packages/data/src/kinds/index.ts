import { BOXES } from './boxes.js';
import { CLASS_MAP } from './classMap.js';
import { FIELD } from './field.js';
import { type LabelKind, registerLabelKind } from './kind.js';

for (const kind of [BOXES, CLASS_MAP, FIELD] as LabelKind[]) registerLabelKind(kind);

export { labelKind } from './kind.js';
export { BOXES, CLASS_MAP, FIELD };
