/** The programs of the menu: in what order, under what names. A program that nobody has listed stands under its own name. */

import { PROGRAM_NAMES } from "../element/library";
import type { Language, Messages } from "../model/messages/messages";

type Title = Readonly<Record<Language, string>>;

const GROUPS: readonly {
  readonly title: (messages: Messages) => string;
  readonly programs: Readonly<Record<string, Title>>;
}[] = [
  {
    title: (messages) => messages.groupThreads,
    programs: {
      thread_start: { en: "Starting a thread", zh: "启动线程" },
      daemon_thread: { en: "Daemon thread", zh: "守护线程" },
      low_level_thread: { en: "The _thread module", zh: "_thread 模块" },
      three_states: { en: "Three states of a thread", zh: "线程的三种状态" },
      one_core_many: { en: "One core, many cores", zh: "单核与多核" },
      shared_counter: { en: "Shared counter", zh: "共享计数器" },
    },
  },
  {
    title: (messages) => messages.groupQueues,
    programs: {
      producer_consumer: { en: "Producers and consumers", zh: "生产者与消费者" },
      task_done_join: { en: "task_done and join", zh: "task_done 与 join" },
      queue_kinds: { en: "Kinds of queues", zh: "几种队列" },
    },
  },
  {
    title: (messages) => messages.groupLocks,
    programs: {
      lock_and_rlock: { en: "Lock and RLock", zh: "Lock 与 RLock" },
      hotpot: { en: "Hotpot: one condition", zh: "吃火锅：一个条件变量" },
      two_conditions: { en: "Two conditions, one lock", zh: "两个条件变量，一把锁" },
      semaphore_crawler: { en: "Crawler with a semaphore", zh: "信号量与爬虫" },
      bounded_semaphore: { en: "Bounded semaphore", zh: "有界信号量" },
      readers_writer: { en: "Readers and a writer", zh: "读者与写者" },
      traffic_light: { en: "Traffic light: an event", zh: "红绿灯：事件" },
      db_connect: { en: "Waiting for a database", zh: "等待数据库" },
    },
  },
];

export const FIRST_PROGRAM = "hotpot";

export interface MenuGroup {
  readonly title: string;
  readonly programs: readonly { readonly name: string; readonly title: string }[];
}

export function programMenu(messages: Messages, language: Language): readonly MenuGroup[] {
  const groups = GROUPS.map(({ title, programs }) => ({
    title: title(messages),
    programs: Object.entries(programs)
      .filter(([name]) => PROGRAM_NAMES.includes(name))
      .map(([name, titles]) => ({ name, title: titles[language] })),
  }));
  const listed = new Set(GROUPS.flatMap(({ programs }) => Object.keys(programs)));
  const rest = PROGRAM_NAMES.filter((name) => !listed.has(name)).map((name) => ({ name, title: name }));
  return [...groups, { title: messages.groupOther, programs: rest }].filter((group) => group.programs.length > 0);
}
