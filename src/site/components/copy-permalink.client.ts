/** A click on a permanent link copies it. Without this script, or without a clipboard, the link stays a link. */
const SAID_FOR_MS = 2_000;

const voice = document.createElement('span');
voice.className = 'sr-only';
voice.setAttribute('role', 'status');
document.body.append(voice);

document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (!(event.target instanceof Element) || navigator.clipboard === undefined) return;
  const link = event.target.closest<HTMLAnchorElement>('a[data-permalink], a.sl-anchor-link');
  if (link === null) return;
  // The link of a heading also moves to the heading, as everywhere; the link of the page would only reload it.
  if (link.dataset['permalink'] !== undefined) event.preventDefault();
  navigator.clipboard.writeText(addressOf(link)).then(
    () => say(link),
    () => {
      if (event.defaultPrevented) location.assign(link.href);
    },
  );
});

/** `https://docs.tapbot.kz/06.01.03` when the heading is numbered, its anchor when it is not. */
function addressOf(link: HTMLAnchorElement): string {
  if (!link.classList.contains('sl-anchor-link')) return link.href;
  const number = link.previousElementSibling?.querySelector('.kb-number')?.textContent?.trim();
  return number === undefined ? link.href : `${location.origin}/${number}`;
}

function say(link: HTMLAnchorElement): void {
  const label = link.querySelector<HTMLElement>('[data-permalink-label]');
  const before = label?.textContent ?? '';
  if (before !== 'Скопировано' && label !== null) label.textContent = 'Скопировано';
  link.dataset['copied'] = '';
  voice.textContent = 'Скопировано';
  setTimeout(() => {
    if (before !== 'Скопировано' && label !== null) label.textContent = before;
    delete link.dataset['copied'];
    voice.textContent = '';
  }, SAID_FOR_MS);
}
