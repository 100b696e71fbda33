# Classes with arguments, subclasses of a class.
import queue, collections
print(list[int], dict[str, list[int]], tuple[int, ...], list["Node"], list[int] == list[int], hash(list[int]) == hash(list[int]), hash(int | str) == hash(int | str), list[int] | None, type(list[int]), list[int].__origin__, dict[str, int].__args__, queue.Queue[int], collections.deque[int], set[float], type[int], collections.OrderedDict[str, int], collections.defaultdict[str, int])
class Stack(list[int]): pass
s = Stack([1]); print(s, Stack.__mro__, list[int]([1, 2]), dict[str, int](a=1))
class Q(queue.Queue[int]): pass
print(Q().empty(), Q[str])
def f(a: list[int], b: "dict[str, int]" = None) -> list[int] | None: ...
print(f.__annotations__)
try: isinstance([], list[int])
except TypeError as e: print(e)
try: issubclass(list, list[int])
except TypeError as e: print(e)
try: int[str]
except TypeError as e: print(e)
class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
print(A.__subclasses__(), B.__subclasses__(), D.__subclasses__(), [c.__name__ for c in A.__subclasses__()])
def all_subclasses(cls): return set(cls.__subclasses__()).union(s for c in cls.__subclasses__() for s in all_subclasses(c))
print(sorted(c.__name__ for c in all_subclasses(A)))
class Shape:
    def area(self): return 0
for n in ('Sq', 'Ci'): type(n, (Shape,), {})
class Keep(Shape): pass
print(Keep in Shape.__subclasses__())
class AppError(Exception): pass
print(AppError in Exception.__subclasses__())
import sys; print(repr(sys.version_info)[:40], sys.version_info.major, sys.version_info.minor)
