// Elements without HTML texts: names of classes and files are never parsed as HTML.

type Child = Node | string;
type Props = Record<string, string | number | boolean | EventListener>;

/** Makes an element. Functions are listeners (`onclick`), true is an attribute without value. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/** An element of index.html. */
export const byId = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
