/**
 * A command as it is typed in this project, for messages that end with what to do:
 * `kbCommand('move 02.04 08.05')` → `npm run kb -- move 02.04 08.05`.
 */
export function kbCommand(command: string): string {
  return `npm run kb -- ${command}`;
}
