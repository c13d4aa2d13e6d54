import { expect, it } from 'vitest';
import { renderBody } from './test-page.ts';

it('boxes of a task list have names', async () => {
  expect((await renderBody('- [x] Сделать *копию*\n- [ ] Проверить\n- просто пункт')).html).toBe(
    `<ul class="contains-task-list">
<li class="task-list-item"><input type="checkbox" disabled checked aria-label="Сделано"> Сделать <em>копию</em></li>
<li class="task-list-item"><input type="checkbox" disabled aria-label="Не сделано"> Проверить</li>
<li>просто пункт</li>
</ul>`,
  );
});
