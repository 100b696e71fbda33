/** The page for frames: one element, told by the address what to show. `?view=`, `?lang=` and `?theme=` are as the element's attributes. */

import "../element/index";
import type { HotpotLab } from "../element/hotpot-lab";
import { chooseLanguage, MESSAGES } from "../model/messages/messages";
import { PALETTES } from "../timeline/palette";
import { openAddress } from "./open-address";
import { addressOf } from "./write-address";

const query = new URLSearchParams(location.search);
const lab = document.querySelector("hotpot-lab") as HotpotLab;
const link = document.querySelector("a") as HTMLAnchorElement;
const language = chooseLanguage([query.get("lang") ?? "", ...navigator.languages]);

lab.lang = language;
document.documentElement.lang = language;
lab.view = query.get("view") ?? undefined;
const theme = query.get("theme");
if (theme === "light" || theme === "dark") {
  lab.theme = theme;
  document.documentElement.style.colorScheme = theme;
  document.body.style.background = PALETTES[theme].page;
  document.body.style.color = PALETTES[theme].muted;
}
link.textContent = MESSAGES[language].openPlayground;

async function open(): Promise<void> {
  const { request } = await openAddress(location.hash);
  link.href = `./index.html${location.hash}`;
  await lab.open(request);
}

lab.addEventListener("hotpot-settle", async () => {
  link.href = `./index.html${await addressOf(lab.session)}`;
});
addEventListener("hashchange", () => void open());
void open();
