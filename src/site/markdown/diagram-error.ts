/** A diagram that cannot be drawn as meant. The message is Russian and complete. */
export class DiagramError extends Error {
  /** Line of the diagram's source, from 1; 0 when it is the diagram as a whole. */
  readonly line: number;
  constructor(message: string, line = 0) {
    super(message);
    this.line = line;
  }
}
