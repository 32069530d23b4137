/* noidai: the arithmetic under the work of Viet Nam's community digital technology
 * teams. This file is made from bindings-c/src; do not edit it.
 *
 * CONVENTIONS
 *
 * Order      The handle first, then what is read, then what is written; the error
 *            always last. `const` means that it is not changed.
 * Status     Functions that can be refused return a noidai_status: 0, or the
 *            number of the first fault. What they write is written only if they
 *            return 0, `*error` only if they do not.
 * Errors     `error` may be NULL. Otherwise `*error` is the caller's afterwards:
 *            look at it with noidai_error_..., then noidai_error_free it.
 * Text       In both directions a pointer and a length, UTF-8, no NUL needed.
 *            noidai_text is lent: what goes in is only read during the call; what
 *            comes out lives as long as the comment at the function says.
 *            noidai_bytes is handed over: give it back to noidai_bytes_free.
 * NULL       A NULL handle or place is refused (null-pointer), never followed.
 *            Every ..._free accepts NULL.
 * Freeing    Once, with the function of the same name, by the library's function
 *            and not by free(). Nothing else frees a handle.
 * Threads    A registry never changes: any number of threads may ask it at once.
 *            A journal that is kept open changes by what it is told: telling waits
 *            until nobody asks, and asking until nobody tells, from any threads.
 *            Freeing must wait until no other thread uses the handle. An error
 *            may be read by any number of threads. There is no global state and
 *            nothing is kept by thread.
 * Defects    A panic inside the library becomes the status `panicked`, and the
 *            handle it happened in answers `poisoned` from then on; other handles
 *            work on. Please report it.
 * Long work  Opening and counting can go on in steps (noidai_opening_...,
 *            noidai_counting_...): the host shows how far they are, and gives up by
 *            freeing them, which leaves nothing behind. Several threads may step one;
 *            each waits for the other.
 * Structs    What the caller fills beside text begins with its size.
 * ABI        What takes files also takes NOIDAI_ABI and refuses another number
 *            (wrong-abi): header and library belong together.
 *
 * Documents (requests, answers, rules, options) are JSON; core/schemas has their
 * JSON Schemas. Personal values stand in no error.
 */
