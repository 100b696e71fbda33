/** From an address to what an element can take up. */

import { unpackCode } from "../element/code";
import { programSource } from "../element/library";
import type { Request } from "../element/requested";
import { messageOf } from "../element/run-slot";
import type { NoProgram } from "../element/runs";
import { decodeAddress } from "../model/address";
import type { Messages } from "../model/messages/messages";
import { FIRST_PROGRAM } from "./gallery";

/** A message that can be said in any language. */
export type Say = (messages: Messages) => string;

export interface Opened {
  readonly request: Request;
  /** What could not be taken from the address. */
  readonly notice: Say | undefined;
}

/** What to say when the program of an address could not be fetched. */
export function refusal(fragment: string, error: unknown, retry: () => void): NoProgram {
  return { name: decodeAddress(fragment).program || FIRST_PROGRAM, message: messageOf(error), retry };
}

export async function openAddress(fragment: string): Promise<Opened> {
  const address = decodeAddress(fragment);
  const asked = address.program === "" ? FIRST_PROGRAM : address.program;
  const found = await programSource(asked);
  const source = found ?? (await programSource(FIRST_PROGRAM)) ?? "";
  const edited = address.code === undefined ? undefined : await unpackCode(address.code);
  const notices: Say[] = [];
  if (found === undefined) notices.push((messages) => messages.linkUnknownProgram(asked));
  if (address.unread.length > 0) notices.push((messages) => messages.linkUnread(address.unread.join(", ")));
  if (address.code !== undefined && edited === undefined) notices.push((messages) => messages.linkBroken);
  return {
    request: {
      name: found === undefined ? FIRST_PROGRAM : asked,
      source,
      ...(edited !== undefined && { edited }),
      params: address.params,
      values: address.values,
      settings: address.settings,
      ...(address.axis && { axis: address.axis }),
    },
    notice: notices.length === 0 ? undefined : (messages) => notices.map((say) => say(messages)).join(" "),
  };
}
