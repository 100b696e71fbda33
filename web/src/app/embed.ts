/** The page for frames: one element, told by the address what to show. `?view=`, `?lang=` and `?theme=` are as the element's attributes. */

import "../element/index";
import type { HotpotLab } from "../element/hotpot-lab";
import { chooseLanguage, MESSAGES } from "../model/messages/messages";
import { PALETTES } from "../timeline/palette";
import { openAddress, refusal } from "./open-address";
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

function open(): void {
  const { hash } = location;
  link.href = `./index.html${hash}`;
  const request = openAddress(hash).then((opened) => opened.request);
  lab.open(request).catch((error: unknown) => {
    if (hash === location.hash) lab.session.refuse(refusal(hash, error, open), "");
  });
}

lab.addEventListener("hotpot-settle", async () => {
  link.href = `./index.html${await addressOf(lab.session)}`;
});
addEventListener("hashchange", open);
open();
