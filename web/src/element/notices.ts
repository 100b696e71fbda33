/** What could not be taken as it was asked for, in words. */

import type { Messages } from "../model/messages/messages";
import type { Notice } from "./requested";

export function noticeText(notice: Notice, messages: Messages): string {
  switch (notice.kind) {
    case "unknownParameter":
      return messages.linkUnknownParameter(notice.name);
    case "moved":
      return messages.linkMoved(notice.name, notice.given, String(notice.used));
    case "refused":
      return messages.linkRefused(notice.name, notice.given);
    case "notIsolated":
      return `${messages.liveNotIsolated} ${messages.simulatedInstead}`;
  }
}
