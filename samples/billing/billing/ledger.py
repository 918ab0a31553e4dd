"""Who owes what, and since when."""

from collections import defaultdict

REMINDER_AFTER_DAYS = 14


class Ledger:
    """Days are plain day numbers; the caller decides what day zero is."""

    def __init__(self):
        self._open = {}
        self._paid = defaultdict(int)

    def post(self, invoice, day):
        if invoice.number in self._open:
            raise ValueError(f"invoice {invoice.number} was posted before")
        self._open[invoice.number] = (invoice, day)

    def pay(self, number, cents):
        """Books a payment and returns what was paid too much."""
        invoice, _ = self._open[number]
        self._paid[number] += cents
        return max(0, self._paid[number] - invoice.total)

    def balance(self, number):
        invoice, _ = self._open[number]
        return max(0, invoice.total - self._paid[number])

    def owed_by(self, customer):
        numbers = [number for number, (invoice, _) in self._open.items() if invoice.customer == customer]
        return sum(self.balance(number) for number in numbers)

    def overdue(self, today):
        late = [
            (invoice.customer, number)
            for number, (invoice, day) in self._open.items()
            if today - day > REMINDER_AFTER_DAYS and self.balance(number) > 0
        ]
        return sorted(late)
