import type { APIRoute, GetStaticPaths } from 'astro';
import { API_RESOURCES, resourceSchema } from '../../../../site/api/api-resources.ts';

/** The JSON Schema of every answer. */
export const getStaticPaths: GetStaticPaths = () =>
  API_RESOURCES.map((resource) => ({ params: { resource: resource.name }, props: { schema: resourceSchema(resource) } }));

export const GET: APIRoute = ({ props }) => Response.json(props['schema']);
