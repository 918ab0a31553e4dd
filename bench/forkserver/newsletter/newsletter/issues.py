"""When issues appear, and which articles go into one."""

import attr
from dateutil import parser, rrule
from dateutil.relativedelta import relativedelta


@attr.s(frozen=True, order=False)
class Article:
    title = attr.ib()
    published = attr.ib(converter=parser.isoparse)
    topic = attr.ib(default="")
    read = attr.ib(default=0)


def dates(settings, start, count):
    """The days of the next issues."""
    day = getattr(rrule, settings.weekday)
    return [d.date() for d in rrule.rrule(rrule.WEEKLY, byweekday=day, count=count, dtstart=parser.isoparse(start))]


def chosen(settings, articles, day):
    """Articles of the week before an issue, the most read first."""
    end = parser.isoparse(day)
    begin = end - relativedelta(weeks=1)
    fresh = [a for a in articles if begin < a.published < end]
    if settings.topics:
        fresh = [a for a in fresh if a.topic in settings.topics]
    fresh.sort(key=lambda a: (-a.read, a.title))
    return fresh[:settings.most]
