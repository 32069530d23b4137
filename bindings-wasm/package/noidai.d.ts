/** A fault or note: JSON Schema `report`. */
export interface Fault {
  code: number;
  name: string;
  place:
    | null
    | { path: string }
    | { line: number; column: number }
    | { file: string; byte: number }
    | { file: string; row: number; column: string };
  messages: { en: string; vi: string };
  found: string | null;
  expected: string | null;
}

/** Faults or notes: how many, and the first 1,000. */
export interface Report {
  count: number;
  faults: Fault[];
}

/** What was refused. */
export class NoidaiError extends Error {
  /** The stable number of the first fault's kind. */
  readonly code: number;
  /** The stable name of its kind, such as `unknown-skill`. */
  readonly name: string;
  /** JSON Pointer into what was given; null where the place is none in a document. */
  readonly path: string | null;
  /** The message in both languages, the place included. */
  readonly messages: { en: string; vi: string };
  /** All faults. */
  readonly details: Report;
}

/** A file as it is handed in: named for what it holds (`people.csv`). */
export interface File {
  name: string;
  /** Text, or bytes in whatever encoding they have. */
  content: string | Uint8Array | ArrayBuffer;
}

/** A document: its text, or an object of the form that its JSON Schema says. */
export type Document = string | object;

/** Files in another form: JSON Schema `converted`. */
export interface Converted {
  files: { name: string; text: string }[];
  unsaid: { units: number; reforms: number; teams: number; unknown: number; deaths: number; households: number; ends: number; activities: number };
  notes: Report;
}

/** Writes what is in files anew: as CSV with one spelling of headers, days and words, or as events in JSON Lines. */
export function convert(files: Iterable<File>, to: "tables" | "events", options?: Document): Converted;

/** Everything known of the work of some places, opened from files. */
export class Registry {
  private constructor();
  /** Opens files. `options`: JSON Schema `opening`. */
  static open(files: Iterable<File>, options?: Document): Registry;
  /** Answers a request (JSON Schema `request`), as an object. */
  ask(request: Document): unknown;
  /** Answers a request, as the text that the library wrote. */
  askText(request: Document): string;
  /** Gives the memory back; further questions are refused with `disposed`. */
  free(): void;
  [Symbol.dispose](): void;
}
