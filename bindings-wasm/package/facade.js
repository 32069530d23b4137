// The facade: converts, calls, converts. What is wrong with a JavaScript value is
// found here, said in the library's own words, and thrown as a NoidaiError.
import { Files, Handle, fault } from "./glue.js";

const WRONG_TYPE = 605;
const DISPOSED = 606;
const POISONED = 602;
const PANICKED = 603;
const BAD_TEXT = 206;

/** What was refused. `code` and `name` are the stable number and name of its kind. */
export class NoidaiError extends Error {
  constructor(report) {
    const first = report.faults[0];
    super(first.messages.en);
    this.code = first.code;
    this.name = first.name;
    this.path = first.place?.path ?? null;
    this.messages = first.messages;
    this.details = report;
  }
}

// What is thrown once the module has failed cannot be asked of it then.
let failed = null;
let afterwards = null;

/** Called once the wasm is there. */
export function ready() {
  afterwards = {
    panicked: JSON.parse(fault(PANICKED, "wasm")),
    poisoned: JSON.parse(fault(POISONED)),
  };
}

function refuse(code, found, expected, path) {
  throw new NoidaiError(JSON.parse(fault(code, found, expected, path)));
}

/** Calls into the wasm. A fault is thrown as text; anything else is a defect, after
 *  which the whole module may be in any state. */
function call(body) {
  if (failed) throw new NoidaiError(afterwards.poisoned);
  try {
    return body();
  } catch (thrown) {
    if (typeof thrown === "string") throw new NoidaiError(JSON.parse(thrown));
    if (thrown instanceof NoidaiError) throw thrown;
    failed = thrown;
    const error = new NoidaiError(afterwards.panicked);
    error.cause = thrown;
    throw error;
  }
}

/** The type of a value in words. */
function kindOf(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value;
}

/** Text without lone surrogates, which would turn into other text on the way. */
function text(value, path) {
  if (typeof value !== "string") refuse(WRONG_TYPE, kindOf(value), "text", path);
  if (!value.isWellFormed()) refuse(BAD_TEXT, "a lone surrogate", undefined, path);
  return value;
}

/** A document: text as it is, or an object. */
function document(value, path) {
  if (typeof value === "string") return text(value, path);
  if (typeof value !== "object" || value === null) {
    refuse(WRONG_TYPE, kindOf(value), "text or an object", path);
  }
  try {
    return text(JSON.stringify(value), path);
  } catch (thrown) {
    if (thrown instanceof NoidaiError) throw thrown;
    // A circle, a BigInt, or a toJSON that throws.
    return refuse(WRONG_TYPE, thrown.message, "a JSON document", path);
  }
}

/** Bytes of a file: of text, those of UTF-8. */
function bytes(value, path) {
  if (typeof value === "string") return new TextEncoder().encode(text(value, path));
  try {
    if (value instanceof ArrayBuffer) return new Uint8Array(value);
    // A view of a buffer that was handed to somebody else has no bytes left.
    if (value instanceof Uint8Array && new Uint8Array(value.buffer)) return value;
  } catch {
    refuse(WRONG_TYPE, "a detached buffer", "bytes", path);
  }
  return refuse(WRONG_TYPE, kindOf(value), "text or bytes", path);
}

/** Hands files, each `{ name, content }`, to the wasm. */
function withFiles(files, body) {
  return call(() => {
    if (typeof files?.[Symbol.iterator] !== "function" || typeof files === "string") {
      refuse(WRONG_TYPE, kindOf(files), "files", "/files");
    }
    const set = new Files();
    try {
      let at = 0;
      for (const file of files) {
        const path = `/files/${at}`;
        if (typeof file !== "object" || file === null) {
          refuse(WRONG_TYPE, kindOf(file), "a file", path);
        }
        set.add(text(file.name, `${path}/name`), bytes(file.content, `${path}/content`));
        at += 1;
      }
      return body(set);
    } finally {
      set.free();
    }
  });
}

/** Writes what is in files anew in another form: `tables`. */
export function convert(files, to, options = {}) {
  const answer = withFiles(files, (set) => set.convert(text(to, "/to"), document(options, "/options")));
  return JSON.parse(answer);
}

/** Everything known of the work of some places, opened from files. */
export class Registry {
  #handle;

  constructor(handle) {
    if (!(handle instanceof Handle)) refuse(WRONG_TYPE, "new Registry", "Registry.open", undefined);
    this.#handle = handle;
  }

  /** Opens files, each `{ name, content }`. */
  static open(files, options = {}) {
    return withFiles(files, (set) => new Registry(Handle.open(set, document(options, "/options"))));
  }

  /** Answers a request: its document as an object. */
  ask(request) {
    return JSON.parse(this.askText(request));
  }

  /** Answers a request: its document as it was written. */
  askText(request) {
    return call(() => {
      if (!this.#handle) refuse(DISPOSED);
      return this.#handle.ask(document(request, ""));
    });
  }

  /** Gives the memory back; further questions are refused. */
  free() {
    const handle = this.#handle;
    this.#handle = undefined;
    if (handle && !failed) call(() => handle.free());
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }
}
