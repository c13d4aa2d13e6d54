import type { Element, ElementContent } from 'hast';
import { servicesOn } from '../../inventory/index.ts';
import { costCard, costTables } from './cost-tables.ts';
import { domainTable } from './domain-table.ts';
import type { Child } from './element.ts';
import { contents, element } from './element.ts';
import { memoryBars } from './memory-bars.ts';
import { dockerNetworks, incidentLevels, networkCard, providerCard, serviceLevelTable, thresholdTable, upgradeCriteria } from './network-sections.ts';
import { personCard, projectCard } from './people-cards.ts';
import { portMaps } from './port-map.ts';
import { serverCard } from './server-card.ts';
import { serviceCard } from './service-card.ts';
import { topologyFigure } from './topology-figure.ts';
import type { ViewContext } from './view-context.ts';

/** A chapter of the page «Инвентарь». Its anchor and those of the cards are what facts lead to. */
export interface InventoryChapter {
  readonly depth: 2 | 3;
  readonly anchor: string;
  readonly title: string;
  readonly body: readonly ElementContent[];
}

/** The page «Инвентарь»: everything this build may show, in chapters. */
export async function inventoryChapters(context: ViewContext): Promise<InventoryChapter[]> {
  const { inventory } = context;
  const servers = [...inventory.servers.values()];
  const chapter = (depth: 2 | 3, anchor: string, title: string, ...body: readonly Child[]): InventoryChapter => ({
    depth,
    anchor,
    title,
    body: contents(body),
  });
  return [
    chapter(2, 'inventory-topology', 'Схема', await topologyFigure({ ...context, idPrefix: `${context.idPrefix}topology-` }, { level: 'services' })),
    chapter(2, 'inventory-servers', 'Серверы', cards(servers.map((server) => serverCard(context, server))), cards([providerCard(context)])),
    chapter(2, 'inventory-services', 'Сервисы'),
    ...servers.map((server) =>
      chapter(
        3,
        `inventory-services-${server.id}`,
        server.name,
        cards(servicesOn(inventory, server.id).map((service) => serviceCard(context, service, { anchored: true }))),
      ),
    ),
    chapter(2, 'inventory-people', 'Люди', cards([projectCard(context), ...[...inventory.people.values()].map((person) => personCard(context, person))])),
    chapter(2, 'inventory-domains', 'Домены', domainTable(context, {})),
    chapter(2, 'inventory-ports', 'Порты', portMaps(context, {})),
    chapter(2, 'networks', 'Сеть и пороги', cards([networkCard(context)])),
    chapter(3, 'inventory-docker', 'Сети Docker', dockerNetworks(context)),
    chapter(3, 'inventory-thresholds', 'Пороги ресурсов', thresholdTable(context)),
    chapter(3, 'inventory-levels', 'Цели качества', serviceLevelTable(context)),
    chapter(3, 'inventory-criteria', 'Когда пора расширяться', upgradeCriteria(context)),
    chapter(3, 'inventory-incidents', 'Уровни инцидентов', incidentLevels(context)),
    chapter(2, 'inventory-memory', 'Память', memoryBars(context, {})),
    chapter(2, 'costs', 'Деньги', costTables(context, { view: 'prices' }), cards([costCard(context)])),
    chapter(3, 'inventory-estimate', 'Смета на три года', costTables(context, { view: 'tco' })),
    chapter(3, 'inventory-upgrades', 'Цены расширений', costTables(context, { view: 'upgrades' })),
  ];
}

function cards(list: readonly Element[]): Element {
  return element('div', { className: ['kb-cards', 'not-content'] }, list);
}
