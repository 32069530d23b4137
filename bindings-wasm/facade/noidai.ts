/// <reference lib="esnext.disposable" preserve="true" />
// The facade: converts, calls, converts. What is wrong with a JavaScript value is found
// here, said in the library's own words, and thrown as a NoidaiError.
import { Files, FrameHandle, Handle, Steps, __wbg_reset_state, fault } from "./glue.js";
import type {
  Converted, Coverage, Errors, EventKinds, Explanation, Fault, Files as FilesDocument, Gaps,
  Messages, Opened, Opening, Report, Request, Rules, Series, Tables, Vocabulary,
} from "./documents.js";
import type * as documents from "./documents.js";

export type * from "./documents.js";

/** The numbers of the kinds of fault that are found here. */
const WRONG_TYPE = 605;
const DISPOSED = 606;
const POISONED = 602;
const PANICKED = 603;
const BAD_TEXT = 206;

/** A file as it is handed in, named for what it holds (`people.csv`). */
export interface Source {
  name: string;
  /** Text, or bytes in whatever encoding they have. */
  content: string | ArrayBuffer | ArrayBufferView;
}

/** How far long work has come, in bytes. */
export interface Progress {
  done: number;
  all: number;
}

/** The answer to each request, by the name of what is asked. */
export interface Answers {
  coverage: Coverage;
  series: Series;
  explain: Explanation;
  gaps: Gaps;
  change_events: FilesDocument;
  change: documents.WhatChanged;
  targets: documents.Targets;
  figures: documents.Figures;
  compare_figures: documents.ComparedFigures;
  activity: documents.Activity;
  members: documents.Members;
  places: documents.Places;
  worklist: documents.Worklist;
  journal: documents.Journal;
  answers: documents.Answers;
  records: documents.Records;
  append: documents.Appended;
  exchange: documents.Exchanged;
  pack: documents.Packed;
  duplicates: documents.Duplicates;
  rules: Rules;
  check_rule: Report;
  vocabulary: Vocabulary;
  errors: Errors;
  opened: Opened;
  set_aside: FilesDocument;
  tables: Tables;
  event_kinds: EventKinds;
}

/** The request of a name. */
export type RequestOf<Name extends keyof Answers> = Extract<Request, { ask: Name }>;
/** The fields of a request, its name aside. */
export type FieldsOf<Name extends keyof Answers> = Omit<RequestOf<Name>, "ask">;

/** What was refused: the first fault, and all of them in `details`. */
export class NoidaiError extends Error {
  /** The stable number of the first fault's kind. */
  readonly code: number;
  /** The stable name of that kind, such as `unknown-skill`. */
  override readonly name: string;
  /** JSON Pointer into what was given; null where the place is none in a document. */
  readonly path: string | null;
  /** The message in both languages, its place included. */
  readonly messages: Messages;
  /** All faults. */
  readonly details: Report;

  constructor(report: Report, cause?: unknown) {
    const first = report.faults[0] as Fault;
    super(first.messages.en, cause === undefined ? undefined : { cause });
    this.code = first.code;
    this.name = first.name;
    this.path = first.place && "path" in first.place ? first.place.path : null;
    this.messages = first.messages;
    this.details = report;
  }

  /** All faults, one after the other. */
  [Symbol.iterator](): Iterator<Fault> {
    return this.details.faults[Symbol.iterator]();
  }
}

// What is thrown once the module has failed cannot be asked of it then.
let afterwards: { panicked: Report; poisoned: Report } | undefined;
let failed = false;
/** How many modules there have been: what belongs to an earlier one is lost. */
let generation = 0;

/** Called by the entries once the wasm is there. */
export function ready(): void {
  afterwards = {
    panicked: JSON.parse(fault(PANICKED, "wasm")) as Report,
    poisoned: JSON.parse(fault(POISONED)) as Report,
  };
}

/** Whether the module has failed, by a defect or for want of memory: everything but
 *  `restart` is refused then. */
export function hasFailed(): boolean {
  return failed;
}

/** Begins anew with an empty module. What was opened before is refused as poisoned. */
export function restart(): void {
  loaded();
  __wbg_reset_state();
  failed = false;
  generation += 1;
}

function loaded(): { panicked: Report; poisoned: Report } {
  if (!afterwards) throw new Error("noidai: not loaded yet, see `await load()`");
  return afterwards;
}

function refuse(code: number, found?: string, expected?: string, path?: string): never {
  throw new NoidaiError(JSON.parse(fault(code, found, expected, path)) as Report);
}

/** Calls into the wasm. A fault is thrown as text; anything else is a defect, after
 *  which the whole module may be in any state. */
function call<T>(own: number, body: () => T): T {
  const { panicked, poisoned } = loaded();
  if (failed || own !== generation) throw new NoidaiError(poisoned);
  try {
    return body();
  } catch (thrown) {
    if (typeof thrown === "string") throw new NoidaiError(JSON.parse(thrown) as Report);
    // What the caller's own code threw (an iterator, say) is the caller's.
    if (!isDefect(thrown)) throw thrown;
    failed = true;
    throw new NoidaiError(panicked, thrown);
  }
}

/** Whether the wasm itself broke off: a panic, or no memory left. */
function isDefect(thrown: unknown): boolean {
  return thrown instanceof WebAssembly.RuntimeError;
}

/** Uses something of the wasm and gives it back, unless the wasm broke off. */
function using<H extends { free(): void }, T>(own: H, body: (own: H) => T): T {
  let answer: T;
  try {
    answer = body(own);
  } catch (thrown) {
    if (!isDefect(thrown)) own.free();
    throw thrown;
  }
  own.free();
  return answer;
}

/** The type of a value in words. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value;
}

/** Text without lone surrogates, which would turn into other text on the way. */
function text(value: unknown, path?: string): string {
  if (typeof value !== "string") refuse(WRONG_TYPE, kindOf(value), "text", path);
  if (/\p{Cs}/u.test(value)) refuse(BAD_TEXT, "a lone surrogate", undefined, path);
  return value;
}

/** A document: text as it is, or an object. */
function document(value: unknown, path: string): string {
  if (typeof value === "string") return text(value, path);
  if (typeof value !== "object" || value === null) {
    refuse(WRONG_TYPE, kindOf(value), "text or an object", path);
  }
  let written: unknown;
  try {
    written = JSON.stringify(value);
  } catch (thrown) {
    // A circle, a BigInt, or a toJSON that throws.
    refuse(WRONG_TYPE, thrown instanceof Error ? thrown.message : String(thrown), "a JSON document", path);
  }
  return text(written, path);
}

/** Bytes of a file: of text, those of UTF-8. */
function bytes(value: unknown, path: string): Uint8Array {
  if (typeof value === "string") return new TextEncoder().encode(text(value, path));
  try {
    if (value instanceof ArrayBuffer) return new Uint8Array(value);
    // A view of a buffer that was handed to somebody else has no bytes left.
    if (ArrayBuffer.isView(value) && new Uint8Array(value.buffer)) {
      return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    }
  } catch {
    refuse(WRONG_TYPE, "a detached buffer", "bytes", path);
  }
  return refuse(WRONG_TYPE, kindOf(value), "text or bytes", path);
}

/** Copies files into the wasm. */
function add(set: Files, files: Iterable<Source>): void {
  const given: unknown = files;
  if (given === null || typeof given !== "object" || !(Symbol.iterator in given)) {
    refuse(WRONG_TYPE, kindOf(given), "files", "/files");
  }
  let at = 0;
  for (const file of files as Iterable<unknown>) {
    const path = `/files/${at}`;
    if (typeof file !== "object" || file === null) {
      refuse(WRONG_TYPE, kindOf(file), "a file", path);
    }
    const { name, content } = file as Partial<Source>;
    set.add(text(name, `${path}/name`), bytes(content, `${path}/content`));
    at += 1;
  }
}

function withFiles<T>(files: Iterable<Source>, body: (set: Files) => T): T {
  return call(generation, () =>
    using(new Files(), (set) => {
      add(set, files);
      return body(set);
    }),
  );
}

/** Writes what is in files anew: as CSV with one spelling of headers, days and words, or
 *  as events in JSON Lines. */
export function convert(
  files: Iterable<Source>,
  to: "tables" | "events",
  options: Opening | string = {},
): Converted {
  const answer = withFiles(files, (set) =>
    set.convert(text(to, "/to"), document(options, "/options")),
  );
  return JSON.parse(answer) as Converted;
}

/** What has memory of its own in the wasm, until it is given back. */
abstract class Held<H extends { free(): void }> {
  #handle: H | undefined;
  readonly #generation = generation;

  protected constructor(handle: H) {
    this.#handle = handle;
  }

  protected use<T>(body: (handle: H) => T): T {
    return call(this.#generation, () => {
      if (!this.#handle) refuse(DISPOSED);
      return body(this.#handle);
    });
  }

  /** Gives the memory back; further questions are refused with `disposed`. */
  free(): void {
    const handle = this.#handle;
    this.#handle = undefined;
    if (handle && !failed && this.#generation === generation) handle.free();
  }

  [Symbol.dispose](): void {
    this.free();
  }
}

/** Only this file makes registries, journals and frames. */
const OWN = Symbol("noidai");

function checkOwn(own: unknown, made: string, by: string): void {
  if (own !== OWN) refuse(WRONG_TYPE, `new ${made}`, by, undefined);
}

/** How files are opened in steps. */
export interface InSteps {
  options?: Opening | string;
  /** Bytes of one step; 256 KiB if nothing is said. */
  bytes?: number;
  /** Told after each step. */
  onProgress?: (progress: Progress) => void;
  /** Stops the work. */
  signal?: AbortSignal;
}

/** What answers requests. */
abstract class Asked extends Held<Handle> {
  /** Answers a request: a document, whose `ask` names what is asked. */
  ask<Name extends keyof Answers>(request: RequestOf<Name>): Answers[Name];
  ask(request: string): unknown;
  ask(request: object | string): unknown {
    return JSON.parse(this.askText(request as Request));
  }

  /** Answers a request, as the text that the library wrote. */
  askText(request: Request | string): string {
    return this.use((handle) => handle.ask(document(request, "")));
  }

  protected named<Name extends keyof Answers>(ask: Name, fields: object): Answers[Name] {
    if (typeof fields !== "object" || fields === null) {
      refuse(WRONG_TYPE, kindOf(fields), "an object", "");
    }
    return JSON.parse(this.askText({ ...fields, ask } as unknown as Request)) as Answers[Name];
  }

  /** How far a rule is met, by place. */
  coverage(fields: FieldsOf<"coverage">): Coverage {
    return this.named("coverage", fields);
  }

  /** The same over months, quarters or years. */
  series(fields: FieldsOf<"series">): Series {
    return this.named("series", fields);
  }

  /** Why one subject is covered or not, and the smallest change that would cover it. */
  explain(fields: FieldsOf<"explain">): Explanation {
    return this.named("explain", fields);
  }

  /** Who is not covered, the nearest to it first. */
  gaps(fields: FieldsOf<"gaps">): Gaps {
    return this.named("gaps", fields);
  }

  /** The smallest change of a subject as events. */
  changeEvents(fields: FieldsOf<"change_events">): FilesDocument {
    return this.named("change_events", fields);
  }

  /** How far targets are from being reached. */
  targets(fields: FieldsOf<"targets">): Answers["targets"] {
    return this.named("targets", fields);
  }

  /** Figures that others counted. */
  figures(fields: FieldsOf<"figures">): Answers["figures"] {
    return this.named("figures", fields);
  }

  /** Two figures side by side, where they can be compared. */
  compareFigures(fields: FieldsOf<"compare_figures">): Answers["compare_figures"] {
    return this.named("compare_figures", fields);
  }

  /** What was done in a period: by place, team, member, force or kind. */
  activity(fields: FieldsOf<"activity">): Answers["activity"] {
    return this.named("activity", fields);
  }

  /** Teams, committees and who sits in them, by place. */
  members(fields: FieldsOf<"members">): Answers["members"] {
    return this.named("members", fields);
  }

  /** The units of a day, each before what lies in it. */
  places(fields: FieldsOf<"places">): Answers["places"] {
    return this.named("places", fields);
  }

  /** Who entered and left each count between two days, and for which cause. */
  change(fields: FieldsOf<"change">): Answers["change"] {
    return this.named("change", fields);
  }

  /** Whom to visit next, why, and with what to bring about. */
  worklist(fields: FieldsOf<"worklist">): Answers["worklist"] {
    return this.named("worklist", fields);
  }

  /** What has arrived of each device in the journals that were opened, and what was lost. */
  journal(): documents.Journal {
    return this.named("journal", {});
  }

  /** What became of each record of the journals. */
  answers(fields: FieldsOf<"answers"> = {}): documents.Answers["answers"] {
    return this.named("answers", fields).answers;
  }

  /** The records of the journals in a form for people. */
  records(fields: FieldsOf<"records"> = {}): documents.Records["records"] {
    return this.named("records", fields).records;
  }

  /** The summary of the journals, and a piece of what a journal with another lacks. */
  exchange(fields: FieldsOf<"exchange"> = {}): documents.Exchanged {
    return this.named("exchange", fields);
  }

  /** Every record once, in one file, without what was erased, as digits of base 16. */
  pack(): documents.Packed["bytes"] {
    return this.named("pack", {}).bytes;
  }

  /** Records that may be of one person; nothing is joined by itself. */
  duplicates(): documents.Duplicates["candidates"] {
    return this.named("duplicates", {}).candidates;
  }

  /** The built-in rules. */
  rules(): Rules["rules"] {
    return this.named("rules", {}).rules;
  }

  /** Every fault of a rule's document; none: it can be used. */
  checkRule(fields: FieldsOf<"check_rule">): Report {
    return this.named("check_rule", fields);
  }

  /** The catalogues, platforms and flags that there are. */
  vocabulary(): Vocabulary {
    return this.named("vocabulary", {});
  }

  /** Every kind of fault with its number and texts. */
  errors(): Errors["kinds"] {
    return this.named("errors", {}).kinds;
  }

  /** How much there is, the last day in it, and the notes made while it was opened. */
  opened(): Opened {
    return this.named("opened", {});
  }

  /** The rows set aside, as files to be mended and fed back. */
  setAside(): FilesDocument["files"] {
    return this.named("set_aside", {}).files;
  }

  /** The forms of all tables. */
  tables(): Tables {
    return this.named("tables", {});
  }

  /** Every kind of event. */
  eventKinds(): EventKinds {
    return this.named("event_kinds", {});
  }
}

/** Everything known of the work of some places, opened from files. */
export class Registry extends Asked {
  /** @internal */
  constructor(own: unknown, handle: Handle) {
    checkOwn(own, "Registry", "Registry.open");
    super(handle);
  }

  /** Opens files: tables as CSV, events as JSON Lines. */
  static open(files: Iterable<Source>, options: Opening | string = {}): Registry {
    return withFiles(files, (set) => {
      return new Registry(OWN, Handle.open(set, document(options, "/options")));
    });
  }

  /** Opens files in steps, between which the page does other things. Reading is cut into
   *  steps; laying the facts down at the end is one. */
  static async openInSteps(files: Iterable<Source>, how: InSteps = {}): Promise<Registry> {
    const own = generation;
    const opening = document(how.options ?? {}, "/options");
    const size = how.bytes ?? 256 * 1024;
    if (typeof size !== "number" || !(size >= 1)) {
      refuse(WRONG_TYPE, String(size), "a number from 1", "/bytes");
    }
    const steps = call(own, () => {
      const set = new Files();
      try {
        add(set, files);
      } catch (thrown) {
        if (!isDefect(thrown)) set.free();
        throw thrown;
      }
      // It takes the files over.
      return Steps.new(set, opening);
    });
    try {
      for (;;) {
        how.signal?.throwIfAborted();
        const [done = 0, all = 0] = call(own, () => steps.step(size));
        how.onProgress?.({ done, all });
        if (done >= all) break;
        await pause();
      }
      how.signal?.throwIfAborted();
    } catch (thrown) {
      if (!failed && own === generation) steps.free();
      throw thrown;
    }
    return call(own, () => new Registry(OWN, steps.finish()));
  }

  /**
   * What is to be stored so that events are recorded, as digits of base 16. Nothing is
   * recorded before the host has stored it; then the files are opened again.
   */
  append(fields: FieldsOf<"append">): documents.Appended {
    return this.named("append", fields);
  }

  /** Everybody of a day as bit planes, for many rules over everybody. */
  frame(asked: documents.Frame | string): Frame {
    return this.use((handle) => new Frame(OWN, handle.frame(document(asked, ""))));
  }
}

/** What a journal is told, by its name. */
type TellingOf<Name extends documents.Telling["tell"]> = Omit<Extract<documents.Telling, { tell: Name }>, "tell">;

/** A journal that is kept open: told what is new, and asked like a registry, without opening
 *  anew. Bytes to store are digits of base 16. */
export class Journal extends Asked {
  /** @internal */
  constructor(own: unknown, handle: Handle) {
    checkOwn(own, "Journal", "Journal.open");
    super(handle);
  }

  /** Opens the journals of one store, whose union it is; without any it is empty. */
  static open(files: Iterable<Source> = [], options: Opening | string = {}): Journal {
    return withFiles(files, (set) => {
      return new Journal(OWN, Handle.keep(set, document(options, "/options")));
    });
  }

  /** Tells it something: a document, whose `tell` names what. */
  tell(telling: documents.Telling | string): documents.Told {
    return JSON.parse(this.tellText(telling)) as documents.Told;
  }

  /** Tells it something; the answer as the text that the library wrote. */
  tellText(telling: documents.Telling | string): string {
    return this.use((handle) => handle.tell(document(telling, "")));
  }

  #told(tell: documents.Telling["tell"], fields: object): documents.Told {
    if (typeof fields !== "object" || fields === null) {
      refuse(WRONG_TYPE, kindOf(fields), "an object", "");
    }
    return this.tell({ ...fields, tell } as documents.Telling);
  }

  /** Records events, all or none: what is to be stored, what became of each, and of others
   *  by them. A host that cannot store it frees the journal and opens it again. */
  record(fields: TellingOf<"record">): documents.Told {
    return this.#told("record", fields);
  }

  /** Says that everything recorded so far is stored; from then on it is shared. */
  confirm(): documents.Told {
    return this.#told("confirm", {});
  }

  /** Takes in a piece that another journal gave, or a whole journal. */
  merge(fields: TellingOf<"merge">): documents.Told {
    return this.#told("merge", fields);
  }

  /** Says that what `pack` gave took the place of all files. */
  rewritten(): documents.Told {
    return this.#told("rewritten", {});
  }
}

/** A question to a frame: that of `coverage`. */
export type FrameQuestion = FieldsOf<"coverage">;

/** Everybody of a day: any rule that it was made for is answered in a moment. */
export class Frame extends Held<FrameHandle> {
  /** @internal */
  constructor(own: unknown, handle: FrameHandle) {
    checkOwn(own, "Frame", "registry.frame");
    super(handle);
  }

  /** The same answer as `registry.coverage`. */
  coverage(fields: FrameQuestion | string): Coverage {
    return JSON.parse(this.coverageText(fields)) as Coverage;
  }

  /** The answer as the text that the library wrote. */
  coverageText(fields: FrameQuestion | string): string {
    return this.use((handle) => handle.coverage(document(fields, "")));
  }

  /** The counts alone, copied out: of the total and then of each row of `coverage`, six
   *  each: outside, undetermined, excluded, covered, not covered, not assessed. */
  counts(fields: FrameQuestion | string): Float64Array {
    return this.use((handle) => handle.counts(document(fields, "")));
  }

  /** Residents that it holds, and one more for each household without any. */
  get slots(): number {
    return this.use((handle) => handle.slots());
  }

  /** Bytes of its planes. */
  get bytes(): number {
    return this.use((handle) => handle.bytes());
  }
}

/** Lets other tasks of the page go first. */
function pause(): Promise<void> {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(null);
  });
}
