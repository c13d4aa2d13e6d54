import { SectionNumber } from '../../knowledge/section-number.ts';
import { nearestNumbers, numberInAddress } from './nearest-numbers.ts';

/** On the 404 page: says which address was asked for and suggests the numbers closest to it. */
const SUGGESTIONS = 5;

const lost = document.querySelector<HTMLElement>('[data-kb-lost]');
const box = document.querySelector<HTMLElement>('[data-kb-suggestions]');
const list = box?.querySelector('ul') ?? null;
const wanted = numberInAddress(decoded(location.pathname));

const address = lost?.querySelector('code');
if (address && lost !== null) {
  address.textContent = decoded(location.pathname);
  lost.hidden = false;
}
if (wanted !== undefined && box !== null && list !== null) {
  const places = await readPlaces();
  const nearest = nearestNumbers(wanted, [...places.keys()], SUGGESTIONS);
  list.replaceChildren(...nearest.flatMap((number) => suggestion(number, places.get(number))));
  box.hidden = nearest.length === 0;
}

interface Place {
  readonly name: string;
  readonly url: string;
}

/** Every number of the site, from the file the build writes; none when it cannot be read. */
async function readPlaces(): Promise<ReadonlyMap<SectionNumber, Place>> {
  const response = await fetch('/numbers.json').catch(() => undefined);
  if (response?.ok !== true) return new Map();
  const places: Record<string, Place> = await response.json();
  return new Map(
    Object.entries(places).flatMap(([text, place]) => {
      const number = SectionNumber.parse(text);
      return number === undefined ? [] : [[number, place] as const];
    }),
  );
}

function suggestion(number: SectionNumber, place: Place | undefined): HTMLLIElement[] {
  if (place === undefined) return [];
  const mark = document.createElement('span');
  mark.className = 'kb-number';
  mark.textContent = number;
  const link = document.createElement('a');
  link.href = place.url;
  const name = document.createElement('span');
  name.textContent = place.name;
  link.append(mark, ' ', name);
  const item = document.createElement('li');
  item.append(link);
  return [item];
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
