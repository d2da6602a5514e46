/** Style of the page of runs, in addition to that of all pages. */
export const PAGE_STYLE = `
:root { --hot: 37 99 235; }
@media (prefers-color-scheme: dark) { :root { --hot: 122 162 255; } }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
main { padding-top: 28px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
code { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
header { margin-bottom: 12px; }
header p { margin: 0 0 8px; overflow-wrap: anywhere; }
nav {
  position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 8px 0; margin-bottom: 16px;
  background: var(--paper); border-bottom: 1px solid var(--line); font-size: 14px;
}
section { scroll-margin-top: 48px; }
h2 { scroll-margin-top: 56px; margin: 40px 0 12px; }
.connection { margin: 0; color: var(--bad); }
.controls { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 20px; margin-bottom: 14px; font-size: 14px; }
.controls label { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 8px; }
input[type="range"] { width: 160px; accent-color: var(--accent); }
input[type="checkbox"] { accent-color: var(--accent); width: 16px; height: 16px; margin: 0; }
button, select {
  font: inherit; font-size: 14px; color: var(--ink); background: var(--card); border: 1px solid var(--line);
  border-radius: 8px; padding: 4px 12px; cursor: pointer;
}
button:hover, select:hover { border-color: var(--soft); }
.choices { display: flex; flex-wrap: wrap; gap: 6px 18px; border: 0; margin: 8px 0 0; padding: 0; font-size: 14px; }
.choices legend { padding: 0; font-size: 13px; }
.choice { display: inline-flex; align-items: center; gap: 7px; cursor: pointer; min-width: 0; overflow-wrap: anywhere; }
.choice .pill { font-size: 11px; padding: 0 7px; margin: 0; }
.swatch { width: 14px; height: 14px; border-radius: 4px; flex: none; }
.group > summary { font-size: 16px; margin: 18px 0 10px; }
.charts { grid-template-columns: repeat(auto-fill, minmax(min(100%, 480px), 1fr)); }
.chart { margin: 0; padding: 16px 16px 8px; }
.chart h3 { margin: 0 0 6px; overflow-wrap: anywhere; }
section > div > .card { margin-bottom: 16px; }
.grid > .card { margin-bottom: 0; }
.note { font-size: 12px; font-weight: 400; }
.plot { width: 100%; min-width: 0; overflow: hidden; border-radius: 6px; }
.u-select { background: rgb(var(--hot) / 0.15); }
.u-cursor-x, .u-cursor-y { border-color: var(--soft) !important; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 6px; align-items: center; font-size: 13px; margin-bottom: 6px; }
.legend .at { min-width: 84px; }
.legend button {
  display: inline-flex; flex-wrap: wrap; align-items: center; gap: 0 6px; padding: 1px 7px; border-color: transparent; background: none;
  font-size: 13px; text-align: left; max-width: 100%;
}
.legend button:hover { border-color: var(--line); }
.legend svg { display: inline-block; width: 24px; flex: none; }
.legend .name { overflow-wrap: anywhere; min-width: 0; }
.legend .value { color: var(--soft); min-width: 46px; }
.legend button[aria-pressed="false"] { opacity: 0.55; text-decoration: line-through; }
.scroll { overflow-x: auto; max-width: 100%; }
.scroll + .scroll, #scores > div + div { margin-top: 20px; }
.scroll th[scope="row"] { font: inherit; color: inherit; text-align: left; padding-left: 0; overflow-wrap: break-word; }
.scroll thead th:first-child { text-align: left; padding-left: 0; }
.differs { font-weight: 600; overflow-wrap: anywhere; }
.bar { min-width: 60px; }
.confusion { width: auto; font-size: 13px; }
.confusion th[scope="row"] { white-space: nowrap; padding-right: 10px; position: sticky; left: 0; background: var(--card); }
.confusion td {
  padding: 4px; min-width: 34px; height: 30px; text-align: center; border: 1px solid var(--card);
  background: rgb(var(--hot) / calc(var(--share) * 0.75));
}
@media (prefers-color-scheme: dark) { .confusion td.strong { color: #0b0d0f; } }
.confusion td.right { outline: 1px solid var(--soft); outline-offset: -2px; }
.confusion th.turned { height: 110px; padding: 0; vertical-align: bottom; }
.confusion th.turned span { display: inline-block; writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
.frame { margin-bottom: 16px; }
.side { display: grid; gap: 12px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
figure { margin: 0 0 12px; min-width: 0; }
.picture { display: block; width: 100%; padding: 0; border: 0; background: none; cursor: zoom-in; }
dialog {
  width: min(96vw, 1800px); max-width: 96vw; max-height: 94vh; border: 1px solid var(--line); border-radius: 12px; padding: 12px;
  background: var(--card); color: var(--ink);
}
dialog::backdrop { background: rgb(0 0 0 / 0.7); }
dialog form { display: flex; gap: 14px; align-items: center; margin-bottom: 10px; font-size: 14px; }
dialog img { display: block; width: 100%; min-width: min(1100px, 220vw); background: #fff; border-radius: 6px; }
dialog p { margin: 8px 0 0; color: var(--soft); font-size: 14px; overflow-wrap: anywhere; }
@media (max-width: 600px) { main { padding: 20px 14px 64px; } .card { padding: 14px; } h1 { font-size: 26px; } }
`;
