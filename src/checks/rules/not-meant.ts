import type { PageRecord } from '../../knowledge/index.ts';
import { isMarkedWrong } from './place.ts';
import { callsWrong, isCommentedAsWrong, isIntroducedAsWrong } from './shown-as-wrong.ts';

/** True when a page quotes what stands at a place as a mistake: by a cross, by the words around, by a comment in the code. */
export function isQuotedAsMistake(page: PageRecord, offset: number): boolean {
  if (isMarkedWrong(page, offset)) return true;
  const fence = page.fences.find(({ range }) => range.start <= offset && offset < range.end);
  if (fence !== undefined) {
    const line = page.text.slice(fence.range.start, offset).split('\n').length - 2;
    return isIntroducedAsWrong(page, fence.range.start) || isCommentedAsWrong(fence.value.split('\n'), line);
  }
  const end = page.text.indexOf('\n', offset);
  return callsWrong(page.text.slice(page.text.lastIndexOf('\n', offset - 1) + 1, end === -1 ? page.text.length : end));
}
