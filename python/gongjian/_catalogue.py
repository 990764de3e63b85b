"""What there is to choose from and to look at."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _gongjian
from ._language import say
from ._optional import table

if TYPE_CHECKING:
    import pandas


def _in_language(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: say(value) if isinstance(value, tuple) else value for key, value in row.items()} for row in rows]


def scenarios() -> list[str]:
    """The names of the shipped scenarios."""
    return _gongjian.scenarios()


def experiments() -> list[str]:
    """The names of the shipped experiments."""
    return _gongjian.experiments()


def parameters() -> pandas.DataFrame:
    """All parameters by the path that sets them: description, default, unit, range (low, high), source."""
    return table(_in_language(_gongjian.parameters()), "name", "gongjian.parameters")


def levers() -> pandas.DataFrame:
    """All levers by name ("levers.NAME" sets one, from 0 to 1): label, description."""
    return table(_in_language(_gongjian.levers()), "name", "gongjian.levers")


def outcomes() -> pandas.DataFrame:
    """All outcomes of a run by name: description, unit, and whether less or more is better."""
    return table(_in_language(_gongjian.outcomes()), "name", "gongjian.outcomes")


def series() -> pandas.DataFrame:
    """All weekly series of the city by name: description, unit."""
    return table(_in_language(_gongjian.series()), "name", "gongjian.series")
