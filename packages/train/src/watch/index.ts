export { type WatchOptions, type WatchServer, watchRuns } from './server.js';
export { reportRuns } from './staticPage.js';
export { type ReportOptions, writeReport } from './writeReport.js';
