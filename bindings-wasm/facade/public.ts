// What both entries give.
export { Frame, Journal, NoidaiError, Registry, convert, hasFailed, restart } from "./noidai.js";
export type { Answers, FieldsOf, FrameQuestion, InSteps, Progress, RequestOf, Source } from "./noidai.js";
export type * from "./documents.js";
