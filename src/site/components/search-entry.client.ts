/** Buttons outside the header that open its search. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-kb-search]')) {
  button.addEventListener('click', (event) => {
    // The search closes itself on any click outside that reaches the window, this one included.
    event.stopPropagation();
    document.querySelector<HTMLButtonElement>('site-search button[data-open-modal]')?.click();
  });
}
