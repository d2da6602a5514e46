// Common parts of all pages. All text is escaped; each `body` is HTML.
import { escapeXml } from './raster.js';
import { STYLE } from './style.js';

/** A self-contained HTML page. @param subtitle HTML */
export function htmlPage(title: string, subtitle: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>
<header>
<h1>${escapeXml(title)}</h1>
<p class="soft">${subtitle}</p>
</header>
${body}
</main></body>
</html>
`;
}

/** Empty if there is no body. */
export function section(title: string, body: string): string {
  return body === '' ? '' : `<section><h2>${escapeXml(title)}</h2>${body}</section>`;
}

export function card(body: string): string {
  return `<div class="card">${body}</div>`;
}

/** Cards side by side, two in a row if there is space. */
export function cards(bodies: readonly string[]): string {
  return bodies.length === 0 ? '' : `<div class="grid two">${bodies.map(card).join('\n')}</div>`;
}

/** Large numbers, each with a label below. */
export function tileRow(tiles: readonly (readonly [value: string, label: string])[]): string {
  if (tiles.length === 0) return '';
  const each = tiles.map(
    ([value, label]) =>
      `<div class="card tile"><b>${escapeXml(value)}</b><span>${escapeXml(label)}</span></div>`,
  );
  return `<div class="grid tiles">${each.join('')}</div>`;
}

export function table(rows: readonly (readonly string[])[], head: readonly string[] = []): string {
  const titles = head.map((cell) => `<th>${escapeXml(cell)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeXml(cell)}</td>`).join('')}</tr>`);
  return `<table>${titles && `<thead><tr>${titles}</tr></thead>`}<tbody>${body.join('')}</tbody></table>`;
}

/** @param uri URI of the image, such as a data URI */
export function figure({ name, uri }: { name: string; uri: string }): string {
  const text = escapeXml(name);
  return `<figure class="card"><img src="${escapeXml(uri)}" alt="${text}" loading="lazy"><figcaption>${text}</figcaption></figure>`;
}
