/** Fixed sentences of the engine, which are English, and their translations. `{}` stands for what changes, `{1}` for the first of it. */

import type { Language } from "./messages";

type Pairs = readonly (readonly [sentence: string, translation: string])[];

const ZH: Pairs = [
  [
    "The program printed more than {} bytes, the limit of a run.",
    "程序打印的内容超过了 {1} 字节，这是一次运行的上限。",
  ],
  [
    "The program executed more than {} instructions, the limit of a run.",
    "程序执行了 {1} 条以上的指令，这是一次运行的上限。",
  ],
  [
    "The program uses more than {} MB of memory, the limit of a run.",
    "程序占用的内存超过了 {1} MB，这是一次运行的上限。",
  ],
  [
    "The program started more than {} threads, the limit of a run.",
    "程序启动的线程超过了 {1} 个，这是一次运行的上限。",
  ],
  [
    "The program has more than {} threads at once, the limit of a run.",
    "程序同时有 {1} 个以上的线程，这是一次运行的上限。",
  ],
  [
    "The program computed for more than {} s (of a machine at full speed).",
    "程序的计算超过了 {1} 秒（按全速的机器算）。",
  ],
  ["The run took more than {} s of virtual time.", "运行超过了 {1} 秒虚拟时间。"],
  ["The run had more than {} events.", "运行超过了 {1} 个事件。"],
  ["No more threads can be had than {}.", "最多只能有 {1} 个线程。"],
  ["Live mode needs a page that is cross-origin isolated.", "真实模式需要跨源隔离的页面。"],
  ["A thread did not stop within a second.", "有线程一秒之内没有停下。"],
  ["The run did not stop within a second.", "运行一秒之内没有停下。"],
  ["The engine did not answer.", "引擎没有回答。"],
  ["The worker failed to start.", "worker 没能启动。"],
  ["A worker failed to start: {}.", "有 worker 没能启动：{1}。"],
  ["exit status {}", "退出码 {1}"],
  ["stopped", "已停止"],
  ["`async def` is not supported; use `def` and threads", "不支持 `async def`；请用 `def` 和线程"],
  ["`match` statements are not supported; use `if` and `elif`", "不支持 `match` 语句；请用 `if` 和 `elif`"],
  ["`except*` is not supported; use `except`", "不支持 `except*`；请用 `except`"],
  [
    "relative imports are not supported: a program is one file; import the module by its name",
    "不支持相对导入：一个程序就是一个文件；请按模块名导入",
  ],
  ["complex numbers are not supported; use two floats", "不支持复数；请用两个浮点数"],
  [
    "the character name \\N{{}} is not supported; write the character itself or its \\u number",
    "不支持字符名 \\N{{1}}；请直接写这个字符，或者写它的 \\u 编号",
  ],
  ["this body is too large; split it into functions", "这一段代码太大；请拆成几个函数"],
  [
    "expression is nested too deeply (at most {} levels); give its inner parts names on lines of their own",
    "表达式嵌套得太深（至多 {1} 层）；请给里面的部分起名字，各占一行",
  ],
  ["No module named '{}':{} Hotpot has {}", "没有名为 '{1}' 的模块。{2}Hotpot 有 {3}"],
  [" did you mean '{}'?", "是不是想写 '{1}'？"],
  ["too many nested parentheses", "括号嵌套得太深"],
  ["too many levels of indentation", "缩进的层数太多"],
  [
    "too many operators, attributes and calls in one expression (at most {}); split it into several statements",
    "一个表达式里的运算符、属性和调用太多（至多 {1} 个）；请拆成几条语句",
  ],
];

export const ENGINE_TEXTS: Readonly<Record<Language, Pairs>> = { en: [], zh: ZH };
