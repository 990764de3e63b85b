"""Scenarios."""
from __future__ import annotations

import datetime
import json
import numbers
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Union

import numpy

from . import _gongjian
from ._language import say

Settings = Union[Mapping[str, Any], Iterable[str], None]


def toml(value: Any) -> str:
    """A value as a scenario file writes it."""
    if isinstance(value, (numpy.generic, numpy.ndarray)):
        value = value.tolist()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Real):
        return repr(float(value))
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    raise TypeError(f"{value!r}: a setting is a number, a text, True or False, a date, or a list of these "
                    "（设定值应为数、文字、True 或 False、日期，或由它们组成的列表）")


def as_texts(settings: Settings) -> list[str]:
    """Settings as the command line takes them: "PATH=VALUE"."""
    if settings is None:
        return []
    if isinstance(settings, Mapping):
        return [f"{path}={toml(value)}" for path, value in settings.items()]
    if isinstance(settings, str):
        return [settings]
    return list(settings)


class Scenario:
    """A scenario, checked and ready to run. It does not change: `with_` gives another.

    source    the name of a shipped scenario, the path of a file, or the text of one (which has several lines)
    settings  what is set on top: {"levers.two_way": 0.6, "weeks": 260}, or texts as of `--set` on the command line
    path      of a text alone: where it would stand. Files that it names are looked for beside it, and it is called
              after it

    Raises Error with every problem at once.
    """

    def __init__(self, source: str, settings: Settings = None, *, path: str = "scenario.toml") -> None:
        if "\n" in str(source):
            self._engine = _gongjian.Scenario.parse(source, str(path), as_texts(settings))
        else:
            self._engine = _gongjian.Scenario.read(str(source), as_texts(settings))

    def with_(self, settings: Settings) -> Scenario:
        """The scenario with more settings on top."""
        other = object.__new__(Scenario)
        other._engine = self._engine.changed(as_texts(settings))
        return other

    @property
    def name(self) -> str:
        """Of the file, without its ending."""
        return self._engine.name

    @property
    def path(self) -> str:
        """Of the file."""
        return self._engine.path

    @property
    def title(self) -> str:
        return say(self._engine.title)

    @property
    def description(self) -> str:
        return say(self._engine.description)

    @property
    def start_date(self) -> datetime.date:
        """The first day of week 0."""
        return datetime.date.fromisoformat(self._engine.start_date)

    @property
    def weeks(self) -> int:
        return self._engine.weeks

    @property
    def seed(self) -> int:
        return self._engine.seed

    @property
    def districts(self) -> list[str]:
        return [say(name) for name in self._engine.districts]

    @property
    def parameters(self) -> Mapping[str, float]:
        """Every parameter by the path that sets it, such as "parameters.attention.mean_tenure_years"."""
        return MappingProxyType(self._engine.parameters)

    @property
    def levers(self) -> list[dict[str, Any]]:
        """The levers that are set: name, value, weeks, districts (their English names; "*" stands for all)."""
        return self._engine.levers

    @property
    def events(self) -> list[dict[str, Any]]:
        """What happens: kind, week, fields, districts. The first is set by "event.0.…"."""
        return self._engine.events

    @property
    def notes(self) -> list[str]:
        """What is allowed but may not be meant, such as events after the last week."""
        return [say(note) for note in self._engine.notes]

    @property
    def text(self) -> str:
        """The whole scenario as TOML, with what it extends and what was set. Scenario(text) is the same scenario."""
        return self._engine.text

    def __repr__(self) -> str:
        return f"<gongjian.Scenario {self.name}: {self.title}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and (self.path, self.text) == (other.path, other.text)

    def __hash__(self) -> int:
        return hash((self.path, self.text))

    def __reduce__(self) -> tuple:
        return _again, (self.text, self.path)


def _again(text: str, path: str) -> Scenario:
    return Scenario(text, path=path)


def as_scenario(scenario: Scenario | str) -> Scenario:
    return scenario if isinstance(scenario, Scenario) else Scenario(scenario)
