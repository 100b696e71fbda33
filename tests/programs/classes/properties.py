# property: getter, setter, deleter, inheritance, error messages.
class Temperature:
    def __init__(self, celsius=0):
        self.celsius = celsius

    @property
    def celsius(self):
        """Degrees."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        print("deleted")
        self._celsius = 0

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32


t = Temperature(100)
print(t.celsius, t.fahrenheit)
t.celsius = -40
print(t.fahrenheit)
del t.celsius
print(t.celsius)
try:
    t.celsius = -300
except ValueError as error:
    print(error)
try:
    t.fahrenheit = 1
except AttributeError as error:
    print(error)
try:
    del t.fahrenheit
except AttributeError as error:
    print(error)
print(Temperature.celsius.__doc__, type(Temperature.celsius).__name__)
print(t.__dict__)


class Warm(Temperature):
    @property
    def fahrenheit(self):
        return super().fahrenheit + 1


print(Warm(10).fahrenheit)


class Old:
    def get_x(self):
        return self._x

    def set_x(self, value):
        self._x = value

    x = property(get_x, set_x, doc="the x")
    y = property()


old = Old()
old.x = 5
print(old.x, Old.x.__doc__)
for action in (lambda: old.y, lambda: setattr(old, "y", 1)):
    try:
        action()
    except AttributeError as error:
        print(error)


class Failing:
    @property
    def value(self):
        return self.missing


try:
    Failing().value
except AttributeError as error:
    print(error)


class Descriptor:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return getattr(instance, self.name, "unset")

    def __set__(self, instance, value):
        print("set", self.name, value)
        setattr(instance, self.name, value)

    def __delete__(self, instance):
        print("delete", self.name)
        delattr(instance, self.name)


class Uses:
    a = Descriptor()
    b = Descriptor()


uses = Uses()
print(uses.a)
uses.a = 1
uses.b = 2
print(uses.a, uses.b, uses.__dict__)
del uses.a
print(uses.a, type(Uses.a).__name__)


class Slots:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = 1


s = Slots()
s.y = 2
print(s.x, s.y)
try:
    s.z = 3
except AttributeError as error:
    print(error)
