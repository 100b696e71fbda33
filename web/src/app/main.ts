/** The playground's page. */

import "../element/index";
import { Playground } from "./playground";

customElements.define("hotpot-playground", Playground);
