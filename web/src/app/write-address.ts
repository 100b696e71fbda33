/** From what an element shows to an address. */

import { packCode } from "../element/code";
import type { LabSession } from "../element/session";
import { encodeAddress } from "../model/address";

export async function addressOf(session: LabSession): Promise<string> {
  const isWritten = session.isEdited && session.source.trim() !== "";
  const code = isWritten ? await packCode(session.source) : undefined;
  const parts = { program: session.name, ...session.changes, ...(code !== undefined && { code }) };
  return encodeAddress(parts, session.parameterNames);
}
