class FormulaError(ValueError):
    """A formula cannot be read or worked out; the message says why."""
