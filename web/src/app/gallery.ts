/** The programs of the menu: in what order, under what names. A program that nobody has listed stands under its own name. */

import { PROGRAM_NAMES } from "../element/library";
import type { Messages } from "../model/messages/messages";

const GROUPS: readonly {
  readonly title: (messages: Messages) => string;
  readonly programs: readonly (keyof Messages["titles"])[];
}[] = [
  {
    title: (messages) => messages.groupThreads,
    programs: ["thread_start", "daemon_thread", "low_level_thread", "three_states", "one_core_many", "shared_counter"],
  },
  {
    title: (messages) => messages.groupQueues,
    programs: ["producer_consumer", "task_done_join", "queue_kinds"],
  },
  {
    title: (messages) => messages.groupLocks,
    programs: [
      "lock_and_rlock",
      "hotpot",
      "two_conditions",
      "semaphore_crawler",
      "bounded_semaphore",
      "readers_writer",
      "traffic_light",
      "db_connect",
    ],
  },
];

export const FIRST_PROGRAM = "hotpot";

export interface MenuGroup {
  readonly title: string;
  readonly programs: readonly { readonly name: string; readonly title: string }[];
}

export function programMenu(messages: Messages): readonly MenuGroup[] {
  const groups = GROUPS.map(({ title, programs }) => ({
    title: title(messages),
    programs: programs
      .filter((name) => PROGRAM_NAMES.includes(name))
      .map((name) => ({ name, title: messages.titles[name] })),
  }));
  const listed = new Set<string>(GROUPS.flatMap(({ programs }) => programs));
  const rest = PROGRAM_NAMES.filter((name) => !listed.has(name)).map((name) => ({ name, title: name }));
  return [...groups, { title: messages.groupOther, programs: rest }].filter((group) => group.programs.length > 0);
}
