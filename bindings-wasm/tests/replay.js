// The corpus replayed: in Node and in a browser, the same bytes as in Rust and C.

function content(file) {
  if (file.lines) return file.lines.map((line) => `${line}\n`).join("");
  return Uint8Array.from(file.hex.match(/../g) ?? [], (digits) => parseInt(digits, 16));
}

/** What is said: the answer's text, or the document of what was refused. */
function said(NoidaiError, body) {
  try {
    return { answer: body() };
  } catch (thrown) {
    if (!(thrown instanceof NoidaiError)) throw thrown;
    if (thrown.code !== thrown.details.faults[0].code) throw new Error("another code");
    return { error: JSON.stringify(thrown.details) };
  }
}

function same(found, wanted, place) {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) {
    throw new Error(`${place}\nfound  ${JSON.stringify(found)}\nwanted ${JSON.stringify(wanted)}`);
  }
}

/** Replays one case; throws at what differs. */
export function replay({ Journal, NoidaiError, Registry }, theme, kase) {
  // A page does not fetch what loads frames.
  if (kase.frame) return;
  const files = [...(theme.files ?? []), ...(kase.files ?? [])];
  const handed = files.map((file) => ({ name: file.name, content: content(file) }));
  let registry;
  const opening = said(NoidaiError, () => {
    registry = (kase.kept ? Journal : Registry).open(handed, kase.options ?? {});
  });
  // Keys are never codes, so parsing and writing again keeps order and bytes.
  same(opening.error, kase.refused && JSON.stringify(kase.refused), "opening");
  for (const [at, step] of (kase.steps ?? []).entries()) {
    const request = step.request_text ?? JSON.stringify(step.request);
    const wanted = step.answer
      ? { answer: JSON.stringify(step.answer) }
      : { error: JSON.stringify(step.error) };
    if (request.startsWith('{"tell":')) {
      same(said(NoidaiError, () => registry.tellText(request)), wanted, `step ${at}`);
      continue;
    }
    same(said(NoidaiError, () => registry.askText(request)), wanted, `step ${at}`);
    if (step.answer) same(registry.ask(step.request), step.answer, `step ${at}, as an object`);
  }
  registry?.free();
}
