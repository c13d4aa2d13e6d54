/** An entry of Starlight's table of contents. */
export interface TocItem {
  readonly text: string;
  readonly slug: string;
  readonly children: readonly TocItem[];
}

/** On the home page the sections stand before everything else, so they do in its table of contents. */
export function sectionsFirst(items: readonly TocItem[]): readonly TocItem[] {
  const isSections = ({ text }: TocItem): boolean => text === 'Разделы';
  const [overview, ...rest] = items;
  if (overview === undefined || !rest.some(isSections)) return items;
  return [overview, ...rest.filter(isSections), ...rest.filter((item) => !isSections(item))];
}
