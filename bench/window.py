"""How fast the window is on this machine, without a display: bench/window.py GONGJIAN. Needs /usr/bin/python3 alone, and
gongjian_bench_session beside the program."""
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "window"))
from window import Window  # noqa: E402

PROGRAM = sys.argv[1]
# all of Shanghai, with some 10,000 links
BIG = (HERE.parent / "scenarios" / "full_package.toml").read_text() + """
[population]
preset = "shanghai"
[parameters.projects]
agreement = 0.5
partner_chance = 0.75
"""


class Running(Window):
    """As it runs: the clock is not frozen."""

    def __init__(self, *arguments, language="en"):
        self.process = subprocess.Popen([PROGRAM, "--lang", language, "view", *arguments, "--automation", "--headless"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


start = time.time()
with Running("leader_leaves", language="zh") as window:
    window.settle(1)
    print(f"first frame in Chinese after {time.time() - start:.2f} s")

with tempfile.TemporaryDirectory() as folder:
    scenario = pathlib.Path(folder) / "big.toml"
    scenario.write_text(BIG)
    with Running(str(scenario)) as window:
        window.wait()
        for _ in range(22):
            window.do("key", key="right", shift=True)
        window.wait(220)
        window.do("set", id="speed", value="20")
        window.settle(10)
        window.do("press", id="play")
        before, start, links = window.state(), time.time(), []
        for _ in range(10):
            window.settle(30)
            links.append(window.state()["sides"][0]["links"])
        seconds, after = time.time() - start, window.state()
        print(f"live, {after['sides'][0]['units']} units and {statistics.mean(links):.0f} links at 1280x800, map drawn by {after['renderer']}: "
              f"{300 / seconds:.1f} frames/s at {(after['weeks_done'] - before['weeks_done']) / seconds:.1f} weeks/s")
        window.do("press", id="play")
        window.settle(5)
        x0, y0, x1, y1 = window.widgets()["time.axis"]["rect"]
        start, weeks = time.time(), set()
        for jump in range(60):
            part = 0.02 + 0.4 * ((jump * 7) % 60) / 60
            window.do("click", x=x0 + part * (x1 - x0), y=(y0 + y1) / 2)
            weeks.add(window.state()["shown"])
        seconds = time.time() - start
        print(f"scrubbing to {len(weeks)} weeks back and forth: {60 / seconds:.1f} weeks/s, three frames each, all units known: "
              f"{window.state()['sides'][0]['known']}")

    # what drawing costs the simulation: the same weeks as fast as they go, drawn and not, turn about
    scenario.write_text("weeks = 200\n" + BIG)
    ratios, hashes = [], set()
    for _ in range(3):
        plain = subprocess.run([pathlib.Path(PROGRAM).with_name("gongjian_bench_session"), scenario], capture_output=True,
                               text=True, check=True).stdout.split()
        with Running(str(scenario)) as window:
            window.wait()
            window.do("set", id="speed", value="1000")
            window.settle(10)
            start, frames = time.time(), 0
            window.do("press", id="play")
            while window.state()["weeks_done"] < 200:
                window.settle(1)
                frames += 1
            seconds = time.time() - start
            window.wait()
            hashes |= {plain[2], window.state()["sides"][0]["hash"]}
            ratios.append(seconds / float(plain[0]))
            print(f"200 weeks as fast as they go: {200 / float(plain[0]):.1f} weeks/s not drawn, {200 / seconds:.1f} weeks/s "
                  f"drawn at {frames / seconds:.1f} frames/s; time drawn over not drawn {ratios[-1]:.3f}")
    assert len(hashes) == 1, hashes
    print(f"time drawn over not drawn: least {min(ratios):.3f}, median {statistics.median(ratios):.3f}, most {max(ratios):.3f}; "
          "the hash is the same")
