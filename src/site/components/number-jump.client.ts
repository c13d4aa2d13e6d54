import { readTypedNumber } from './nearest-numbers.ts';

/** Sends the field «Номер» straight to `/08.01.03`, whatever way the number is typed. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-kb-jump]')) {
  const field = form.querySelector('input');
  const problem = form.querySelector('[data-kb-jump-problem]');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const number = readTypedNumber(field?.value ?? '');
    if (number !== undefined) location.assign(`/${number}`);
    else if (problem !== null) problem.textContent = 'Это не номер. Номер — две цифры, дальше через точку: 08, 08.01, 08.01.03. Слова ищите поиском.';
  });
  field?.addEventListener('input', () => {
    if (problem !== null) problem.textContent = '';
  });
}

// A form sent before this script was ready, or a bookmark: /?number=08.01
const asked = readTypedNumber(new URLSearchParams(location.search).get('number') ?? '');
if (asked !== undefined) location.replace(`/${asked}`);
