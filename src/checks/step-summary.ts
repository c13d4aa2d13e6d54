import { appendFileSync } from 'node:fs';

/** GitHub refuses a larger summary of a step: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const MAX_SUMMARY_BYTES = 1024 * 1024;

/**
 * Adds a text to the summary that GitHub shows on the page of the run.
 *
 * @param file what GITHUB_STEP_SUMMARY names
 * @param markdown cut at a line when it is too large
 */
export function writeStepSummary(file: string, markdown: string): void {
  appendFileSync(file, cutToBytes(markdown, MAX_SUMMARY_BYTES));
}

function cutToBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= limit) return text;
  const end = bytes.lastIndexOf(0x0a, limit - 1) + 1;
  return bytes.toString('utf8', 0, end);
}
