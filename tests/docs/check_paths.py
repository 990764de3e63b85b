#!/usr/bin/env python3
"""Pages name what is there: check_paths.py REPOSITORY

Of all pages: links lead to files and headings that exist, and paths in code letters exist, or are made by a page
docs/adding_*.md. docs/house.md has the rooms of CMakeLists.txt, each with what tests/check_layers.py lets it include.
Every page and decision can be reached from README.md.
"""
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from check_layers import MAY_INCLUDE  # noqa: E402

CODE_BLOCK = re.compile(r"^```.*?^```$", re.M | re.S)
FOLDERS = "analysis|bench|cli|cmake|docs|engine|scenarios|tests|viz"


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def headings(page):
    """The anchors of a page, as GitHub makes them."""
    text = CODE_BLOCK.sub("", page.read_text())
    titles = [re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", title) for title in re.findall(r"^#+ (.*)$", text, re.M)]
    return {re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles}


def links(page):
    """(line, file, anchor) of each link that stays in the repository."""
    text = page.read_text()
    for match in re.finditer(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"\w+:", match[1]):
            name, _, anchor = match[1].partition("#")
            yield line_of(text, match.start()), (page.parent / name).resolve() if name else page, anchor


def wrong_links(page):
    for line, target, anchor in links(page):
        if not target.exists():
            yield f"{line}: leads to {target.name}, which is not there"
        elif anchor and anchor not in headings(target):
            yield f"{line}: {target.name} has no heading #{anchor}"


def wrong_paths(page, root, made):
    """A name in capitals stands for others; a name without ending for a file of any."""
    text = CODE_BLOCK.sub(lambda block: re.sub(r"[^\n]", " ", block[0]), page.read_text())
    for match in re.finditer(rf"`((?:{FOLDERS})/[\w./-]*)`", text):
        path = match[1].rstrip("/")
        there = (root / path).exists() or any((root / path).parent.glob((root / path).name + ".*"))
        planned = any(name == path or name.startswith(path + "/") for name in made)
        if not there and not planned and not re.search(r"[A-Z]{3}", path):
            yield f"{line_of(text, match.start())}: names {path}, which is not there"


def wrong_rooms(root):
    rooms = {room for room in re.findall(r"^gongjian_room\(([\w/]+)", (root / "CMakeLists.txt").read_text(), re.M)}
    rows = {row[0]: set(re.findall(r"`([\w/]+)`", row[1]))
            for row in re.findall(r"^\| `([\w/]+)` \|.*\| ?([^|]*) \|$", section(root / "docs/house.md", "Rooms"), re.M)}
    yield from (f"the room {room} is in CMakeLists.txt and not in the map" for room in sorted(rooms - rows.keys()))
    yield from (f"the room {room} is in the map and not in CMakeLists.txt" for room in sorted(rows.keys() - rooms))
    for room in sorted(rooms & rows.keys()):
        if rows[room] != MAY_INCLUDE[room]:
            yield f"the map lets {room} include {sorted(rows[room])}; tests/check_layers.py {sorted(MAY_INCLUDE[room])}"


def section(page, title):
    return re.search(rf"^## {title}$(.*?)(?=^## |\Z)", page.read_text(), re.M | re.S)[1]


def reached(root):
    """Pages that links lead to, from README.md on."""
    found, waiting = set(), [root / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in found:
            continue
        found.add(page)
        waiting += [target for _, target, _ in links(page) if target.suffix == ".md" and target.exists()]
        waiting += [target / "README.md" for _, target, _ in links(page) if (target / "README.md").exists()]
    return found


def main():
    root = Path(sys.argv[1]).resolve()
    pages = sorted([*root.glob("*.md"), *(root / "docs").rglob("*.md")])
    adding = "".join(page.read_text() for page in (root / "docs").glob("adding_*.md"))
    made = re.findall(r"^```\w+ (\S+)$", adding, re.M)
    wrong = [f"{page.relative_to(root)}:{problem}" for page in pages for problem in [*wrong_links(page), *wrong_paths(page, root, made)]]
    wrong += [f"docs/house.md: {problem}" for problem in wrong_rooms(root)]
    wrong += [f"{page.relative_to(root)}: no link leads to it from README.md" for page in sorted(set(pages) - reached(root))]
    print("\n".join(wrong) if wrong else f"what {len(pages)} pages name is there")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
