import type { CatalogueNode } from '../../knowledge/index.ts';
import { SectionNumber } from '../../knowledge/index.ts';
import { progressOf } from '../page-facts.ts';

/** Section 01 describes the project itself; 02–08 are the components whose readiness the team declares. */
const PROJECT_SECTION = SectionNumber.child(undefined, 1);

/** The two per cents of a section that must not be confused. */
export interface SectionReadiness {
  /** How ready the component itself is, as the team says; undefined for a section that is no component. */
  readonly work: number | undefined;
  /** How far its documents are written, computed from them. */
  readonly writing: number;
}

/** Readiness of a top-level section. */
export function sectionReadiness(section: CatalogueNode): SectionReadiness {
  const isComponent = section.page.number !== undefined && section.page.number !== PROJECT_SECTION;
  return { work: isComponent ? section.page.frontMatter.progress : undefined, writing: progressOf(section) };
}
