import type { APIRoute, GetStaticPaths } from 'astro';
import { API_RESOURCES } from '../../../site/api/api-resources.ts';
import { siteView } from '../../../site/site-knowledge-base.ts';

/** What this build can answer, a file each. */
export const getStaticPaths: GetStaticPaths = () =>
  API_RESOURCES.flatMap(({ name, answer }) => {
    const body = answer(siteView());
    return body === undefined ? [] : [{ params: { resource: name }, props: { body } }];
  });

export const GET: APIRoute = ({ props }) => Response.json(props['body']);
