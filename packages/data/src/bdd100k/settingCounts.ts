import type { SplitSetting } from '../splits/split.js';

/** Number of labelled frames for each task in BDD100K (section 5.1 and appendix A of the paper). */
export const SETTING_COUNTS: Readonly<
  Record<Exclude<SplitSetting, 'full'>, Readonly<Record<string, number>>>
> = {
  'disjoint-normal': { drivable: 20_000, det: 10_000, sem_seg: 7_000 },
  'disjoint-balance': { drivable: 7_000, det: 7_000, sem_seg: 7_000 },
};
