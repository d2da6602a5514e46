// The page as one HTML text: style, scripts and data are inside, so it needs no other file and no network.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { escapeXml, withoutControls } from '../report/raster.js';
import { STYLE } from '../report/style.js';
import { PAGE_STYLE } from './style.js';
import type { PageData } from './view.js';

/** An HTML page, and the policy under which a browser runs its scripts and nothing else. */
export interface Page {
  html: string;
  /** Value of the header `Content-Security-Policy`. */
  policy: string;
}

/** Makes the page for the given runs, or for those that its server sends (`live`). */
export function makePage(data: PageData): Page {
  const nonce = randomBytes(16).toString('base64url');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `img-src data:${data.live ? " 'self'" : ''}`,
    `connect-src ${data.live ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeXml(data.title)}</title>
<style nonce="${nonce}">${plotFile('uPlot.min.css')}${STYLE}${PAGE_STYLE}</style>
</head>
<body>
<main><noscript>This page draws its curves with scripts, which are turned off.</noscript></main>
<script nonce="${nonce}" type="application/json" id="data">${inScript(JSON.stringify(data))}</script>
<script nonce="${nonce}">${plotFile('uPlot.iife.min.js')}</script>
<script nonce="${nonce}" type="importmap">${JSON.stringify({ imports: modules() })}</script>
<script nonce="${nonce}" type="module">import 'page/main.js';</script>
</body>
</html>
`;
  return { html, policy };
}

/** JSON that cannot end the script element around it. */
const inScript = (json: string): string => withoutControls(json).replaceAll('<', '\\u003c');

const plotFile = (name: string): string =>
  readFileSync(createRequire(import.meta.url).resolve(`uplot/dist/${name}`), 'utf8');

/**
 * The page's modules, by the names under which they import each other. Data URIs cannot be relative, so
 * `./charts.js` becomes `page/charts.js`.
 */
function modules(): Record<string, string> {
  const folder = fileURLToPath(new URL('../browser/', import.meta.url));
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const entries = files.map((file) => {
    const source = readFileSync(`${folder}${file}`, 'utf8')
      .replace(/ from '\.\//g, " from 'page/")
      .replace(/^\/\/# sourceMappingURL=.*$/m, '');
    return [`page/${file}`, `data:text/javascript;base64,${Buffer.from(source).toString('base64')}`];
  });
  return Object.fromEntries(entries);
}
