#!/usr/bin/env python3
"""Pages of docs/ that the program writes are what it writes, and the glossary has its words.

    check_generated_docs.py GONGJIAN DOCS

Ends with status 1 where a page differs, and tells the first line that does and the command that makes it anew; or where
docs/glossary.md lacks a lever, output or outcome as the program names it in both languages.
"""
import re
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

PAGES = {"parameters.md": ["--lang", "en", "list", "--markdown"]}
IN_GLOSSARY = {"lever": 1, "output": 3, "outcome": 2}  # tables of the reference page: the column with the name for people


def printed_by(binary, *arguments):
    return subprocess.run([binary, *arguments], capture_output=True, text=True, check=True).stdout


def names(page):
    """{(table, name): the name for people} of the reference page; its sections have one order in both languages."""
    sections = re.split(r"^## ", page, flags=re.M)[1:]
    found = {}
    for (table, column), section in zip(IN_GLOSSARY.items(), (sections[1], sections[3], sections[4])):
        for row in re.findall(r"^\| `.*\|$", section, re.M):
            cells = [cell.strip() for cell in row.strip("|").split("|")]
            found[table, cells[0]] = cells[column]
    return found


def check_glossary(binary, docs):
    english, chinese = (names(printed_by(binary, "--lang", language, "list", "--markdown")) for language in ("en", "zh"))
    rows = (docs / "glossary.md").read_text().splitlines()
    missing = [row for (table, name), text in english.items()
               if (row := f"| {name} | {text} | {chinese[table, name]} |") not in rows]
    print("\n".join(["docs/glossary.md lacks these rows:", *missing] if missing
                    else [f"docs/glossary.md has {len(english)} levers, outputs and outcomes in both languages"]))
    return not missing


def main():
    binary, docs = sys.argv[1], Path(sys.argv[2])
    failed = not check_glossary(binary, docs)
    for name, arguments in PAGES.items():
        printed = printed_by(binary, *arguments)
        command = f"gongjian {' '.join(arguments)} > docs/{name}"
        assert command in printed.splitlines()[0], f"the first line does not name the command: {printed.splitlines()[0]}"
        path = docs / name
        stored = path.read_text() if path.exists() else ""
        if stored == printed:
            print(f"docs/{name} is what the program prints")
            continue
        failed = True
        lines = zip_longest(stored.splitlines(), printed.splitlines(), fillvalue="(no line)")
        number, (old, new) = next(((n, pair) for n, pair in enumerate(lines, 1) if pair[0] != pair[1]), (0, ("", "")))
        print(f"docs/{name}:{number}: the page has\n  {old}\nthe program prints\n  {new}\nMake it anew: {command}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
