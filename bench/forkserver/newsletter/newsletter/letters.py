"""An issue as text, and the request that would send it."""

import jinja2
import requests

TEXT = jinja2.Environment(trim_blocks=True, undefined=jinja2.StrictUndefined).from_string(
    """\
{{ title }}, {{ day }}
{% for article in articles %}
{{ loop.index }}. {{ article.title }}{% if article.topic %} ({{ article.topic }}){% endif %}

{% else %}
Nothing this week.
{% endfor %}
""")


def written(settings, articles, day):
    return TEXT.render(title=settings.title, day=day, articles=articles)


def posting(settings, text, recipients):
    """One request for all; nothing is sent here."""
    if not recipients:
        raise ValueError("nobody to write to")
    request = requests.Request("POST", settings.service, params={"count": len(recipients)}, json={"to": sorted(set(recipients)), "text": text})
    return request.prepare()
