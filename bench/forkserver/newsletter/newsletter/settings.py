"""Settings of a newsletter, as its editors write them in YAML."""

import attr
import yaml


@attr.s(frozen=True)
class Settings:
    title = attr.ib()
    weekday = attr.ib(default="FR", validator=attr.validators.in_(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]))
    most = attr.ib(default=5, converter=int)
    topics = attr.ib(factory=tuple, converter=tuple)
    service = attr.ib(default="https://mail.example/send")


def load(text):
    raw = yaml.safe_load(text) or {}
    known = {field.name for field in attr.fields(Settings)}
    unknown = sorted(set(raw) - known)
    if unknown:
        raise ValueError("unknown settings: %s" % ", ".join(unknown))
    return Settings(**raw)
