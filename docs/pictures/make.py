"""Makes the pictures of the window that the documentation shows: make.py GONGJIAN [FOLDER]."""
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tests" / "window"))
from window import Window  # noqa: E402

PROGRAM = sys.argv[1]
FOLDER = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else HERE


def lead(source, *arguments, language="en", weeks=0, done=()):
    window = Window(PROGRAM, source, *arguments, language=language)
    window.wait()
    window.settle(5)
    window.wait()
    for _ in range(weeks // 10):
        window.do("key", key="right", shift=True)
    window.wait(weeks)
    for id, value in done:
        window.do("press", id=id) if value is None else window.do("set", id=id, value=value)
        window.wait()
    window.settle(6)
    return window


def shoot(window, name):
    window.wait()
    window.settle(6)
    window.do("shot", file=str(FOLDER / f"{name}.png"))
    window.quit()


def shanghai(folder, scenario):
    text = (HERE.parents[1] / "scenarios" / f"{scenario}.toml").read_text()
    path = pathlib.Path(folder) / f"{scenario}.toml"
    path.write_text(text + '\n[population]\npreset = "shanghai"\n')
    return str(path)


with tempfile.TemporaryDirectory() as folder:
    whole = shanghai(folder, "full_package")
    shoot(lead(whole, weeks=180, done=[("area_variable", "7"), ("projects", "false")]), "map_en")
    shoot(lead(whole, language="zh", weeks=180, done=[("tab.network", None)]), "network_zh")
shoot(lead("full_package", "--compare", "leader_leaves", language="zh", weeks=320, done=[("unit_variable", "7")]), "compare_zh")
shoot(lead("full_package", weeks=160, done=[("look.id", "17"), ("tab.hierarchy", None)]), "hierarchy_en")
shoot(lead("corporate_survives", "--compare", "leader_leaves", weeks=260, done=[("dark", None), ("tab.flows", None)]), "funding_en")
window = lead("leader_leaves", "--lesson", "why_it_stalls", language="zh")
window.do("set", id="speed", value="1000")
window.do("press", id="lesson.next")
window.wait()
window.do("press", id="lesson.play")
window.do("wait", weeks=156)
window.do("press", id="lesson.next")
window.wait()
window.do("press", id="option.1")
shoot(window, "lesson_zh")
