import type { Inventory } from '../../inventory/index.ts';
import { quantityText } from '../../inventory/index.ts';

type Threshold = Inventory['networks']['thresholds'][string];
type Measure = Inventory['networks']['serviceLevels'][string];

const SIGN = { lower: 'выше', higher: 'ниже' } as const;

/** «Попадания в кэш: внимание ниже 95 %, критично ниже 90 %». */
export function thresholdText({ name, unit, better, attention, critical, limit, note }: Threshold): string {
  const sign = SIGN[better];
  const bounds = `внимание ${sign} ${quantityText(attention, unit)}, критично ${sign} ${quantityText(critical, unit)}`;
  return `${name}: ${bounds}${limit === undefined ? '' : `, всего ${quantityText(limit, unit)}`}${note === undefined ? '' : ` (${note})`}`;
}

/** «≥ 99,5 %», «≤ 500 мс»: signs, because words would change the case of the unit. */
export function measureText({ value, unit, better }: Measure): string {
  return `${better === undefined ? '' : better === 'higher' ? '≥ ' : '≤ '}${quantityText(value, unit)}`;
}
