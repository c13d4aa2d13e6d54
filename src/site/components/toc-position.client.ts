/** Marks in every table of contents the heading the reader is under; on a phone also closes the list after a choice. */
const lists = [...document.querySelectorAll<HTMLElement>('[data-kb-toc]')];
const links = new Map<string, HTMLAnchorElement[]>();
for (const link of lists.flatMap((list) => [...list.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')])) {
  const id = decodeURIComponent(link.hash.slice(1));
  links.set(id, [...(links.get(id) ?? []), link]);
}
const targets = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);

let shown: string | undefined;

function mark(): void {
  const line = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 8;
  const atBottom = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const above = targets.filter((target) => target.getBoundingClientRect().top <= line);
  const last = scrollY > 0 && atBottom ? targets.filter((target) => target.getBoundingClientRect().top < innerHeight).at(-1) : above.at(-1);
  const id = (last ?? targets[0])?.id;
  if (id === undefined || id === shown) return;
  for (const link of links.get(shown ?? '') ?? []) link.removeAttribute('aria-current');
  for (const link of links.get(id) ?? []) link.setAttribute('aria-current', 'true');
  shown = id;
  const name = links.get(id)?.[0]?.textContent?.replace(/\s+/gu, ' ').trim() ?? '';
  for (const here of document.querySelectorAll('[data-kb-toc-here]')) here.textContent = id === targets[0]?.id ? '' : name;
}

let waiting = false;
function soon(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    mark();
  });
}

addEventListener('scroll', soon, { passive: true });
addEventListener('resize', soon, { passive: true });
soon();

document.addEventListener('click', (event) => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('.kb-mobile-toc details[open]')) {
    const inside = event.target instanceof Node && details.contains(event.target);
    if (!inside || (event.target instanceof Element && event.target.closest('a') !== null)) details.open = false;
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const details of document.querySelectorAll<HTMLDetailsElement>('.kb-mobile-toc details[open]')) {
    details.open = false;
    details.querySelector('summary')?.focus();
  }
});
