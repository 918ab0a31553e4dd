"""Inputs made from observed ones, by type: what a function was called with, changed a little, within what was seen at the same place."""
import copy
import pickle

PLAIN = (type(None), bool, complex, bytes)


class Ranges:
    """What was seen at each place of the arguments. Made inputs stay within, so that unsaid preconditions have a chance to hold."""

    def __init__(self, observed):
        self.numbers, self.letters, self.items, self.lengths = {}, {}, {}, {}
        for args in observed:
            for place, value in enumerate(args):
                self._see((place,), value, set())

    def _see(self, place, value, seen):
        if isinstance(value, bool) or value is None:
            return
        if isinstance(value, (int, float)):
            low, high = self.numbers.get((place, type(value)), (value, value))
            self.numbers[place, type(value)] = (min(low, value), max(high, value))
        elif isinstance(value, str):
            self.letters.setdefault(place, []).extend(c for c in value if c not in self.letters.get(place, ()))
        elif isinstance(value, (list, tuple)):
            low, high = self.lengths.get(place, (len(value), len(value)))
            self.lengths[place] = (min(low, len(value)), max(high, len(value)))
            for item in value:
                self.items.setdefault(place, []).append(item)
                self._see(place + ("item",), item, seen)
        elif isinstance(value, dict):
            for key, item in value.items():
                self._see(place + ("key",), key, seen)
                self._see(place + ("value",), item, seen)
        elif hasattr(value, "__dict__") and id(value) not in seen:
            seen.add(id(value))
            for name, item in value.__dict__.items():
                self._see(("object", name), item, seen)


class Inputs:
    """Endless inputs; the same seed makes the same ones."""

    def __init__(self, observed, random):
        self._observed = [pickle.dumps(args) for args in observed]
        self._ranges = Ranges(observed)
        self._random = random
        self._width = 1.0

    def widen(self):
        """Lets numbers leave what was seen by half as much again: for when nothing new is made any more."""
        self._width = min(self._width * 1.5, 1e6)

    def next(self):
        args = list(pickle.loads(self._random.choice(self._observed)))
        # Two arguments that were never seen together are an input too, where they share no objects.
        if len(args) > 1 and self._random.random() < 0.2:
            other = pickle.loads(self._random.choice(self._observed))
            place = self._random.randrange(min(len(args), len(other)))
            if not _has_objects(args) and not _has_objects(other):
                args[place] = other[place]
        for _ in range(self._random.choice((1, 1, 2, 3, 5))):
            if args:
                place = self._random.randrange(len(args))
                args[place] = self._change((place,), args[place], _objects(args))
        return tuple(args)

    def _change(self, place, value, objects):
        random = self._random
        if isinstance(value, bool):
            return not value
        if value is None or isinstance(value, PLAIN):
            return value
        if isinstance(value, (int, float)):
            return self._number(place, value)
        if isinstance(value, str):
            return self._text(place, value)
        if isinstance(value, (list, tuple)):
            return type(value)(self._sequence(place, list(value), objects))
        if isinstance(value, dict):
            return self._mapping(place, dict(value), objects)
        if hasattr(value, "__dict__"):
            if random.random() < 0.3 and len(objects) > 1:
                return random.choice([o for o in objects if type(o) is type(value)])
            self._graph(random.choice([o for o in objects if type(o) is type(value)]), objects)
        return value

    def _number(self, place, value):
        random = self._random
        low, high = self._ranges.numbers.get((place, type(value)), (value, value))
        room = ((high - low) * 0.25 + 2) * self._width
        low, high = (low if low >= 0 else low - room), (high + room if high > 0 else high)
        if isinstance(value, float):
            return random.choice((value * random.uniform(0.5, 2), random.uniform(low, high), float(round(value)), low))
        near = value + random.choice((-2, -1, 1, 2))
        return int(min(max(random.choice((near, random.randint(int(low), int(high)), value // 2, int(low))), low), high))

    def _text(self, place, value):
        random, letters = self._random, self._ranges.letters.get(place) or ["a"]
        if place[-1] == "item" and len(value) <= 1:
            return random.choice(letters)
        at = random.randint(0, len(value))
        way = random.randrange(5)
        if way == 0:
            return value[:at] + random.choice(letters) + value[at:]
        if way == 1:
            return value[:at] + value[at + 1:]
        if way == 2:
            return value[:at] + random.choice(letters) + value[at + 1:]
        if way == 3:
            to = random.randint(at, len(value))
            return value[at:to] if random.random() < 0.5 else value[:at] + value[at:to] + value[at:]
        return "".join(random.choice(letters) for _ in range(random.randint(0, min(12, len(value) + 2))))

    def _sequence(self, place, items, objects):
        random = self._random
        pool = self._ranges.items.get(place, [])
        at = random.randint(0, len(items))
        way = random.randrange(9)
        if way == 0 and pool and not _has_objects(pool):
            items.insert(at, copy.deepcopy(random.choice(pool)))
        elif way == 1:
            del items[at:at + 1]
        elif way in (2, 3) and items:
            at = random.randrange(len(items))
            items[at] = self._change(place + ("item",), items[at], objects)
        elif way == 4 and len(items) > 1:
            one, other = random.randrange(len(items)), random.randrange(len(items))
            items[one], items[other] = items[other], items[one]
        elif way == 5:
            random.shuffle(items)
        elif way == 6:
            # Orders that functions ask for and that no accident makes.
            items = random.choice((_sorted, _mirrored, _unique))(items)
        elif way == 7 and items:
            items.insert(at, copy.deepcopy(random.choice(items)) if not _has_objects(items) else random.choice(items))
        elif way == 8 and pool and not _has_objects(pool):
            _, most = self._ranges.lengths.get(place, (0, len(items)))
            items = [copy.deepcopy(random.choice(pool)) for _ in range(random.randint(0, min(most + 2, 12)))]
        return items

    def _mapping(self, place, mapping, objects):
        random = self._random
        if not mapping:
            return mapping
        key = random.choice(list(mapping))
        way = random.randrange(4)
        if way == 0:
            del mapping[key]
        elif way == 1:
            made = self._change(place + ("key",), key, objects)
            mapping[made if isinstance(made, (int, str, tuple)) else key] = mapping[random.choice(list(mapping))]
        else:
            mapping[key] = self._change(place + ("value",), mapping[key], objects)
        return mapping

    def _graph(self, one, objects):
        """Changes what an object points to: within the lists it has, and to its own kind."""
        random = self._random
        name = random.choice(sorted(one.__dict__) or [""])
        value = one.__dict__.get(name)
        kin = [o for o in objects if type(o) is type(one)]
        if isinstance(value, list):
            # Never in place: a default value may be shared by all of them.
            value = list(value)
            if value and random.random() < 0.5:
                value.pop(random.randrange(len(value)))
            else:
                value.insert(random.randint(0, len(value)), random.choice(kin))
            setattr(one, name, value)
        elif value is None or type(value) is type(one):
            if self._points(kin, name):
                setattr(one, name, random.choice(kin + [None]))

    @staticmethod
    def _points(kin, name):
        return any(type(o.__dict__.get(name)) is type(o) for o in kin)


def _objects(args):
    found, waiting, seen = [], list(args), set()
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, (list, tuple, set)):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value.keys())
            waiting.extend(value.values())
        elif hasattr(value, "__dict__") and id(value) not in seen:
            seen.add(id(value))
            found.append(value)
            waiting.extend(value.__dict__[n] for n in sorted(value.__dict__))
    return found


def _has_objects(values):
    return bool(_objects(list(values)))


def _sorted(items):
    try:
        return sorted(items)
    except TypeError:
        return items


def _mirrored(items):
    return items[:(len(items) + 1) // 2] + items[:len(items) // 2][::-1]


def _unique(items):
    return [item for at, item in enumerate(items) if item not in items[:at]]
