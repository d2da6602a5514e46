// Elements without HTML texts: what comes from a run is never parsed as HTML.

type Child = Node | string | null | undefined | false;
type Props = Record<string, string | number | boolean | EventListener | undefined>;

/** Makes an element. Functions are listeners (`onclick`), true is an attribute without value. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), props, children);
}

/** Makes an SVG element. */
export const svg = (tag: string, props: Props = {}, ...children: Child[]): SVGElement =>
  filled(document.createElementNS('http://www.w3.org/2000/svg', tag), props, children);

function filled<E extends Element>(element: E, props: Props, children: Child[]): E {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** What was drawn last into each element. */
const drawn = new WeakMap<Element, string>();

/** Draws an element's content, unless it was drawn from the same values before: focus and scrolling stay. */
export function redraw(element: Element, values: unknown, draw: () => Child[]): void {
  const key = JSON.stringify(values);
  if (drawn.get(element) === key) return;
  drawn.set(element, key);
  element.replaceChildren(
    ...draw().filter((child) => child !== null && child !== undefined && child !== false),
  );
}

export function table(
  rows: readonly (readonly (string | Node)[])[],
  head: readonly string[] = [],
): HTMLElement {
  const titles =
    head.length > 0 && h('thead', {}, h('tr', {}, ...head.map((cell) => h('th', { scope: 'col' }, cell))));
  const body = rows.map((row) =>
    h('tr', {}, ...row.map((cell, i) => (i === 0 ? h('th', { scope: 'row' }, cell) : h('td', {}, cell)))),
  );
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': head[0] || 'table' },
    h('table', {}, titles, h('tbody', {}, ...body)),
  );
}

export const card = (...children: Child[]): HTMLElement => h('div', { class: 'card' }, ...children);
