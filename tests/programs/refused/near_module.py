# expect: refused
# modes: simulate
# at: 6:1
# stderr: thread
# stderr: threading
import thread
