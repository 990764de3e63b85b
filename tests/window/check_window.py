"""The window does what it promises: led without a display, by the automation that scripts have too."""
import filecmp
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

import h5py

from window import SANITIZED, Window

PROGRAM = sys.argv[1]
ONLY = sys.argv[2:]
LARGE = "district" if SANITIZED else "shanghai"  # a city that takes its time
TABS = ["tab.map", "tab.network", "tab.hierarchy", "tab.matrix", "tab.flows", "tab.meetings"]


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=600, **options)


def weekly_hashes(folder, scenario, *arguments):
    log = folder / "plain.h5"
    done = run("run", scenario, "-o", str(log), "--force", *arguments)
    assert done.returncode == 0, done.stderr
    with h5py.File(log) as file:
        return [f"{value:016x}" for value in file["hash/frame"][:]]


def check_steps_speed_reset_and_seed(folder):
    with Window(PROGRAM, "leader_leaves") as window:
        window.wait()
        window.do("press", id="step")
        window.wait(1)
        first = window.state()["sides"][0]["hash"]
        window.do("key", key="right", shift=True)
        window.wait(11)
        assert window.state()["shown"] == 11, window.state()
        window.do("key", key="left")
        assert window.state()["shown"] == 10
        for _ in range(2):
            window.do("key", key="r")
            window.wait()
            assert window.state()["weeks_done"] == 0
            window.do("press", id="step")
            window.wait(1)
            assert window.state()["sides"][0]["hash"] == first
        window.do("press", id="new_seed")
        window.wait()
        window.do("press", id="step")
        window.wait(1)
        state = window.state()
        assert state["sides"][0]["seed"] == 2 and state["sides"][0]["hash"] != first, state
        window.do("set", id="speed", value="1000")
        window.do("key", key="space")
        while window.state()["weeks_done"] < 20:
            window.settle()
        window.do("key", key="space")
        window.wait()
        assert not window.state()["playing"]


def check_scrubbing_shows_the_hashes_of_a_run(folder):
    hashes = weekly_hashes(folder, "full_package", "--weeks", "120")
    with Window(PROGRAM, "full_package") as window:
        window.wait()
        for _ in range(12):
            window.do("key", key="right", shift=True)
        window.wait(120)
        area = window.widgets()["time.axis"]["rect"]
        seen = set()
        for part in (0.02, 0.05, 0.1, 0.15, 0.2):
            window.do("click", x=area[0] + part * (area[2] - area[0]), y=(area[1] + area[3]) / 2)
            window.wait()
            state = window.state()
            assert 1 <= state["shown"] <= 120
            assert state["sides"][0]["hash"] == hashes[state["shown"] - 1], state
            assert state["sides"][0]["known"]
            seen.add(state["shown"])
        assert len(seen) == 5, seen


def check_a_session_with_levers_moved_replays_to_the_same_hash(folder):
    session, log, view = folder / "session.toml", folder / "session.h5", folder / "it.view.toml"
    with Window(PROGRAM, "leader_leaves") as window:
        window.wait()
        for _ in range(3):
            window.do("key", key="right", shift=True)
        window.wait(30)
        window.do("set", id="lever.registration", value="1")
        window.do("set", id="lever.two_way", value="0.6")
        window.wait()
        for _ in range(2):
            window.do("key", key="right", shift=True)
        window.wait(50)
        window.do("set", id="lever.two_way", value="0.2")
        window.do("set", id="note", value="a remark")
        window.wait()
        window.do("key", key="right", shift=True)
        window.wait(60)
        window.do("key", key="left")
        window.do("press", id="tab.hierarchy")
        window.wait()
        state = window.state()
        assert state["sides"][0]["changes"] == 4 and state["shown"] == 59, state
        for number, path in ((2, session), (3, log), (4, view)):
            window.do("press", id="save")
            window.do("set", id="save.what", value=str(number))
            window.do("set", id="save.file", value=str(path))
            window.do("press", id="save.do")
            window.wait()
            assert not window.state()["message_is_error"], window.state()["message"]
        window.do("key", key="end")
        window.wait()
        state = window.state()
    assert weekly_hashes(folder, str(session))[-1] == state["sides"][0]["hash"]
    with h5py.File(log) as file:
        assert f"{file['hash/frame'][-1]:016x}" == state["sides"][0]["hash"]
    with Window(PROGRAM, str(log)) as window:
        window.wait(60)
        window.do("key", key="end")
        window.wait()
        replay = window.state()
        assert replay["replay"] and replay["sides"][0]["hash"] == state["sides"][0]["hash"], replay
        assert replay["sides"][0]["projects"] == state["sides"][0]["projects"]
    with Window(PROGRAM, str(view)) as window:
        window.wait(60)
        again = window.state()
        assert again["shown"] == 59 and again["tab"] == 2 and again["weeks_done"] == 60, again
        window.do("key", key="end")
        window.wait()
        again = window.state()
        assert again["sides"][0]["hash"] == state["sides"][0]["hash"] and again["sides"][0]["changes"] == 4, again
        window.do("key", key="r")
        window.wait()
        assert window.state()["sides"][0]["changes"] == 0
        window.do("key", key="right", shift=True)
        window.wait(10)
        assert window.state()["sides"][0]["hash"] == weekly_hashes(folder, "leader_leaves")[9]


def check_a_log_is_saved_while_the_run_goes_on_and_can_be_stopped(folder):
    city = folder / "city.toml"  # large, so that saving takes its time
    city.write_text(f'extends = "baseline_stable.toml"\n[population]\npreset = "{LARGE}"\n')
    logs = lambda: sorted(path.name for path in folder.iterdir() if path != city)
    with Window(PROGRAM, str(city)) as window:
        window.wait()
        window.do("set", id="speed", value="1000")
        window.do("key", key="space")
        window.wait(520)

        def save(name):
            window.do("press", id="save")
            window.do("set", id="save.what", value="3")
            window.do("set", id="save.file", value=str(folder / name))
            window.do("press", id="save.do")
            window.settle()

        save("a.h5")
        save("b.h5")
        widgets = window.widgets()
        assert "a.h5" in widgets["saving"]["value"] and "1 more" in widgets["saving"]["value"], widgets["saving"]
        assert not widgets["save.stop"]["cut"]
        window.do("key", key="home")
        window.do("key", key="right")
        assert window.state()["shown"] == 1
        window.do("press", id="save.stop")
        window.wait()
        assert "save.stop" not in window.widgets()
        assert "a.h5" in window.state()["message"] and not window.state()["message_is_error"], window.state()
        assert not logs(), logs()
        save("c.h5")
        window.wait()
        assert logs() == ["c.h5"]
        save("d.h5")
        assert window.quit() == 0
        assert logs() == ["c.h5"]


def check_the_same_policy_on_both_sides_is_zero_everywhere(folder):
    with Window(PROGRAM, "two_way_shock", "--compare", "two_way_shock") as window:
        window.wait()
        window.settle(5)
        window.wait()
        for _ in range(5):
            window.do("key", key="right", shift=True)
        window.wait(50)
        state = window.state()
        assert len(state["sides"]) == 2 and state["largest_difference"] == 0, state
        window.do("set", id="lever.side", value="2")
        window.do("set", id="lever.training", value="1")
        window.do("key", key="right", shift=True)
        window.wait(60)
        assert window.state()["largest_difference"] > 0


def check_selection_why_and_queries(folder):
    with Window(PROGRAM, "full_package") as window:
        window.wait()
        for _ in range(3):
            window.do("key", key="right", shift=True)
        window.wait(30)
        window.do("set", id="look.id", value="17")
        window.wait()
        assert window.state()["selection"] == {"table": "units", "id": 17, "side": 0}
        assert "why.units" in window.widgets() and "facts.units" in window.widgets()
        window.do("press", id="pin.units.17")
        for table in range(1, 8):
            window.do("set", id="look.table", value=str(table))
            window.do("set", id="look.id", value="0")
            window.wait()
        window.do("set", id="query", value="")
        window.wait()
        everybody = window.state()["found"]
        counts = []
        for query in ("reciprocity < 0", "reciprocity >= 0", "reciprocity < 0 and kind = private"):
            window.do("set", id="query", value=query)
            window.wait()
            counts.append(window.state()["found"])
        assert counts[0] + counts[1] == everybody and 0 < counts[2] < counts[0], (counts, everybody)
        window.do("set", id="query", value="reciprosity < 0")
        window.wait()


def check_levers_show_the_level_of_the_scenario(folder):
    scenario = folder / "planned.toml"
    scenario.write_text('extends = "baseline_stable.toml"\n[[lever]]\nname = "two_way"\nvalue = 0.4\nstart = 10\n')
    with Window(PROGRAM, str(scenario)) as window:
        window.wait()
        lever, restore = "lever.two_way", "lever.two_way.restore"
        window.do("key", key="right", shift=True)
        window.wait(10)
        assert window.widgets()[lever]["value"] == "0.4" and restore not in window.widgets(), window.widgets()[lever]
        window.do("set", id=lever, value="0.75")
        window.wait()
        window.settle()
        assert window.widgets()[lever]["value"] == "0.75" and restore in window.widgets()
        window.do("press", id=restore)
        window.wait()
        window.settle()
        assert window.widgets()[lever]["value"] == "0.4" and restore not in window.widgets()


def check_bands_of_replicates(folder):
    for arguments in (("leader_leaves",), ("leader_leaves", "--compare", "full_package")):
        with Window(PROGRAM, *arguments) as window:
            window.wait()
            window.settle(5)
            window.wait()
            window.do("key", key="right", shift=True)
            window.wait(10)
            pictures = []
            for band in ("2", "1"):
                window.do("set", id="band", value=band)
                window.settle()
                pictures.append(folder / f"{band}.png")
                window.do("shot", file=str(pictures[-1]))
            window.do("set", id="outcomes", value="true")
            window.do("set", id="replicates", value="3")
            window.do("press", id="replicates.run")
            for _ in range(2000):
                if window.state()["replicates"] == 3:
                    break
                window.settle(5)
            assert window.state()["replicates"] == 3
            assert len(window.state()["bands"]) == len(arguments) // 2 + 1, window.state()
            for band in window.state()["bands"]:
                assert band["low"] < band["high"], band
            window.do("set", id="lever.two_way", value="1")  # those of before are kept
            window.wait()
            assert window.state()["replicates"] == 3


def check_layouts_of_ones_own(folder):
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder)}
    with Window(PROGRAM, "leader_leaves", env=environment) as window:
        window.wait()
        window.do("press", id="layouts")
        window.settle()
        window.do("set", id="layout.left", value="35")
        window.do("press", id="tab.matrix")
        window.do("set", id="layout.name", value="mine")
        window.settle()
        assert (folder / "gongjian" / "layouts" / "mine.toml").exists(), window.state()
        left = window.widgets()["side.levers"]["rect"], window.widgets()["tab.map"]["rect"]
        window.do("press", id="layout.research")
        window.do("press", id="tab.map")
        window.settle()
        assert window.widgets()["tab.map"]["rect"] != left[1]
        window.do("press", id="layouts")
        window.settle()
        window.do("press", id="layout.own.mine")
        window.settle()
        assert window.widgets()["tab.map"]["rect"] == left[1] and window.state()["tab"] == 3
        (folder / "gongjian" / "layouts" / "mine.toml").write_text("left = 'wide'")
        window.do("press", id="layouts")
        window.settle()
        window.do("press", id="layout.own.mine")
        window.settle()
        assert window.state()["message_is_error"] and "mine.toml" in window.state()["message"], window.state()
        window.do("press", id="layouts")
        window.settle()
        window.do("press", id="layout.delete.mine")
        window.settle()
        assert not (folder / "gongjian" / "layouts" / "mine.toml").exists()


def check_districts_that_merge_are_one_from_then_on(folder):
    scenario = folder / "merger.toml"
    scenario.write_text('extends = "baseline_stable.toml"\n[population]\npreset = "shanghai"\nmember_share = 0.02\n'
                        '[[event]]\nkind = "district_merger"\nweek = 6\nfrom = "Zhabei"\ninto = "Jing\'an"\n')
    with Window(PROGRAM, str(scenario)) as window:
        window.wait()
        window.do("key", key="right", shift=True)
        window.wait(10)
        for shown, districts in ((6, 17), (7, 16), (0, 17), (10, 16)):
            for key in [] if shown else ["home"]:
                window.do("key", key=key)
            while window.state()["shown"] != shown:
                window.do("key", key="left" if window.state()["shown"] > shown else "right")
            window.wait()
            assert window.state()["sides"][0]["districts"] == districts, (shown, window.state())
            for key in "1234":
                window.do("key", key=key)
                window.settle(2)


def set_text_size(window, size):
    """The list of sizes is behind a button where there is little room."""
    if "text_size" not in window.widgets():
        window.do("press", id="more")
        window.settle(2)
    window.do("set", id="text_size", value=str(size))


def check_a_lesson_has_room(folder):
    with Window(PROGRAM, "--lesson", "why_it_stalls") as window:
        window.wait()
        window.settle(5)
        for text, width, height in ((1, 1280, 800), (6, 1280, 800), (1, 1920, 1080)):
            window.do("resize", width=width, height=height)
            window.settle(5)
            set_text_size(window, text)
            window.settle(5)
            given = window.widgets()["time.axis"]["rect"]
            assert given[2] - given[0] > 0.33 * width, (text, width, given)
            window.do("press", id="side.levers")
            window.settle(5)
            assert window.widgets()["time.axis"]["rect"][0] < given[0] - 0.03 * width, (text, width, given)
            window.do("press", id="side.lesson")
            window.settle(5)


def choose(window, tab):
    """A view, by its own button, or in the list where there is no room for buttons."""
    if tab in window.widgets():
        window.do("press", id=tab)
    else:
        window.do("set", id="tab", value=str(TABS.index(tab)))


def check_nothing_is_cut_in_any_language_size_or_view(folder):
    with Window(PROGRAM, "full_package", "--compare", "leader_leaves") as window:
        window.wait()
        window.settle(5)
        window.wait()
        window.do("key", key="right", shift=True)
        window.wait(10)
        problems = []
        for language in ("en", "zh"):
            if window.state()["chinese"] != (language == "zh"):
                window.do("press", id="language")
            for text in (0, 1, 3, 6):
                set_text_size(window, text)
                for width, height in ((1280, 800), (2560, 1440)):
                    window.do("resize", width=width, height=height)
                    window.settle(4)
                    for tab in TABS:
                        choose(window, tab)
                        window.settle(2)
                        assert window.state()["tab"] == TABS.index(tab)
                        problems += [(language, text, width, tab, w["id"]) for w in window.do("widgets") if w["cut"]]
        assert not problems, problems[:20]


def check_frozen_pictures_are_the_same_each_time(folder):
    pictures = []
    for number in (1, 2):
        with Window(PROGRAM, "full_package") as window:
            window.wait()
            window.do("key", key="right", shift=True)
            window.wait(10)
            window.settle(5)
            pictures.append(folder / f"{number}.png")
            window.do("shot", file=str(pictures[-1]))
    assert filecmp.cmp(*pictures, shallow=False)


def check_logs_that_are_foreign_cut_or_growing(folder):
    foreign = folder / "foreign.h5"
    foreign.write_bytes(b"not a log")
    log = folder / "log.h5"
    assert run("run", "leader_leaves", "--weeks", "60", "-o", str(log)).returncode == 0
    cut = folder / "cut.h5"
    cut.write_bytes(log.read_bytes()[: log.stat().st_size // 2])
    for path in (foreign, cut, folder / "missing.h5"):
        with Window(PROGRAM, str(path)) as window:
            window.do("wait", seconds=30)
            window.settle()
            state = window.state()
            assert state["phase"] == "failed" and path.name in state["message"], state
            window.do("set", id="scenario", value="0")  # a way on
            window.wait()
            assert window.state()["phase"] == "ready"
            assert window.quit() == 0
    growing = folder / "growing.h5"
    writer = subprocess.Popen([PROGRAM, "run", "full_package", "--population", LARGE, "--weeks", "5200", "--threads", "1", "-o", str(growing)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        part = folder / "growing.h5.part"
        while writer.poll() is None and (not part.exists() or part.stat().st_size < 500_000):
            pass
        with Window(PROGRAM, str(part)) as window:
            window.do("wait", seconds=60)
            first = window.state()
            assert first["phase"] == "ready" and first["replay"] and first["weeks_done"] > 0, first
            window.do("wait", weeks=first["weeks_done"] + 26, seconds=120)
            assert window.state()["weeks_done"] > first["weeks_done"]
    finally:
        writer.kill()


def check_a_film_is_a_picture_of_each_week(folder):
    film = folder / "film.mp4"
    with Window(PROGRAM, "leader_leaves", env={**os.environ, "PATH": "/nowhere"}) as window:
        window.wait()
        window.do("key", key="right", shift=True)
        window.wait(10)
        window.do("press", id="save")
        window.do("set", id="save.what", value="5")
        window.do("set", id="save.file", value=str(film))
        window.do("press", id="save.do")
        window.settle(60)
        window.wait()
        assert "ffmpeg" in window.state()["message"], window.state()["message"]
    pictures = sorted(path.name for path in (folder / "film.mp4.frames").iterdir())
    assert pictures == [f"{week:05}.png" for week in range(11)], pictures
    contents = {(folder / "film.mp4.frames" / name).read_bytes() for name in pictures}
    assert len(contents) == 11 and all(png.startswith(b"\x89PNG") for png in contents)


def check_memory_does_not_grow_with_frames(folder):
    with Window(PROGRAM, "leader_leaves") as window:
        window.wait()

        def memory():
            return int(pathlib.Path(f"/proc/{window.process.pid}/statm").read_text().split()[1]) * 4096 / 1e6

        for tab in "123456":
            window.do("key", key=tab)
            window.settle(20)
        before = memory()
        for tab in "123456":
            window.do("key", key=tab)
            window.settle(60)
        assert memory() < before + 60, (before, memory())


def check_no_display_no_font_no_opengl(folder):
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = run("view", env=environment)
    assert done.returncode == 1 and "display" in done.stderr, (done.returncode, done.stderr)
    with Window(PROGRAM, "leader_leaves", "--font", str(folder / "none.ttf"), language="zh") as window:
        window.wait()
        state = window.state()
        assert not state["chinese"] and "fonts-noto-cjk" in state["message"], state


def check_a_message_is_in_the_language_of_the_window(folder):
    with Window(PROGRAM, str(folder / "鱻.toml"), language="zh") as window:
        window.settle(5)
        assert "没有这个文件" in window.state()["message"], window.state()
        window.do("press", id="language")
        window.settle(2)
        assert "there is no such file" in window.state()["message"], window.state()


def check_nonsense_on_the_command_channel_is_answered(folder):
    with Window(PROGRAM, "leader_leaves") as window:
        window.wait()
        lines = ["{", "[]", "7", '{"do": 3}', '{"do": "fly"}', '{"do": "click", "id": "nothing"}', '{"do": "press", "id": "nothing"}', '{"do": "set"}',
                 '{"do": "shot", "file": "/no/such/folder/a.png"}', '{"do": "key", "key": ""}', '{"do": "wait", "weeks": "a"}',
                 '{"do": "frames", "count": "x"}', '{"do": "resize", "width": "w"}']
        window.process.stdin.write("x" * 70000 + "\n" + "\n".join(lines) + "\n")
        window.process.stdin.flush()
        for _ in lines:
            assert "error" in window.process.stdout.readline()
        window.process.stdin.write('{"do": "wait", "weeks": 4, "seconds": 0.2}\n')
        window.process.stdin.flush()
        assert "0 of 4 weeks are done, and nothing plays" in window.process.stdout.readline()
        window.do("resize", width=0, height=-3)
        window.do("frames", count=-1)
        assert window.state()["phase"] == "ready"


def check_views_that_name_what_is_not_there(folder):
    view, log = folder / "a.view.toml", folder / "a.h5"
    assert run("run", "leader_leaves", "--weeks", "20", "-o", str(log)).returncode == 0
    settings = '[settings]\nseries = ["nonsense", "activity"]\nunit_variable = "units.nonsense"\narea_variable = "nowhere"\nhas_selection = true\nquery = "("\n[[settings.look]]\ntable = "units"\nid = 99999999\nside = 1\n[[settings.look]]\ntable = "nothing"\nid = 3\n'
    scenario = "extends = 'baseline_stable.toml'\n[population]\npreset = 'workshop'\n"
    for source in (f'log = "{log.name}"\n{settings}', f'weeks_done = 5\n{settings}[[side]]\nscenario = """{scenario}"""\n'):
        view.write_text(source)
        with Window(PROGRAM, str(view)) as window:
            window.do("wait", seconds=30)
            for key in "123456":
                window.do("key", key=key)
                window.settle(3)
            assert window.state()["phase"] == "ready", window.state()
            assert window.quit() == 0
    move = "[[side.change]]\nlever = 'two_ways'\nweek = 3\nvalue = 1\n"
    for text in ("", "log = 3", "side = []", "[settings]\ntext_percent = 5000\n", "tab = [", "[[side]]\nscenario = 'x = 1'",
                 f'[[side]]\nscenario = """{scenario}"""\n{move}'):
        view.write_text(text)
        with Window(PROGRAM, str(view)) as window:
            window.do("wait", seconds=30)
            window.settle(3)
            assert window.state()["message_is_error"], text
            assert window.quit() == 0


def main():
    failures = 0
    for name, check in list(globals().items()):
        if not name.startswith("check_") or (ONLY and name[len("check_"):] not in ONLY):
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                check(pathlib.Path(folder))
                print(f"ok      {name[len('check_'):].replace('_', ' ')}", flush=True)
            except Exception:
                failures += 1
                print(f"FAILED  {name[len('check_'):].replace('_', ' ')}\n{traceback.format_exc()}", flush=True)
    return failures > 0


if __name__ == "__main__":
    sys.exit(main())
