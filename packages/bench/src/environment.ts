/** What @cotrain/torch sets for itself while it loads (native/addon.ts there). */
const OWN: Readonly<Record<string, string>> = { GOMP_SPINCOUNT: '30000', KINETO_LOG_LEVEL: '99' };

/**
 * The environment without what our own addon has set in it: peers are measured as their users run them, and
 * each of our processes sets it again.
 */
export const userEnvironment = (env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name, value]) => OWN[name] !== value));
