import type { Inventory, Service } from '../../inventory/index.ts';
import type { PageRecord } from '../../knowledge/index.ts';

/** Services that a page describes or keeps the procedures of, in the order of the inventory. */
export function servicesOfPage({ services }: Pick<Inventory, 'services'>, { number }: Pick<PageRecord, 'number'>): Service[] {
  if (number === undefined) return [];
  const isHere = (topic: string | undefined): boolean => topic !== undefined && (topic === number || topic.startsWith(`${number}.`));
  return [...services.values()].filter(({ lifecycle, document, runbook }) => lifecycle !== 'retired' && (isHere(document) || isHere(runbook)));
}
