import { expect, it } from "vitest";
import { MESSAGES } from "./messages/messages";
import { outcomeText } from "./seed-counts";

it("an outcome is told in the reader's language, what was printed as it was printed", () => {
  const { en, zh } = MESSAGES;
  expect(outcomeText("finished: total: 40", "finished", en, "en")).toBe("finished: total: 40");
  expect(outcomeText("finished: total: 40", "finished", zh, "zh")).toBe("运行结束：total: 40");
  expect(outcomeText("finished: exit status 3", "finished", zh, "zh")).toBe("运行结束：退出码 3");
  expect(outcomeText("deadlock", "deadlock", zh, "zh")).toBe("死锁");
  expect(outcomeText("failed: ValueError: no", "failed", zh, "zh")).toBe("失败：ValueError: no");
  const limit = "limit: The run had more than 1000 events.";
  expect(outcomeText(limit, "limit", zh, "zh")).toBe("到达上限：运行超过了 1000 个事件。");
});
