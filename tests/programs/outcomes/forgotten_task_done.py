# expect: deadlock
# stderr: MainThread waits for the tasks of jobs (1 unfinished)
# stdout: took 1
# join() waits for a task_done() that never comes.
import queue

jobs = queue.Queue()
jobs.put(1)
print("took", jobs.get())
jobs.join()
