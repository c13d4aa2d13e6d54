/** Names for what libraries leave nameless: a screen reader could not tell these apart. */

/** Expressive Code makes a block that scrolls sideways a region, and a block that fits an ordinary one again. */
const blocks = [...document.querySelectorAll<HTMLElement>('.expressive-code pre')];

function nameBlock(block: HTMLElement): void {
  if (block.getAttribute('role') === 'region') block.setAttribute('aria-label', `Код ${blocks.indexOf(block) + 1}`);
  else block.removeAttribute('aria-label');
}

const roles = new MutationObserver((changes) => {
  for (const { target } of changes) if (target instanceof HTMLElement) nameBlock(target);
});
for (const block of blocks) {
  nameBlock(block);
  roles.observe(block, { attributeFilter: ['role'] });
}

/** Pagefind draws its field when the browser is idle and names it by `title` alone. */
const search = document.querySelector('#starlight__search');
if (search !== null) {
  new MutationObserver((_, observer) => {
    const field = search.querySelector<HTMLInputElement>('input');
    if (field === null) return;
    field.setAttribute('aria-label', field.title || 'Поиск');
    observer.disconnect();
  }).observe(search, { childList: true, subtree: true });
}
