// Browsers and workers: `await load()` first.
import init from "./glue.js";
import { ready } from "./noidai.js";

export * from "./public.js";

/** Where the wasm comes from. */
export type WasmSource = string | URL | Request | Response | ArrayBuffer | ArrayBufferView<ArrayBuffer> | WebAssembly.Module;

let loading: Promise<void> | undefined;

/** Loads the wasm: from beside this file, or from an address, or out of bytes. To be
 *  awaited before anything else; again, it waits for the first time. */
export function load(source?: WasmSource | Promise<Response>): Promise<void> {
  const begin = async () => {
    try {
      await init({ module_or_path: source ?? new URL("./noidai.wasm", import.meta.url) });
    } catch (cause) {
      loading = undefined;
      throw new Error("noidai: the wasm could not be loaded", { cause });
    }
    ready();
  };
  loading ??= begin();
  return loading;
}
