"""The label itself: sender, receiver, contents."""

from dataclasses import dataclass, field

from .columns import table
from .font import Font
from .paragraph import align, wrap


@dataclass
class Label:
    receiver: str
    sender: str = ""
    contents: list = field(default_factory=list)
    width: int = 120
    font: Font = field(default_factory=Font)

    def lines(self):
        rows = []
        if self.sender:
            rows.extend(align(line, self.width, self.font, "right") for line in self._wrapped(self.sender))
            rows.append("")
        rows.extend(self._wrapped(self.receiver))
        if self.contents:
            rows.append("")
            rows.extend(table([(str(count), what) for count, what in self.contents], self.font, self.width // 2))
        return rows

    def height(self, leading=2):
        count = len(self.lines())
        line_height = 10 * self.font.size
        return count * line_height + max(0, count - 1) * leading

    def _wrapped(self, text):
        return wrap(text, self.width, self.font)
