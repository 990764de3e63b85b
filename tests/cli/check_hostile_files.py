#!/usr/bin/env python3
"""Files that mean harm: whatever they hold, every command that reads them ends soon, takes little memory, opens nothing
else, and tells what is wrong.

    check_hostile_files.py GONGJIAN [PART-OF-A-NAME]

Each case is a good file with one thing changed by h5py, or a text. Where a case names another file, that one is a pipe
to which nobody writes: who opened it would wait for ever. Prints a line for each case and a count; ends with status 1
where one is not as it should be.
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy

from check_bad_scenarios import is_translation

SLOWER = 10 if "GONGJIAN_SANITIZED" in os.environ else 1  # a build for a sanitizer, which takes its time, and memory
SECONDS = 10 * SLOWER
MOST_KIB = (512 << 10) * SLOWER  # memory, at its largest
MOST_TIMES_PARSED = 25  # as much of the processor as it takes to parse the file alone
SEAL_BYTES = 24
SMALL = ["--population", "workshop", "--weeks", "60"]
DIALOGUES = {  # what reads which file; X is the hostile one
    "log": [["info", "X"], ["info", "X", "--json"], ["export", "X"], ["export", "X", "--agents", "units"],
            ["diff", "X", "log.h5"], ["diff", "log.h5", "X"], ["report", "X", "-o", "new.html"],
            ["figure", "X", "-o", "new.svg"], ["repair", "X", "-o", "new.h5"], ["view", "X", "--headless", "--automation"]],
    "results": [["info", "X"], ["info", "X", "--json"], ["export", "X"], ["analyse", "X", "--method", "rank", "--more",
                "activity"], ["report", "X", "-o", "new.html"], ["figure", "X", "-o", "new.svg"],
                ["rerun", "X", "--row", "0"]],
    "checkpoint": [["info", "X"], ["run", "leader_leaves", "--from", "X", "--no-log"],
                   ["branch", "X", "--future", "leader_leaves"]],
}


# ---- what is done to a good file: each takes the open file and the name of one of its datasets


def replaced(file, name, **storage):
    """A dataset in place of another, with the attributes that people read."""
    kept = {key: file[name].attrs[key] for key in ("units", "long_name", "long_name_zh") if key in file[name].attrs}
    del file[name]
    dataset = file.create_dataset(name, **storage)
    for key, value in kept.items():
        dataset.attrs[key] = value


def with_filters(*filters):
    def change(file, name):
        plan = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plan.set_chunk((16,))
        for number in filters:
            plan.set_filter(number, h5py.h5z.FLAG_OPTIONAL)
        space = h5py.h5s.create_simple((64,))
        del file[name]
        dataset = h5py.h5d.create(file.id, name.encode(), h5py.h5t.NATIVE_DOUBLE, space, plan)
        if filters[0] == h5py.h5z.FILTER_DEFLATE:
            dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, numpy.zeros(64))
    return change


def virtual(file, name):
    layout = h5py.VirtualLayout(shape=file[name].shape, dtype="f8")
    layout[...] = h5py.VirtualSource("pipe", "x", shape=file[name].shape)
    del file[name]
    file.create_virtual_dataset(name, layout)


def linked(target, where="{}"):
    def change(file, name):
        path = where.format(name)
        if path in file:
            del file[path]
        file[path] = target
    return change


def text_in_place_of(name):
    return lambda file, _: (file.attrs.__delitem__(name), file.attrs.__setitem__(name, "x" * 50_000_000))


def nested(file, _):
    group = file
    for _ in range(2000):
        group = group.create_group("x")


def named_often(file, name):
    for n in range(20_000):
        file[f"{name}_{n}"] = file[name]


def set_attribute(name, value):
    return lambda file, _: file.attrs.__setitem__(name, value)


CASES = {  # name: the change, and whether `info` must refuse it
    "more numbers than there are atoms": (lambda f, n: replaced(f, n, shape=(1 << 62,), chunks=(1024,), dtype="f8"), True),
    "a claim of eight gigabytes in one piece": (lambda f, n: replaced(f, n, shape=(1 << 30,), dtype="f8"), True),
    "a claim of eight gigabytes, compressed": (
        lambda f, n: replaced(f, n, shape=(1 << 30,), chunks=(1 << 20,), compression="gzip", dtype="f8"), True),
    "a piece of two gigabytes": (lambda f, n: replaced(f, n, shape=(1 << 28,), chunks=(1 << 28,), dtype="f8"), True),
    "32 dimensions": (lambda f, n: replaced(f, n, shape=(2,) * 32, chunks=(1,) * 32, dtype="f8"), True),
    "a dataset that is a link to another file": (linked(h5py.ExternalLink("pipe", "/x")), False),
    "a group that is a link to another file": (linked(h5py.ExternalLink("pipe", "/"), "provenance"), True),
    "values that lie in another file": (
        lambda f, n: replaced(f, n, shape=f[n].shape, dtype="f8", external=[("pipe", 0, h5py.h5f.UNLIMITED)]), True),
    "values that are put together from another file": (virtual, True),
    "a soft link to itself": (linked(h5py.SoftLink("/provenance"), "provenance"), True),
    "soft links in a circle": (lambda f, n: (linked(h5py.SoftLink("/b"), "a")(f, n), linked(h5py.SoftLink("/a"), "b")(f, n)),
                               False),
    "a group that lies in itself": (lambda f, n: f["provenance"].__setitem__("again", f["provenance"]), True),
    "a root that lies in itself": (lambda f, n: f.__setitem__("again", f["/"]), False),
    "a dataset of twenty thousand names": (named_often, True),
    "groups two thousand deep": (nested, False),
    "a filter that nobody knows": (with_filters(32000), True),
    "compressed twice": (with_filters(h5py.h5z.FILTER_DEFLATE, h5py.h5z.FILTER_DEFLATE), True),
    "a format that is a number": (set_attribute("format", 7), True),
    "a format that is a list": (set_attribute("format", ["gongjian-log"] * 1000), True),
    "a format of fifty megabytes": (text_in_place_of("format"), True),
    "a version that is a text": (set_attribute("format_version", "one"), True),
    "no provenance": (lambda f, n: f.__delitem__("provenance"), True),
    "provenance that is a number": (linked(3.5, "provenance"), True),
    "a version of another kind": (lambda f, n: f["provenance"].attrs.__setitem__("version", numpy.zeros(1000)), True),
    "a start on no day": (lambda f, n: f["provenance"].attrs.__setitem__("start_date", "2014-02-31"), True),
    "a name that colours the terminal": (lambda f, n: f.__setitem__("\x1b[31m", numpy.zeros(4)), False),
    "a version that colours the terminal": (
        lambda f, n: f["provenance"].attrs.__setitem__("version", "\x1b[31m0.1\x07\u202e\x9b"), False),
}
DATASET = {"log": "activity", "results": "activity", "checkpoint": "provenance/scenario"}


# ---- how it is checked


def run(binary, arguments, lang="en"):
    """Status, output, errors, KiB at most and seconds of the processor of a command."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = os.posix_spawn(binary, [binary, "--lang", lang, *arguments], os.environ, file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0), (os.POSIX_SPAWN_DUP2, out.fileno(), 1),
            (os.POSIX_SPAWN_DUP2, err.fileno(), 2)])
        signal.signal(signal.SIGALRM, lambda *_: os.kill(pid, signal.SIGKILL))
        signal.alarm(SECONDS)
        _, status, used = os.wait4(pid, 0)
        signal.alarm(0)
        out.seek(0), err.seek(0)
        seconds = used.ru_utime + used.ru_stime
        return os.waitstatus_to_exitcode(status), out.read().decode(), err.read().decode(), used.ru_maxrss, seconds


def problem_of(binary, arguments, must_fail):
    """What is wrong with how a command took it; nothing where it is right."""
    status, out, err, kib, _ = run(binary, arguments)
    if status not in (0, 1, 2):
        return f"{arguments}: ended with {status} ({-SECONDS if status == -9 else ''} {err[-300:]})"
    if kib > MOST_KIB:
        return f"{arguments}: took {kib} KiB"
    if must_fail and status == 0:
        return f"{arguments}: was accepted"
    if status != 0 and not (out + err).strip():  # of diff, 1 means that the files differ
        return f"{arguments}: failed without a word"
    if controls := {c for c in out + err if (ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 or c == "\u202e"}:
        return f"{arguments}: printed {controls}"
    if err and not is_translation(run(binary, arguments, "zh")[2], err):
        return f"{arguments}: not told in Chinese"
    return None


def check_h5(binary, kind, change, must_fail):
    hostile = f"hostile_{kind}.h5"
    shutil.copy(f"{kind}.h5", hostile)
    os.truncate(hostile, os.path.getsize(hostile) - SEAL_BYTES)
    with h5py.File(hostile, "r+") as file:
        change(file, DATASET[kind])
    for number, command in enumerate(DIALOGUES[kind]):
        for new in ("new.html", "new.svg", "new.h5"):
            Path(new).unlink(missing_ok=True)
        yield problem_of(binary, [hostile if word == "X" else word for word in command], must_fail and number == 0)


def check_text(binary, text, commands=("check",)):
    if text is not None:
        Path("hostile.toml").write_bytes(text)
    for command in commands:
        yield problem_of(binary, [*command.split(), "hostile.toml"], True)


def check_keys(binary, table):
    """A hundred thousand keys that nobody knows: to tell of them takes little more than to parse them."""
    keys = table + b"".join(b"k%05d=1\n" % n for n in range(100_000))
    yield from check_text(binary, keys)
    seconds = run(binary, ["check", "hostile.toml"])[4]
    Path("hostile.toml").write_bytes(keys + b"=")  # where the parser gives up
    parsed = run(binary, ["check", "hostile.toml"])[4]
    yield f"took {seconds / parsed:.0f} times as long as parsing" if seconds > MOST_TIMES_PARSED * parsed else None


TEXTS = {
    "a name of 400,000 parts": b"[" + b"a." * 400_000 + b"a]\nb = 1\n",
    "a key of 400,000 parts": b"weeks = 4\n" + b"a . " * 200_000 + b"a = 1\n",
    "quoted names of many parts": b'"a,b".' * 100_000 + b"'c' = 1\n",
    "many parts in lists in lists": b"x = [" + b"{" + b"a." * 15 + b"a = [" * 10_000,
    "a hundred thousand brackets": b"x = " + b"[" * 100_000,
    "a hundred thousand braces": b"x = " + b"{a = " * 100_000,
    "a hundred thousand events": b"[[event]]\n" * 100_000,
    "a text without an end": b'title = """' + b"x" * 1_000_000,
    "a text of a gigabyte": None,  # made sparse below
    "a text that colours the terminal": b'[title]\nen = "\\u001b[31mred"\nzh = "x"\n',
    "a key that colours the terminal": b'"\\u001b[31m" = 1\n',
    "a text that turns the direction of writing": '[title]\nen = "\u202egnp.exe"\nzh = "x"\n'.encode(),
    "a name that turns the direction of writing": "\u202eweeks = 4\n".encode(),
    "extends that leads up": b'extends = "../../../../etc/passwd"\n',
    "extends from the root": b'extends = "/etc/passwd"\n',
    "extends in a circle": b'extends = "hostile_2.toml"\n',
    "extends a pipe": b'extends = "pipe"\n',
    "a population that is a pipe": b'[population]\nunits = "pipe"\n',
    "a population without an end": b'[population]\nunits = "zero"\n',
}


def cases(binary):
    for kind in DIALOGUES:
        for name, (change, must_fail) in CASES.items():
            # of a checkpoint nothing is read that it need not have
            if kind == "checkpoint" and name in ("a dataset of twenty thousand names",):
                must_fail = False
            yield f"{kind}: {name}", lambda kind=kind, change=change, must=must_fail: check_h5(binary, kind, change, must)
    for name, text in TEXTS.items():
        yield f"scenario: {name}", lambda text=text: check_text(binary, text)
    for name, table in (("keys", b""), ("keys of a lever", b"[[lever]]\nname = 'two_way'\n")):
        yield f"scenario: a hundred thousand {name}", lambda table=table: check_keys(binary, table)
    for name in ("pipe", "zero"):
        yield f"a file that is a {name}", lambda name=name: (
            problem_of(binary, [*command.split(), name], True)
            for command in ("check", "run", "info", "export", "report -o new.html", "run leader_leaves --from", "sweep",
                            "repair -o new.h5", "analyse --design design.csv --outcomes"))


def prepare(binary):
    for command in (["run", "leader_leaves", *SMALL, "--set", "log.agents.unit=20", "-o", "log.h5"],
                    ["compare", "leader_leaves", "baseline_stable", "-n", "2", *SMALL, "-o", "results.h5"],
                    ["run", "leader_leaves", "--population", "workshop", "--weeks", "30", "--no-log", "--checkpoint",
                     "checkpoint.h5"]):
        subprocess.run([binary, *command], check=True, capture_output=True)
    os.mkfifo("pipe")
    os.symlink("/dev/zero", "zero")
    Path("design.csv").write_text("a\n1\n2\n")
    Path("hostile_2.toml").write_text('extends = "hostile.toml"\n')
    Path("hostile.toml").write_text('title = "')
    os.truncate("hostile.toml", 1 << 30)


def main():
    binary, part = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    failures = count = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        prepare(binary)
        for name, check in sorted(cases(binary), key=lambda case: case[0] != "scenario: a text of a gigabyte"):
            if part not in name:
                continue
            problems = [problem for problem in check() if problem]
            count += 1
            failures += bool(problems)
            print("FAILED" if problems else "ok    ", name, *problems, sep="\n    " if problems else " ", flush=True)
        os.chdir("/")
    print(f"{count - failures} of {count} as they should be")
    sys.exit(1 if failures else 0)


main()
