export { boxIou } from './boxIou.js';
