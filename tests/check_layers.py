"""Who may include whom: the rooms of the house depend on each other in one direction only."""
import pathlib
import re
import sys

MAY_INCLUDE = {
    "engine/core": set(),
    "engine/model": {"engine/core"},
    "engine/io": {"engine/core"},
    "engine/run": {"engine/core", "engine/model", "engine/io", "analysis"},
    "analysis": {"engine/core", "engine/io"},
    "viz/view_data": {"engine/core", "engine/run"},
    "viz/viewer": {"engine/core", "engine/io", "engine/run", "analysis", "viz/view_data"},
    "viz/lessons": {"engine/core", "engine/io", "engine/run", "viz/view_data"},
    "viz/render": {"engine/core", "viz/view_data"},
    "viz/votes": {"engine/core"},
    "viz/app": {"engine/core", "viz/view_data", "viz/viewer", "viz/render", "viz/votes", "viz/lessons"},
    "bench/measure": {"engine/core", "engine/model", "engine/run"},
    "python": {"engine/core", "engine/io", "engine/run", "analysis"},
    "cli": {"engine/core", "engine/io", "engine/run", "analysis", "viz/app", "viz/lessons", "bench/measure"},
}
# the core knows no word of the domain
DOMAIN = re.compile(r"\b(alliance|district|unit kind|member|leader|attention|subdistrict|neighbourhood|committee|lever|campaign)s?\b", re.I)


def main():
    root = pathlib.Path(sys.argv[1])
    wrong = []
    for room, allowed in MAY_INCLUDE.items():
        for path in sorted((root / room).rglob("*.[ch]pp")):
            text = path.read_text()
            for include in re.findall(r'#include "((?:engine/\w+|analysis|viz/\w+|bench/measure|cli|tests)/[^"]*)"', text):
                target = next((r for r in MAY_INCLUDE if include.startswith(r + "/")), include)
                if target != room and target not in allowed:
                    wrong.append(f"{path.relative_to(root)}: {room} may not include {include}")
            if room == "engine/core":
                wrong += [f"{path.relative_to(root)}:{n}: a word of the domain in the core: {m.group()}"
                          for n, line in enumerate(text.splitlines(), 1) if (m := DOMAIN.search(line))]
    print("\n".join(wrong) if wrong else "every include points the right way, and the core knows no word of the domain")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
