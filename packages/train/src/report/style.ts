/** The report's style: system fonts, one accent colour, light or dark by the reader's setting. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfbfa; --card: #ffffff; --ink: #1d2125; --soft: #626b74; --line: #e4e6e8; --accent: #2563eb;
  --track: #eceff2; --good: #15803d; --bad: #b45309;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #121416; --card: #1a1d20; --ink: #e8eaec; --soft: #9aa4ae; --line: #2b3035; --accent: #7aa2ff;
    --track: #262b30; --good: #4ade80; --bad: #fbbf24;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
main { max-width: 1240px; margin: 0 auto; padding: 48px 24px 96px; }
header { margin-bottom: 32px; }
h1 { font-size: 34px; line-height: 1.2; letter-spacing: -0.02em; margin: 0 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 21px; letter-spacing: -0.01em; margin: 56px 0 16px; }
h3 { font-size: 16px; margin: 0 0 12px; }
.soft { color: var(--soft); }
.pill {
  display: inline-block; border: 1px solid currentColor; border-radius: 99px; padding: 0 10px; margin-right: 8px;
  font-size: 13px; font-weight: 600; color: var(--bad);
}
.pill.finished { color: var(--good); }
.grid { display: grid; gap: 16px; }
.two { grid-template-columns: repeat(auto-fit, minmax(min(100%, 500px), 1fr)); align-items: start; }
.tiles { grid-template-columns: repeat(auto-fill, minmax(165px, 1fr)); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px; min-width: 0; }
.tile { padding: 14px 18px; }
.tile b { display: block; font-size: 30px; line-height: 1.2; font-weight: 650; letter-spacing: -0.02em; }
.tile span { color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.card svg { display: block; width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; font-size: 15px; }
th, td { text-align: right; padding: 5px 0 5px 16px; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
tr:last-child td { border-bottom: 0; }
th { font-weight: 500; font-size: 13px; color: var(--soft); }
td.wide { width: 42%; }
.bar { height: 8px; border-radius: 4px; background: var(--track); overflow: hidden; }
.bar i { display: block; height: 100%; border-radius: 4px; background: var(--accent); }
figure { margin: 0 0 16px; }
figure img { display: block; width: 100%; height: auto; border-radius: 6px; background: #fff; padding: 8px; }
figcaption { color: var(--soft); font-size: 14px; margin-top: 6px; overflow-wrap: anywhere; }
pre {
  margin: 12px 0 0; overflow-x: auto; line-height: 1.5;
  font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
summary { cursor: pointer; font-weight: 600; }
table + table, h3:not(:first-child) { margin-top: 20px; }
@media print { body { background: #fff; } .card, figure { break-inside: avoid; } }
`;
