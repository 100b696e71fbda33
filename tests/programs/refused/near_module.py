# expect: refused
# modes: simulate
# at: 6
# stderr: thread
# stderr: threading
import thread
