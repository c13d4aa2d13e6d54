import { SectionNumber } from '../../knowledge/index.ts';
import type { SidebarEntry, SidebarLink } from '../sidebar.ts';
import type { Status } from './status-words.ts';
import { STATUS_WORDS } from './status-words.ts';

/** One row of the tree: a link, and the rows its arrow unfolds. */
export interface SidebarItem {
  readonly href: string;
  readonly number: SectionNumber | undefined;
  readonly name: string;
  readonly status: Status | undefined;
  readonly isCurrent: boolean;
  readonly open: boolean;
  readonly entries: readonly SidebarEntry[];
}

/** Joins each group with its own page, which `sidebarEntries` puts first inside it. A group without one cannot be clicked and is left out. */
export function sidebarItems(entries: readonly SidebarEntry[]): SidebarItem[] {
  return entries.flatMap((entry) => {
    if (entry.type === 'link') return [item(entry, [], false)];
    const [own, ...rest] = entry.entries;
    return own?.type === 'link' ? [item(own, rest, !entry.collapsed)] : [];
  });
}

function item(link: SidebarLink, entries: readonly SidebarEntry[], open: boolean): SidebarItem {
  const number = SectionNumber.parse(String(link.attrs['data-number'] ?? ''));
  const status = String(link.attrs['data-status'] ?? '');
  return {
    href: link.href,
    number,
    name: number === undefined ? link.label : link.label.slice(number.length).trimStart(),
    status: isStatus(status) ? status : undefined,
    isCurrent: link.isCurrent,
    open,
    entries,
  };
}

function isStatus(text: string): text is Status {
  return Object.hasOwn(STATUS_WORDS, text);
}
