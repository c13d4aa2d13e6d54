import type { KnowledgeBase, PageRecord } from '../../knowledge/index.ts';
import { enclosingNumber, folderOf, INDEX_FILE, pageId, SectionNumber } from '../../knowledge/index.ts';

/** A folder with pages (or a page) that does not lie where its number says. */
export interface LayoutProblem {
  readonly kind: 'misnamed' | 'unnumbered' | 'no-index' | 'document-as-file' | 'foreign-page';
  readonly folder: string;
  /** The page to point at. */
  readonly page: PageRecord;
  readonly message: string;
  readonly expected: string | undefined;
  readonly found: string;
  readonly hint: string | undefined;
}

interface Layout {
  readonly problems: readonly LayoutProblem[];
  /** Pages in misnamed places: their numbers say nothing about order and uniqueness. */
  readonly misplaced: ReadonlySet<PageRecord>;
}

const SLUG = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const layouts = new WeakMap<KnowledgeBase, Layout>();

/** Compares every folder that holds pages with the pattern `NN-slug/NN-NN-slug`. */
export function folderLayout(base: KnowledgeBase): Layout {
  let layout = layouts.get(base);
  if (layout === undefined) {
    layout = judgeLayout(base);
    layouts.set(base, layout);
  }
  return layout;
}

function judgeLayout(base: KnowledgeBase): Layout {
  const problems: LayoutProblem[] = [];
  const misplaced = new Set<PageRecord>();
  for (const [folder, page] of foldersWithPages(base)) {
    const problem = judgeFolder(base, folder, page);
    if (problem === undefined) continue;
    problems.push(problem);
    if (problem.kind === 'misnamed') {
      const own = base.catalogue.byPath.get(`${folder}/${INDEX_FILE}`);
      if (own !== undefined) misplaced.add(own);
    }
  }
  for (const page of base.catalogue.pages) {
    const problem = judgeFile(page);
    if (problem === undefined) continue;
    problems.push(problem);
    if (problem.kind === 'foreign-page') misplaced.add(page);
  }
  return { problems, misplaced };
}

/** Every folder that has pages in it or below it, with its own page or else the first one below. */
function foldersWithPages(base: KnowledgeBase): Map<string, PageRecord> {
  const folders = new Map<string, PageRecord>();
  for (const page of base.catalogue.pages) {
    for (let folder = folderOf(page.path); folder !== ''; folder = folderOf(folder)) {
      if (!folders.has(folder)) folders.set(folder, base.catalogue.byPath.get(`${folder}/${INDEX_FILE}`) ?? page);
    }
  }
  return folders;
}

function judgeFolder(base: KnowledgeBase, folder: string, page: PageRecord): LayoutProblem | undefined {
  const parts = folder.split('/');
  const depth = parts.length;
  const name = parts.at(-1) ?? '';
  const parent = depth === 1 ? undefined : SectionNumber.ofFolder(parts.at(-2) ?? '');
  const number = SectionNumber.ofFolder(name);
  const problem = (kind: LayoutProblem['kind'], message: string, expected: string | undefined, hint?: string): LayoutProblem => ({
    kind,
    folder,
    page,
    message,
    expected,
    found: name,
    hint,
  });
  // What lies below an unnumbered folder follows it: one report is enough.
  if (depth > 1 && parent === undefined) return undefined;
  if (depth <= 2 && !/^\d/.test(name)) return problem('unnumbered', `У папки ${folder} нет номера`, pattern(parent));
  if (depth > 2 && number === undefined) return undefined;
  const own = new RegExp(`^\\d\\d(?:-\\d\\d){${depth - 1}}-${SLUG}$`);
  if (!own.test(name)) return problem('misnamed', `Имя папки ${folder} не по образцу`, pattern(parent));
  if (parent !== undefined && number !== undefined && !SectionNumber.isWithin(number, parent)) {
    return problem('misnamed', `Папка ${name} лежит в разделе ${parent}, а её номер ${number} оттуда не следует`, pattern(parent));
  }
  if (!base.files.has(`${folder}/${INDEX_FILE}`)) {
    const readme = base.files.has(`${folder}/README.md`);
    return problem(
      'no-index',
      `В папке ${folder} нет страницы ${INDEX_FILE}`,
      `${folder}/${INDEX_FILE}`,
      readme ? `Переименуйте README.md в ${INDEX_FILE}.` : undefined,
    );
  }
  return undefined;
}

function pattern(parent: SectionNumber | undefined): string {
  return parent === undefined
    ? 'NN-slug, например 06-operations'
    : `${SectionNumber.anchor(parent)}-NN-slug, например ${SectionNumber.anchor(parent)}-01-backup`;
}

/** Pages that are files beside an index page: numbered ones must belong there. */
function judgeFile(page: PageRecord): LayoutProblem | undefined {
  const folder = folderOf(page.path);
  const file = page.path.slice(folder === '' ? 0 : folder.length + 1);
  if (file === INDEX_FILE || file === 'README.md') return undefined;
  const number = SectionNumber.ofFolder(pageId(file)) ?? page.number;
  if (number === undefined) return undefined;
  const level = folder === '' ? 0 : folder.split('/').length;
  const common = { folder, page, found: page.path, hint: undefined };
  if (level <= 1 && SectionNumber.depth(number) <= 2) {
    const wanted = `${folder === '' ? '' : `${folder}/`}${SectionNumber.ofFolder(pageId(file)) === undefined ? `${SectionNumber.anchor(number)}-` : ''}${pageId(file)}/${INDEX_FILE}`;
    return { ...common, kind: 'document-as-file', message: `Документ ${number} лежит файлом, а нужна папка`, expected: wanted };
  }
  const around = enclosingNumber({ ...page, path: `${folder}/${INDEX_FILE}`, number: undefined });
  if (around === undefined || SectionNumber.isWithin(number, around)) return undefined;
  return { ...common, kind: 'foreign-page', message: `Страница ${number} лежит внутри ${around}`, expected: `номер, который начинается с ${around}` };
}
