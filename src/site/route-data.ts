import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { escapeHtml } from './escape-html.ts';
import { pageFacts } from './page-facts.ts';
import { pageTitle, paginationLinks, sidebarEntries } from './sidebar.ts';
import { siteHistory, siteView } from './site-knowledge-base.ts';

const EDIT_ROOT = 'https://github.com/sutki24info/tapbot.kz/edit/main/content/';

/**
 * Gives every route what the catalogue knows: sidebar, neighbours, edit link, dates, title, `locals.kbPage`.
 * Starlight computed its own before from the folder layout it expects; all of it is replaced.
 */
export const onRequest = defineRouteMiddleware(({ locals }) => {
  const route = locals.starlightRoute;
  const view = siteView();
  const page = view.catalogue.byUrl.get(route.id === '' ? '/' : `/${route.id}/`);
  route.sidebar = sidebarEntries(view, page);
  if (page === undefined) return;

  const facts = pageFacts(view, siteHistory(), page);
  locals.kbPage = facts;
  route.pagination = paginationLinks(view, page);
  route.editUrl = new URL(page.path.split('/').map(encodeURIComponent).join('/'), EDIT_ROOT);
  const changed = facts?.changed?.date ?? facts?.updated;
  route.lastUpdated = changed === undefined ? undefined : new Date(`${changed}T00:00:00Z`);
  const title = pageTitle(page);
  route.entry.data.title = title;
  for (const tag of route.head) {
    // Starlight writes the title's content into the page unescaped.
    if (tag.tag === 'title') tag.content = escapeHtml(`${title} | ${route.siteTitle}`);
    if (tag.tag === 'meta' && tag.attrs?.['property'] === 'og:title') tag.attrs['content'] = title;
  }
});
