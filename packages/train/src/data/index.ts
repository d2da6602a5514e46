// The built-in kinds of data.
import { BDD100K_DATA } from './bdd100k.js';
import { COCO_DATA } from './coco.js';
import { registerData } from './kind.js';
import { NUIMAGES_DATA } from './nuimages.js';
import { SCENES_DATA } from './scenes.js';

registerData(BDD100K_DATA);
registerData(SCENES_DATA);
registerData(NUIMAGES_DATA);
registerData(COCO_DATA);

export { dataKinds, kindOf, registerData } from './kind.js';
