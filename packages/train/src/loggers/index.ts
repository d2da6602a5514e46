export { type LoggedRun, type Logger, registerLogger } from './logger.js';
export { TensorBoardLogger } from './tensorBoard.js';
