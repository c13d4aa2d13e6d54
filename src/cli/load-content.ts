import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { GitHistory, KnowledgeBase, PageSource } from '../knowledge/index.ts';
import { loadKnowledgeBase, readGitHistory } from '../knowledge/index.ts';
import type { Terminal } from './terminal.ts';
import { UserError } from './terminal.ts';

/** The content folder a command was given, and what stands around it. */
export interface ContentFolder {
  readonly absoluteFolder: string;
  /** As the user should see it: relative to where the command runs. */
  readonly shownFolder: string;
  /** The root of the project: configuration, baseline and cache lie there. */
  readonly projectFolder: string;
  /** Files that are served as they are; the folder need not exist. */
  readonly publicFolder: string;
}

export function findContent(terminal: Terminal, folder: string): ContentFolder {
  const absoluteFolder = resolve(terminal.cwd, folder);
  const projectFolder = resolve(absoluteFolder, '..');
  return { absoluteFolder, shownFolder: relative(terminal.cwd, absoluteFolder) || '.', projectFolder, publicFolder: resolve(projectFolder, 'public') };
}

/**
 * Reads the pages of a content folder.
 * @throws UserError when it is missing or holds no pages: a run that found nothing to look at must not look like success
 */
export function readContent({ absoluteFolder, shownFolder, publicFolder }: ContentFolder, source?: PageSource): KnowledgeBase {
  if (!isFolder(absoluteFolder)) {
    throw new UserError(`папки «${shownFolder}» нет. Запустите команду из корня проекта или назовите папку с базой: kb check путь/к/content`);
  }
  const base = loadKnowledgeBase(absoluteFolder, isFolder(publicFolder) ? publicFolder : undefined, source);
  if (base.pages.length === 0 && base.fileProblems.length === 0) {
    throw new UserError(`в папке «${shownFolder}» нет ни одной страницы .md, проверять нечего. Назовите папку с базой: kb check путь/к/content`);
  }
  return base;
}

/**
 * Loads the content folder a command was given, with its history.
 * @throws UserError when the folder is missing or holds no pages
 */
export function loadContent(terminal: Terminal, folder: string): ContentFolder & { readonly base: KnowledgeBase; readonly history: GitHistory } {
  const content = findContent(terminal, folder);
  return { ...content, base: readContent(content), history: readGitHistory(content.absoluteFolder) };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
