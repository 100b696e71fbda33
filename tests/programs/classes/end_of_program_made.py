# What a finalizer makes at the end of the program is finalized too, also where in memory something lay that was met before.
# cpython: no
# stdout: end
# stdout: del made by a finalizer
class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


class Maker:
    def __del__(self):
        global junk
        junk = None
        boxes[0][0][0][0].append(D("made by a finalizer"))


class Plain:
    pass


junk = Plain()
makers = [[[Maker()]]]
boxes = [[[[[]]]]]
print("end")
