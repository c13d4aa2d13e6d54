import type { StarlightPlugin } from '@astrojs/starlight/types';

/**
 * Words of Starlight and of its search that have no Russian of their own, or a clumsy one.
 * Keys: https://starlight.astro.build/guides/i18n/#translate-starlights-ui
 */
const WORDS = {
  'search.cancelLabel': 'Отмена',
  'sidebarNav.accessibleLabel': 'Разделы базы знаний',
  'heading.anchorLabel': 'Ссылка на «{{title}}»',
  'pagefind.clear_search': 'Очистить',
  'pagefind.load_more': 'Ещё результаты',
  'pagefind.search_label': 'Поиск по базе знаний',
  'pagefind.filters_label': 'Фильтры',
  'pagefind.zero_results': 'По запросу «[SEARCH_TERM]» ничего нет',
  'pagefind.many_results': 'По запросу «[SEARCH_TERM]» найдено: [COUNT]',
  'pagefind.one_result': 'По запросу «[SEARCH_TERM]» найдено: [COUNT]',
  'pagefind.alt_search': 'По запросу «[SEARCH_TERM]» ничего нет, показано похожее: «[DIFFERENT_TERM]»',
  'pagefind.search_suggestion': 'По запросу «[SEARCH_TERM]» ничего нет. Попробуйте так:',
  'pagefind.searching': 'Ищу «[SEARCH_TERM]»…',
};

/** Gives Starlight the words above. */
export const russianInterface: StarlightPlugin = {
  name: 'russian-interface',
  hooks: {
    // Starlight takes no plugin without this hook.
    'config:setup'() {},
    'i18n:setup'({ injectTranslations }) {
      injectTranslations({ ru: WORDS });
    },
  },
};
