// The built-in kinds and tasks.
import { BDD100K_TASK_DEFINITIONS } from '../bdd100k/tasks.js';
import { BOXES_TASK } from './boxes/index.js';
import { CLASS_MAP_TASK } from './classMap/index.js';
import { FIELD_TASK } from './field/index.js';
import { registerTaskKind, type TaskKind } from './kind.js';
import { registerTask } from './task.js';

for (const kind of [BOXES_TASK, CLASS_MAP_TASK, FIELD_TASK] as TaskKind[]) registerTaskKind(kind);
for (const task of BDD100K_TASK_DEFINITIONS) registerTask(task);

export { registerTaskKind, taskKind } from './kind.js';
export {
  definitionOf,
  registeredTasks,
  registerTask,
  type Task,
  taskOf,
  tasksOf,
  taskTitle,
} from './task.js';
