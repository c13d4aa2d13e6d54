import type { Element } from 'hast';
import type { View } from '../../inventory/index.ts';
import { costTables } from './cost-tables.ts';
import { domainTable } from './domain-table.ts';
import { memoryBars } from './memory-bars.ts';
import { portMaps } from './port-map.ts';
import { serverTable } from './server-table.ts';
import { serviceCard } from './service-card.ts';
import { serviceTable } from './service-table.ts';
import { topologyFigure } from './topology-figure.ts';
import type { ViewContext } from './view-context.ts';

/** Draws a view of the inventory. Pure but for the wait for Graphviz, which `topology` alone needs. */
export async function renderView(context: ViewContext, view: View): Promise<Element[]> {
  switch (view.kind) {
    case 'servers':
      return [serverTable(context, view)];
    case 'services':
      return [serviceTable(context, view)];
    case 'service': {
      const service = context.inventory.services.get(view.id);
      return service === undefined ? [] : [serviceCard(context, service, { anchored: false })];
    }
    case 'ports':
      return portMaps(context, view);
    case 'topology':
      return [await topologyFigure(context, view)];
    case 'domains':
      return [domainTable(context, view)];
    case 'costs':
      return costTables(context, view);
    case 'memory':
      return memoryBars(context, view);
  }
}
