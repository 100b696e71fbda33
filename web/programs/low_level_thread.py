"""Nobody waits for a thread of `_thread`: make STAY shorter, and the countdown is cut short when main leaves.

没有谁会等待 `_thread` 启动的线程：把 STAY 调短，主线程一走，倒计时就中断了。
"""
# @run cores=1 gil=on slow=1 axis=time
import _thread
import time

FROM = 5  # @param {type:"slider", min:1, max:10, step:1}
STAY = 6.0  # @param {type:"slider", min:0.5, max:12.0, step:0.5}


def count_down(n):
    while n > 0:
        print("countdown:", n)
        time.sleep(1)
        n -= 1
    print("countdown: lift-off")


if __name__ == "__main__":
    _thread.start_new_thread(count_down, (FROM,))
    time.sleep(STAY)
    print(f"main: leaves after {STAY} s")
