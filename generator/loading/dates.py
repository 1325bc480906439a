"""Days and dates as authors write them: the year first, in digits."""

from __future__ import annotations

import datetime
import re


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, as `1965-03-01`."""
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None and _exists(text)


def is_date(text: str) -> bool:
    """Whether a text is a year, a month of a year, or a day."""
    return re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text) is not None and _exists(f"{text}-01-01"[:10])


def _exists(day: str) -> bool:
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True
