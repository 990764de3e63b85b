"""In which language the module speaks."""
from __future__ import annotations

import os


def _is_chinese_environment() -> bool:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].startswith("zh")
    return False


_chinese = _is_chinese_environment()


def language(name: str | None = None) -> str:
    """The language of messages, titles, descriptions and labels: "en" or "zh".

    With a name, it is that from now on. At first it is what the environment says (LC_ALL, LC_MESSAGES, LANG), as on the
    command line.
    """
    global _chinese
    if name is not None:
        if name not in ("en", "zh"):
            raise ValueError(f'language: read {name!r}; allowed are "en" and "zh" （允许 "en" 和 "zh"）')
        _chinese = name == "zh"
    return "zh" if _chinese else "en"


def say(text: tuple[str, str]) -> str:
    """A text that is there in (English, Chinese), in the language of now."""
    english, chinese = text
    return chinese if _chinese and chinese else english


class Error(ValueError):
    """What the engine tells a person who can mend it: what was read, where, what is allowed, what to do.

    `str(error)` is in the language of now; both are kept in `args`.
    """

    def __str__(self) -> str:
        return say(self.args)
