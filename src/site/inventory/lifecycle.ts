import type { Element } from 'hast';
import type { Server, Service } from '../../inventory/index.ts';
import { element } from './element.ts';

/** States of servers and services, until a collector measures them. */
export type Lifecycle = Service['lifecycle'] | Server['lifecycle'];

/** One word each: they stand in chips and in the columns of tables. */
export const LIFECYCLE_WORDS: Readonly<Record<Lifecycle, string>> = {
  active: 'действует',
  prepared: 'подготовлен',
  planned: 'запланирован',
  retired: 'снят',
};

/** A small drawing whose shape says the state without colour: full, half, dashed, crossed out. */
export function lifecycleMark(lifecycle: Lifecycle): Element {
  const shapes: Readonly<Record<Lifecycle, Element[]>> = {
    active: [element('circle', { cx: '6', cy: '6', r: '4.5', className: ['fill'] })],
    prepared: [
      element('circle', { cx: '6', cy: '6', r: '4.5', className: ['line'] }),
      element('path', { d: 'M6 1.5a4.5 4.5 0 0 0 0 9z', className: ['fill'] }),
    ],
    planned: [element('circle', { cx: '6', cy: '6', r: '4.4', className: ['line', 'dashed'] })],
    retired: [element('circle', { cx: '6', cy: '6', r: '4.5', className: ['line'] }), element('path', { d: 'M2.8 9.2l6.4-6.4', className: ['line'] })],
  };
  return element('svg', { className: ['kb-lifecycle-mark'], viewBox: '0 0 12 12', width: 12, height: 12, ariaHidden: 'true' }, shapes[lifecycle]);
}

/**
 * The state of a service or server: mark and word. `data-status-id` is where live status will come in.
 * @param id of the service or server
 */
export function lifecycleState(id: string, lifecycle: Lifecycle): Element {
  return element(
    'span',
    { className: ['kb-lifecycle', `kb-lifecycle--${lifecycle}`], dataStatusId: id, dataLifecycle: lifecycle },
    lifecycleMark(lifecycle),
    ' ',
    element('span', { className: ['kb-status-word'] }, LIFECYCLE_WORDS[lifecycle]),
  );
}
