/** Defines `<hotpot-lab>`. This is the file that an article's script tag names. */

import { ConsolePart } from "./console-part";
import { HotpotLab } from "./hotpot-lab";
import { SourcePart } from "./source-part";
import { TimelinePart } from "./timeline-part";

const ELEMENTS = {
  "hotpot-timeline": TimelinePart,
  "hotpot-source": SourcePart,
  "hotpot-console": ConsolePart,
  "hotpot-lab": HotpotLab,
};

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

export { HotpotLab };
