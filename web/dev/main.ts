/** The playground with an engine that runs nothing: for work on the page alone. It is not part of the built site. */

import { FakeEngine } from "../src/element/engine.fixture";
import { useEngine } from "../src/element/shared-engine";

useEngine(() => Promise.resolve(new FakeEngine(Number(new URLSearchParams(location.search).get("delay") ?? 0))));
await import("../src/app/main");
