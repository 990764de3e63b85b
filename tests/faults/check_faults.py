#!/usr/bin/env python3
"""Files while writing them fails: each command is disturbed at one call after another, and what it promised is looked
at after each.

    check_faults.py [--long] GONGJIAN FAULTS_LIBRARY [PART-OF-A-USE [PART-OF-A-FAULT]]

A use is a command that writes files. Undisturbed it gives the files that it should, and the calls by which it wrote
them. Then it is given again and again, each time with one fault at one of these calls (tests/faults/faults.cpp). After
each: it has told what it could not write and why, where it could; what bears a final name is whole, and what was there
before is there until something else is; what is left over is what the documentation says; and the same command (or
that which the program names) ends with just the files that it should. A fault point after which one of these does not
hold is lost. Prints a line for each use and kind of fault, and a count; ends with status 1 where a point is lost.
--long takes many more calls of each.
"""
import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import h5py

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / name) for name in ("cli", "window")]
from check_sweeps import MPIRUN  # noqa: E402
from window import Window  # noqa: E402

BINARY = LIBRARY = ""
LONG = False
WRITES = ("write", "pwrite", "writev")
TAKES_AWAY = ("unlink", "remove", "rmdir")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT)
HOURS = 3600

SMALL = ["--population", "workshop", "--threads", "1"]
EXPERIMENT = """
scenario = "leader_leaves"
[common]
weeks = 20
population = { preset = "workshop" }
[design]
kind = "lhs"
points = 4
[[factor]]
path = "levers.two_way"
low = 0
high = 1
[[policy]]
name = "as it is"
[[policy]]
name = "registered"
[[policy.lever]]
name = "registration"
"""
EXPERIMENT_OF_RANKS = EXPERIMENT.replace("points = 4", "points = 24").replace("weeks = 20", "weeks = 104")
TARGETS = """
scenario = "leader_leaves"
[common]
weeks = 20
population.preset = "workshop"
[calibration]
particles = 20
accept = 0.5
rounds = 2
[[factor]]
path = "parameters.members.registration"
distribution = "log_uniform"
low = 0.0005
high = 0.02
[[outcome]]
name = "registered"
target = 0.1
"""


LAUNCHER = re.compile(r"-{70,}\n(?:.*\n)*?-{70,}\n|\[\S+:\d+\] .*\n|\[warn\] Epoll .*\n")  # what Open MPI tells beside the ranks


class Lost(AssertionError):
    """What was promised does not hold."""


class NotMet(AssertionError):
    """The call that was to be disturbed was not made: ranks share out rows as time has it, so their calls vary."""


def holds(condition, message):
    if not condition:
        raise Lost(message)


# ---- commands and files


@dataclass
class Ended:
    code: int
    out: str
    err: str
    hit: str = ""  # the call that the fault was at, and its path


def orders(folder, fault, record):
    """What tells the library in a process what to do there; `fault` is (kind, number of the call)."""
    kind, at = fault or ("", 0)
    return {"LD_PRELOAD": LIBRARY, "FAULTS_FOLDER": str(folder), "FAULTS_RECORD": str(record), "FAULTS_KIND": kind, "FAULTS_AT": str(at)}


def command(folder, arguments, fault=None, record=None, rank=None):
    """Starts the program, or two ranks of it where `rank` is that which is disturbed."""
    words = [BINARY, "--lang", "en", *arguments]
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    ordered = orders(folder, fault, record) if record is not None else {}
    if rank is None:
        env |= ordered
    else:
        ranks = [["-n", "1", *words], ["-n", "1", *words]]
        ranks[rank][2:2] = ["env", *(f"{name}={value}" for name, value in ordered.items())]
        words = [*MPIRUN, *ranks[0], ":", *ranks[1]]
    return subprocess.Popen(words, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def end_of(process):
    try:
        out, err = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise Lost("it did not end within two minutes") from None
    killed = process.args[0] == MPIRUN[0] and process.returncode == 128 + signal.SIGKILL  # as mpirun tells it
    return Ended(-signal.SIGKILL if killed else process.returncode, out, LAUNCHER.sub("", err))


def gongjian(folder, *arguments):
    return end_of(command(folder, arguments))


def calls_in(record):
    """What was counted, and the call that a fault was at."""
    calls, hit, next_is_hit = [], "", False
    for line in record.read_text().splitlines():
        if line == "fault":
            next_is_hit = True
            continue
        calls.append(line.split(" ", 2)[1:])
        if next_is_hit:
            hit, next_is_hit = " ".join(calls[-1]), False
    return calls, hit


def files_in(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()}


def is_facts(name):
    """The facts of a run differ from run to run, and are whole where they can be parsed."""
    return name.endswith(".run.json")


def same(name, a, b):
    if not is_facts(name):
        return a == b
    try:
        return "host" in json.loads(a)
    except ValueError:
        return False


# ---- uses


@dataclass
class Use:
    name: str
    words: list  # of the command
    before: list = field(default_factory=list)  # commands that make what it finds
    inputs: dict = field(default_factory=dict)  # files that it finds
    goes_on: str = ""  # "work": in a folder of work; "checkpoint": from one
    asks_to_stop: bool = False  # SIGINT and SIGTERM end it in good order
    log: str = ""  # the log whose .part opens
    makes_logs: bool = False  # whose .part stays where it is stopped
    versions: tuple = ()  # files that are written several times over
    rank: int | None = None  # of two under mpirun, the one that is disturbed
    # found out:
    found: dict = field(default_factory=dict)  # files before
    whole: dict = field(default_factory=dict)  # files after
    calls: list = field(default_factory=list)
    ends_with: Ended = None
    farther: str = ""  # hash of the run that lasts ten weeks longer


USES = [
    Use("run", ["run", "leader_leaves", *SMALL, "--weeks", "120", "-o", "x.h5"], asks_to_stop=True, log="x.h5", makes_logs=True),
    Use("run over a log", ["run", "leader_leaves", *SMALL, "--weeks", "20", "-o", "x.h5", "--force"],
        before=[["run", "baseline_stable", *SMALL, "--weeks", "10", "-o", "x.h5"]], asks_to_stop=True, log="x.h5", makes_logs=True),
    Use("run with agents and checkpoints",
        ["run", "leader_leaves", *SMALL, "--weeks", "60", "-o", "x.h5", "--checkpoint-every", "25", "--set", "log.agents.unit=10"],
        goes_on="checkpoint", asks_to_stop=True, log="x.h5", makes_logs=True, versions=("x.checkpoint.h5", "x.checkpoint.previous.h5")),
    Use("run from a checkpoint", ["run", "--from", "c.h5", "--weeks", "60", "--threads", "1", "--no-log", "--checkpoint-every", "15"],
        before=[["run", "leader_leaves", *SMALL, "--weeks", "30", "--no-log", "--checkpoint", "c.h5"]],
        goes_on="checkpoint", asks_to_stop=True, versions=("c.h5", "c.previous.h5")),
    Use("branch", ["branch", "c.h5", "leader_leaves", "two_way_service", "--weeks", "50", *SMALL, "-o", "futures"],
        before=[["run", "leader_leaves", *SMALL, "--weeks", "30", "--no-log", "--checkpoint", "c.h5"]], asks_to_stop=True, makes_logs=True),
    Use("repair", ["repair", "x.h5.part"],
        before=[["run", "leader_leaves", *SMALL, "--weeks", "60", "-o", "x.h5"]]),
    Use("sweep", ["sweep", "e.toml", "-o", "s.h5", "--threads", "1"], inputs={"e.toml": EXPERIMENT}, goes_on="work", asks_to_stop=True),
    Use("sweep over results", ["sweep", "e.toml", "-o", "s.h5", "--threads", "1", "--force"], inputs={"e.toml": EXPERIMENT},
        before=[["sweep", "e.toml", "-o", "s.h5", "--seed", "9"]], goes_on="work", asks_to_stop=True),
    Use("sweep, leader of two ranks", ["sweep", "e.toml", "-o", "s.h5", "--threads", "1"], inputs={"e.toml": EXPERIMENT_OF_RANKS},
        goes_on="work", asks_to_stop=True, rank=0),
    Use("sweep, follower of two ranks", ["sweep", "e.toml", "-o", "s.h5", "--threads", "1"], inputs={"e.toml": EXPERIMENT_OF_RANKS},
        goes_on="work", asks_to_stop=True, rank=1),
    Use("points of a sweep", ["sweep", "e.toml", "--write-points", "p.csv"], inputs={"e.toml": EXPERIMENT}),
    Use("calibrate", ["calibrate", "t.toml", "-o", "k.h5", "--threads", "1"], inputs={"t.toml": TARGETS}, goes_on="work", asks_to_stop=True),
    Use("compare", ["compare", "leader_leaves", "baseline_stable", "-n", "2", *SMALL, "--weeks", "20", "-o", "c.h5"], asks_to_stop=True),
    Use("export over a table", ["export", "x.h5", "-o", "x.csv", "--force"], inputs={"x.csv": "mine\n"},
        before=[["run", "leader_leaves", *SMALL, "--weeks", "60", "-o", "x.h5"]]),
    Use("figure over a picture", ["figure", "x.h5", "-o", "x.svg", "--force"], inputs={"x.svg": "mine\n"},
        before=[["run", "leader_leaves", *SMALL, "--weeks", "20", "-o", "x.h5"]]),
    Use("report", ["report", "x.h5", "-o", "x.html", "--figures", "svg"],
        before=[["run", "leader_leaves", *SMALL, "--weeks", "20", "-o", "x.h5"]]),
    Use("new scenario", ["new", "mine"]),
    Use("model card", ["odd", "leader_leaves", "-o", "card.md", "--force"], inputs={"card.md": "mine\n"}),
]


def prepare(use, folder):
    """Makes what the use finds, and finds out what it leaves and how."""
    start, end = folder / "start", folder / "end"
    start.mkdir(parents=True)
    for name, text in use.inputs.items():
        (start / name).write_text(text)
    for words in use.before:
        done = gongjian(start, *words)
        assert done.code == 0, done
    if use.name == "repair":  # as if it had been killed before its log had its name
        (start / "x.h5").rename(start / "x.h5.part")
        (start / "x.run.json").unlink()
    use.found = files_in(start)
    shutil.copytree(start, end)
    use.ends_with = end_of(command(end, use.words, record=folder / "record", rank=use.rank))
    assert use.ends_with.code == 0 and use.ends_with.err == "", use.ends_with
    use.whole = files_in(end)
    use.calls = [[call, os.path.relpath(path, end)] for call, path in calls_in(folder / "record")[0]]
    if use.goes_on == "checkpoint":
        use.farther = hash_after(end, use.versions[0])


def hash_after(folder, checkpoint):
    """Of the state that a checkpoint leads to."""
    done = gongjian(folder, "run", "--from", checkpoint, "--weeks", "70", "--no-log", "--json")
    holds(done.code == 0, f"it does not go on from {checkpoint}: {done.err}")
    return json.loads(done.out)["hash"]


# ---- what holds after a fault


def is_left_over(use, name, kind, ended):
    """Whether the documentation says that this may be left."""
    folder = name.split("/")[0]
    was_killed = ended.code < 0
    takes_away_failed = kind == "fails_on" or ended.hit.split(" ")[0] in TAKES_AWAY
    if folder.endswith(".work"):
        return use.goes_on == "work"
    if folder.endswith(".runs"):
        return was_killed or takes_away_failed
    if not name.endswith((".part", ".repair")):
        return False
    kept = use.makes_logs and name.endswith(".h5.part") and (ended.code == 130 or "checkpoint" in ended.err)
    return was_killed or takes_away_failed or kept


def check_files(use, folder, kind, ended):
    there = files_in(folder)
    for name, content in there.items():
        if name in use.versions:
            continue
        if name in use.whole or name in use.found:
            wanted = [files[name] for files in (use.found, use.whole) if name in files]
            holds(any(same(name, content, one) for one in wanted), f"{name} is neither what was there nor what should be")
        else:
            holds(is_left_over(use, name, kind, ended), f"{name} is left over")
    for name in use.found:
        holds(name in there, f"{name} was there and is not any more")
    for name in use.versions:
        if name in there:
            holds(hash_after(folder, name) == use.farther, f"{name} leads to another state")
    return there


def check_told(use, ended, kind, number):
    """How the program ended."""
    holds(not re.search("terminate called|Sanitizer|Assertion|core dumped", ended.err), ended.err)
    if kind.startswith("killed"):
        return holds(ended.code == -signal.SIGKILL, f"it ended with {ended.code}: {ended.err}")
    if kind == "signal":
        allowed = (0, 130) if use.asks_to_stop else (0, -number)
        holds(ended.code in allowed, f"it ended with {ended.code}: {ended.err}")
        if ended.code == 130:
            holds(ended.err.startswith("Stopped"), f"it told {ended.err!r}")
        return None
    if kind.startswith("fails") and ended.code != 0:
        holds(ended.code == 1, f"it ended with {ended.code}: {ended.err}")
        holds(ended.err.endswith("\n") and ended.err.count("\n") == 1, f"not one line: {ended.err!r}")
        holds(os.strerror(number) in ended.err, f"the reason, {os.strerror(number)}, is not told: {ended.err!r}")
        names = {name for _, path in use.calls for name in (path, path.removesuffix(".part"), path.split("/")[0]) if name != "."}
        return holds(any(name in ended.err for name in names), f"no file is named: {ended.err!r}")
    holds(ended.code == 0, f"it ended with {ended.code}: {ended.err}")
    return holds(ended.err == "", f"it told {ended.err!r}")


def check_part(use, folder):
    """The weeks that the .part of a log holds, which are those of the whole one; -1 where it does not open."""
    name = use.log + ".part"
    if not use.log or not (folder / name).exists():
        return None
    info = gongjian(folder, "info", name)
    holds(info.code in (0, 1) and (info.code == 0 or info.err.count("\n") == 1), f"info {name}: {info}")
    try:
        with h5py.File(folder / name) as part, h5py.File(folder.parent / "end" / use.log) as whole:
            weeks = int(part.attrs["weeks_written"])
            for variable in ("hash/frame", "activity", "week"):
                holds((part[variable][:weeks] == whole[variable][:weeks]).all(), f"{name}: {variable} differs")
    except (OSError, KeyError) as reason:
        holds(info.code == 1, f"gongjian opens {name}, and HDF5 does not: {reason}")
        return -1
    holds(info.code == 0, f"HDF5 opens {name}, and gongjian does not: {info.err}")
    repaired = gongjian(folder, "repair", name, "-o", "repaired.h5")
    if weeks == 0:
        holds(repaired.code == 1 and "nothing to repair" in repaired.err, f"repair: {repaired}")
        return 0
    holds(repaired.code == 0, f"repair: {repaired.err}")
    with h5py.File(folder / "repaired.h5") as log:
        holds(len(log["week"]) == weeks, f"{weeks} weeks were written, and {len(log['week'])} repaired")
    (folder / "repaired.h5").unlink()
    return weeks


def check_goes_on(use, folder, there):
    """Gives the command again, as a person would who was told what the program tells."""
    words = use.words
    done = {name for name in use.whole if name not in use.found or not same(name, use.found[name], use.whole[name])}
    is_done = all(name in there and (name in use.versions or same(name, there[name], use.whole[name])) for name in done if not is_facts(name))
    if use.goes_on == "checkpoint" and use.versions[0] in there:
        return  # it leads to the state that it should: see check_files
    if is_done and use.goes_on != "work":
        return
    again = gongjian(folder, *words)
    if again.code == 1 and "exists already" in again.err and "--force" in again.err and use.goes_on != "work":
        again = gongjian(folder, *words, "--force")  # some of several files are there
    holds(again.code == 0, f"it does not go on: {again.err}")
    after = files_in(folder)
    for name, content in use.whole.items():
        holds(name in after or (is_facts(name) and is_done), f"{name} is not there in the end")
        holds(name in use.versions or name not in after or same(name, after[name], content), f"{name} differs in the end")
    holds(set(after) <= set(use.whole), f"left over in the end: {sorted(set(after) - set(use.whole))}")


# ---- fault points


@dataclass
class Point:
    use: Use
    fault: str  # its name in the summary
    kind: str  # as the library takes it
    at: int


def sample(numbers, most):
    """At most so many, evenly, with both ends; a single one from the middle."""
    numbers = list(numbers)
    if len(numbers) <= most or most == 0:
        return numbers[:most]
    if most == 1:
        return [numbers[len(numbers) // 2]]
    return [numbers[round(i * (len(numbers) - 1) / (most - 1))] for i in range(most)]


def chosen(use, calls, writes):
    """So many calls that are no writes and so many writes, by their numbers."""
    numbered = list(enumerate((call for call, _ in use.calls), 1))
    return sorted(sample([n for n, call in numbered if call not in WRITES], calls) +
                  sample([n for n, call in numbered if call in WRITES], writes))


def points_of(use):
    many = LONG
    write_count = sum(call in WRITES for call, _ in use.calls)
    locks = [n for n, (call, _) in enumerate(use.calls, 1) if call == "lock"]
    points = []

    def add(fault, numbers, kind):
        points.extend(Point(use, fault, kind(i) if callable(kind) else kind, n) for i, n in enumerate(numbers))

    def failing(word):
        return lambda i: f"{word}:{ERRORS[i % len(ERRORS)]}"

    add("fails once", chosen(use, 40 if many else 2, 12 if many else 1), failing("fails"))
    add("fails from then on", chosen(use, 12 if many else 1, 6 if many else 0), failing("fails_on"))
    add("short write", sample(range(1, write_count + 1), 8 if many else 1), "short")
    add("killed before", chosen(use, 40 if many else 1, 12 if many else 1), "killed_before")
    add("killed in the middle", sample(range(1, write_count + 1), 10 if many else 1), "killed_half")
    add("SIGTERM", chosen(use, 5 if many else 0, 3 if many else 1), f"signal:{signal.SIGTERM.value}")
    if many:
        add("SIGINT", chosen(use, 5, 3), f"signal:{signal.SIGINT.value}")
        add("killed after", [len(use.calls)], "killed_after")
    add("clock", sample(range(1, len(use.calls) + 1), 2 if many else 1), lambda i: f"clock:{(-7 if i % 2 == 0 else 9) * HOURS}")
    others = [n for n in chosen(use, 40 if many else 1, 4 if many else 0) if n not in locks]
    add("two at once", sorted(sample(locks, 8 if many else 1) + others), "waits:")
    return points


def two_at_once(point, folder, record):
    """The same command, while the first waits before a call. The first, as it ended."""
    waits = folder.parent / f"waits-{folder.name}"
    first = command(folder, point.use.words, (f"waits:{waits}", point.at), record, point.use.rank)
    deadline = time.monotonic() + 60
    while not waits.exists():
        if first.poll() is not None:
            raise NotMet(f"{end_of(first)}")
        assert time.monotonic() < deadline, "it waits for nothing"
        time.sleep(0.002)
    try:
        second = gongjian(folder, *point.use.words)
    finally:
        waits.unlink()
    ended = end_of(first)
    for one in (ended, second):
        refused = re.search("another process is|exists already|stands after", one.err)
        holds(one.code == 0 or (one.code == 1 and refused), f"{one.code}: {one.err}")
    holds(0 in (ended.code, second.code), f"both were refused: {ended.err} {second.err}")
    there = files_in(folder)
    for name, content in point.use.whole.items():
        if name not in point.use.versions:
            holds(name in there and same(name, there[name], content), f"{name} is not whole: {ended} {second}")
    return ended


def look_at(point, folder):
    """The weeks that can be read after the fault, where it is a log; throws Lost."""
    use = point.use
    shutil.copytree(folder.parent / "start", folder)
    record = folder.parent / f"record-{folder.name}"
    kind, _, detail = point.kind.partition(":")
    try:
        if kind == "waits":
            ended = two_at_once(point, folder, record)
        else:
            ended = end_of(command(folder, use.words, (point.kind, point.at), record, use.rank))
        ended.hit = calls_in(record)[1].replace(str(folder) + "/", "")
        if not ended.hit:
            raise NotMet(f"{ended}")
        try:
            if kind != "waits":
                check_told(use, ended, kind, int(detail or 0))
            there = check_files(use, folder, kind, ended)
            weeks = check_part(use, folder)
            if ended.code == 0:
                missing = [name for name in use.whole if name not in there]
                holds(not missing, f"it ended well without {missing}")
            check_goes_on(use, folder, there)
        except Lost as lost:
            raise Lost(f"{ended.hit}: {lost}") from None
        return weeks
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        record.unlink(missing_ok=True)


def check_weeks(points, weeks):
    """A run that is killed later leaves no fewer weeks."""
    most = -1
    for point, number in zip(points, weeks):
        if number is not None:
            if number < most:
                return [(point, f"{number} weeks are in the log, and {most} were before")]
            most = number
    return []


def disturb(use, only, pool, folder):
    """Gives the number of points, and those that were lost with the reason."""
    prepare(use, folder)
    by_fault = {}
    for point in points_of(use):
        if only in point.fault:
            by_fault.setdefault(point.fault, []).append(point)
    count, lost = 0, []
    for fault, points in by_fault.items():
        futures = [pool.submit(look_at, point, folder / f"{fault.replace(' ', '_')}_{i}") for i, point in enumerate(points)]
        weeks, lost_here, met = [], [], len(points)
        for point, future in zip(points, futures):
            try:
                weeks.append(future.result())
            except NotMet as reason:
                assert use.rank is not None, f"{use.name}, {point.kind} at call {point.at} of {len(use.calls)}: {reason}"
                met -= 1
            except AssertionError as reason:
                weeks.append(None)
                lost_here.append((point, str(reason)))
        if fault == "killed before" and use.name == "run":
            lost_here += check_weeks(points, weeks)
        lost += lost_here
        count += met
        print(f"{use.name:32} {fault:22} {met:4} fault points, {len(lost_here)} lost", flush=True)
        for point, reason in lost_here:
            print(f"    LOST at call {point.at} of {len(use.calls)} ({point.kind}): {reason}", flush=True)
    return count, lost


# ---- the window


class Session:
    """A session in the window that is saved as a scenario, as a log and as a view."""

    SAVED = ((2, "s.toml"), (3, "s.h5"), (4, "it.view.toml"))

    def __init__(self, folder, fault=None, record=None):
        self.folder = folder
        env = {**os.environ, "XDG_CONFIG_HOME": str(folder), "LC_ALL": "C.UTF-8"}
        if record is not None:
            env |= orders(folder, fault, record)
        self.window = Window(BINARY, str(folder.parent / "small.toml"), env=env)
        self.window.wait()
        self.window.do("key", key="right", shift=True)
        self.window.wait(10)

    def save(self, what, name):
        """The message, and whether it is an error."""
        window = self.window
        window.do("press", id="save")
        window.do("set", id="save.what", value=str(what))
        window.do("set", id="save.file", value=str(self.folder / name))
        window.do("set", id="save.replace", value="true")
        window.do("press", id="save.do")
        window.wait()
        state = window.state()
        return state["message"], state["message_is_error"]

    def end(self):
        if self.window.process.poll() is None:
            self.window.quit()
        self.window.process.stdout.close()
        self.window.process.stderr.close()


def save_all(folder, fault=None, record=None):
    """Saves all, twice where something could not be. Gives what was told of errors."""
    session = Session(folder, fault, record)
    told = []
    try:
        for what, name in Session.SAVED:
            message, is_error = session.save(what, name)
            if is_error:
                told.append((name, message))
                message, is_error = session.save(what, name)
                holds(not is_error, f"{name} is not saved when asked again: {message}")
    finally:
        session.end()
    return told


def look_at_session(point, folder, whole):
    folder.mkdir()
    record = folder.parent / f"record-{folder.name}"
    kind, _, detail = point.kind.partition(":")
    was_killed = False
    try:
        try:
            told = save_all(folder, (point.kind, point.at), record)
        except AssertionError as reason:
            holds(kind.startswith("killed") and "the window ended" in str(reason) and "-9" in str(reason), f"{reason}")
            was_killed, told = True, []
        hit = calls_in(record)[1].replace(str(folder) + "/", "")
        assert hit, "the fault was not met"
        for name, content in files_in(folder).items():
            holds(name in whole or (was_killed and name.endswith(".part")), f"{hit}: {name} is left over")
            holds(name not in whole or content == whole[name], f"{hit}: {name} is not whole")
        for name, message in told:
            holds(kind == "fails" and name in message and os.strerror(int(detail)) in message, f"{hit}: it told {message}")
        if was_killed:
            save_all(folder)
        holds(files_in(folder) == whole, f"{hit}: {sorted(files_in(folder))} in the end")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        record.unlink(missing_ok=True)


def disturb_session(only, folder):
    use = Use("session in the window", [])
    end = folder / "end"
    end.mkdir(parents=True)
    (folder / "small.toml").write_text('extends = "baseline_stable.toml"\n[population]\npreset = "workshop"\n')
    told = save_all(end, record=folder / "record")
    assert told == [], told
    whole = files_in(end)
    use.calls = calls_in(folder / "record")[0]
    writes = sum(call in WRITES for call, _ in use.calls)
    points = [Point(use, "fails once", f"fails:{ERRORS[i % 3]}", n) for i, n in enumerate(chosen(use, 24 if LONG else 1, 4 if LONG else 0))]
    if LONG:
        points += [Point(use, "killed before", "killed_before", n) for n in chosen(use, 12, 4)]
        points += [Point(use, "short write", "short", n) for n in sample(range(1, writes + 1), 3)]
    count, lost = 0, []
    for i, point in enumerate(points):
        if only not in point.fault:
            continue
        count += 1
        try:
            look_at_session(point, folder / f"point_{i}", whole)
        except AssertionError as reason:
            lost.append((point, str(reason)))
            print(f"    LOST at call {point.at} of {len(use.calls)} ({point.kind}): {reason}", flush=True)
    print(f"{use.name:32} {'all of them':22} {count:4} fault points, {len(lost)} lost", flush=True)
    return count, lost


def can_be_tried(use):
    if use.rank is not None:
        return shutil.which(MPIRUN[0]) and Path(BINARY).with_name("gongjian_mpi.so").exists()
    return not {"figure", "report"} & set(use.words) or shutil.which("gnuplot")


def main():
    global BINARY, LIBRARY, LONG
    arguments = sys.argv[1:]
    LONG = "--long" in arguments
    arguments = [a for a in arguments if a != "--long"]
    if len(arguments) not in (2, 3, 4):
        sys.exit(__doc__)
    BINARY, LIBRARY = map(os.path.abspath, arguments[:2])
    part, only = (arguments[2:] + ["", ""])[:2]
    count, lost = 0, []
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(os.cpu_count()) as pool:
        for i, use in enumerate(USES):
            if part in use.name and can_be_tried(use):
                done = disturb(use, only, pool, Path(home) / str(i))
                count, lost = count + done[0], lost + done[1]
        if part in "session in the window":
            done = disturb_session(only, Path(home) / "window")
            count, lost = count + done[0], lost + done[1]
    print(f"{count} fault points, {len(lost)} lost")
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
