"""Random commands, as a monkey would give them: nothing may end the window, and each is answered.

check_random_commands.py GONGJIAN [SECONDS [SEED]]
"""
import pathlib
import random
import sys
import tempfile
import time

from window import Window

PROGRAM = sys.argv[1]
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 20
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
LEFT_OUT = ("save", "vote.page", "vote.network", "lesson.keep", "layout.name", "layout.keep", "layout.delete")  # they write files, or open ports


def act(window, chance, folder):
    widgets = [w for w in window.do("widgets") if not w["id"].startswith(LEFT_OUT)]
    kind = chance.randrange(11)
    widget = chance.choice(widgets) if widgets else None
    if kind <= 3 and widget:
        window.do("press", id=widget["id"])
    elif kind == 4 and widget:
        values = ["0", "1", "3", "0.37", "true", "false", "-5", "1e9", "nan", "", "reciprocity < 0", "且 (", "7" * 30]
        window.do("set", id=widget["id"], value=chance.choice(values))
    elif kind == 5:
        window.do("click", x=chance.uniform(-20, 2600), y=chance.uniform(-20, 1500))
    elif kind == 6:
        window.do("drag", x=chance.uniform(0, 1300), y=chance.uniform(0, 800), dx=chance.uniform(-400, 400), dy=chance.uniform(-300, 300))
    elif kind == 7:
        window.do("wheel", x=chance.uniform(0, 1300), y=chance.choice([-3, -1, 1, 3]))
    elif kind == 8:
        key = chance.choice(["space", "left", "right", "home", "end", "escape", "tab", "up", "down", "enter", "f1", "1", "2", "3", "4", "5", "6", "f", "l", "m", "/", "r", "+", "-"])
        window.do("key", key=key, shift=chance.random() < 0.3)
    elif kind == 9:
        window.do("text", text=chance.choice(["7", "identity > .5", "备注", "\u0000", "𝛼", "x" * 200]))
    else:
        window.do("resize", width=chance.choice([100, 640, 1280, 2560]), height=chance.choice([100, 480, 800, 1440]))
    if chance.random() < 0.1:
        window.do("wait", seconds=120)


def main():
    chance = random.Random(SEED)
    end = time.time() + SECONDS
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        small = pathlib.Path(folder) / "small.toml"
        small.write_text('extends = "baseline_turnover.toml"\nweeks = 200\n[population]\npreset = "workshop"\n')
        while time.time() < end:
            source = chance.choice([str(small), "full_package", "leader_leaves"])
            arguments = chance.choice([[], ["--compare", "two_way_shock"], ["--lesson", "why_it_stalls"]])
            with Window(PROGRAM, source, *arguments, language=chance.choice(["en", "zh"])) as window:
                for _ in range(300):
                    if time.time() > end:
                        break
                    try:
                        act(window, chance, folder)
                    except AssertionError as problem:
                        if "the window ended" in str(problem):
                            print(f"seed {SEED}, command {done}: {problem}")
                            return 1
                    done += 1
                window.state()
                if window.quit() != 0:
                    print(f"seed {SEED}: the window did not end well")
                    return 1
    print(f"{done} random commands, seed {SEED}: nothing ended the window")
    return 0


if __name__ == "__main__":
    sys.exit(main())
