"""The window under a real display: pointer and keyboard through X, checked by what the window says of itself."""
import os
import shutil
import subprocess
import sys
import time

from window import PATIENCE, Window

PROGRAM = sys.argv[1]


class Display:
    """An X server of its own."""

    def __enter__(self):
        read, write = os.pipe()
        self.process = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
                                        pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = ":" + pipe.readline().strip()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Person:
    """Uses the window by xdotool, and looks at it by the automation."""

    def __init__(self, window, display):
        self.window = window
        self.environment = {**os.environ, "DISPLAY": display}

    def xdo(self, *arguments):
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True)

    def at(self, id, part=0.5, row=0.5):
        x0, y0, x1, y1 = self.window.widgets()[id]["rect"]
        return x0 + part * (x1 - x0), y0 + row * (y1 - y0)

    def move(self, x, y):
        self.xdo("mousemove", str(round(x)), str(round(y)))
        self.window.settle(2)

    def click(self, id, part=0.5, row=0.5):
        self.move(*self.at(id, part, row))
        self.xdo("click", "1")
        self.window.settle(4)

    def drag(self, id, start, end):
        self.move(*self.at(id, start))
        self.xdo("mousedown", "1")
        self.window.settle(3)
        self.move(*self.at(id, (start + end) / 2))
        self.move(*self.at(id, end))
        self.xdo("mouseup", "1")
        self.window.settle(4)

    def key(self, *keys):
        self.xdo("key", *keys)
        self.window.settle(4)

    def type(self, text):
        self.xdo("type", "--delay", "30", text)
        self.window.settle(4)

    def expect(self, what, is_so, seconds=20):
        end = time.time() + seconds * PATIENCE
        while time.time() < end:
            state = self.window.state()
            if is_so(state):
                print(f"ok      {what}", flush=True)
                return state
            self.window.settle(2)
        raise AssertionError(f"{what}: {self.window.state()}")


def use(window, display):
    person = Person(window, display)
    window.do("wait", weeks=0)
    window.settle(10)
    person.click("step")
    person.expect("a click on step runs a week", lambda s: s["weeks_done"] == 1)
    person.key("Right")
    person.expect("the right arrow runs another", lambda s: s["weeks_done"] == 2)
    person.key("shift+Right")
    person.expect("with Shift ten", lambda s: s["weeks_done"] == 12)
    person.key("Left")
    person.expect("the left arrow looks back", lambda s: s["shown"] == 11 and not s["follows"])
    person.key("End")
    person.expect("End shows the latest week", lambda s: s["shown"] == 12)
    person.click("play")
    person.expect("a click on play lets it run", lambda s: s["playing"] and s["weeks_done"] > 14)
    person.key("space")
    person.expect("space pauses it", lambda s: not s["playing"])
    person.click("language")
    person.expect("a click on the language changes it", lambda s: s["chinese"])
    person.key("l")
    person.expect("L changes it back", lambda s: not s["chinese"])
    before = window.state()["weeks_done"]
    person.drag("lever.two_way", 0.05, 0.8)
    person.expect("a lever that is dragged is a change", lambda s: s["sides"][0]["changes"] == 1)
    assert 0.6 < float(window.widgets()["lever.two_way"]["value"]) <= 1
    person.key("Right")
    person.expect("and the run goes on", lambda s: s["weeks_done"] == before + 1)
    person.click("tab.network")
    person.expect("a click on a tab shows its view", lambda s: s["tab"] == 1)
    person.key("1")
    person.expect("1 shows the map", lambda s: s["tab"] == 0)
    x, y = person.at("map.a")
    for dx in range(0, 200, 9):  # a unit is near
        person.move(x + dx, y)
        person.xdo("click", "1")
        window.settle(4)
        if (window.state().get("selection") or {}).get("table") == "units":
            break
    person.expect("a click on the map selects what lies there", lambda s: (s.get("selection") or {}).get("table") == "units")
    person.xdo("click", "4")
    window.settle(4)
    person.click("query")
    person.type("reciprocity < 0")
    person.key("Return")
    everybody = window.state()["sides"][0]["units"]
    person.expect("a query that is typed leaves some units", lambda s: 0 < s["found"] < everybody)
    person.key("Escape")
    person.click("time.axis", 0.01)
    person.expect("a click on the time axis shows that week", lambda s: s["shown"] < 10)
    person.key("F1")
    window.settle(4)
    assert "help.close" in window.widgets()
    person.click("help.close")
    assert "help.close" not in window.widgets()
    print("ok      F1 shows help, and its button closes it")
    person.key("plus")
    person.expect("plus makes texts larger", lambda s: s["text_percent"] == 120)
    person.key("Escape")
    shown = window.state()["shown"]
    person.key("Tab", "Tab", "Down", "Right")
    assert window.state()["shown"] == shown
    person.key("Escape", "Right")
    person.expect("after Tab arrows lead the controls, after Esc the weeks", lambda s: s["shown"] == shown + 1)


def main():
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        print("Xvfb or xdotool is not installed")
        return 77
    with Display() as display:
        environment = {**os.environ, "DISPLAY": display.name}
        with Window(PROGRAM, "leader_leaves", headless=False, env=environment) as window:
            use(window, display.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
