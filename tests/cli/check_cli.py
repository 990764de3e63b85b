#!/usr/bin/env python3
"""The program as people meet it: each check is a sentence that holds.

    check_cli.py GONGJIAN [PART-OF-A-NAME]

Prints a line for each check and a count; ends with status 1 where one fails. Wants h5py; h5dump and xarray are used
where they are installed.
"""
import csv
import io
import json
import math
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import traceback
from html.parser import HTMLParser
from pathlib import Path

import h5py

from check_bad_scenarios import is_translation

CATEGORIES = ["scenarios", "experiments", "lessons", "levers", "events", "parameters", "outputs", "outcomes"]
COMMANDS = ["run", "branch", "compare", "sweep", "calibrate", "rerun", "analyse", "check", "list", "describe", "schedule",
            "schema", "odd", "explain", "figure", "report", "info", "export", "diff", "repair", "new"]
SMALL = ["--population", "workshop", "--weeks", "60"]
SMALL_CITY = ["--set", "population.member_share=0.01", "--weeks", "60"]  # where districts are named
RUN = ["run", "leader_leaves", *SMALL]
COMPARE = ["compare", "leader_leaves", "baseline_stable", "-n", "2", *SMALL]
REPOSITORY = Path(__file__).resolve().parents[2]
READ_LOG = REPOSITORY / "tests/io/read_log.py"
CHINESE = re.compile("[\u4e00-\u9fff]")
NOBODY = 65534
SANITIZER = os.environ.get("GONGJIAN_SANITIZED", "")  # for which the program is built: it takes its time
SECONDS = 1200 if SANITIZER else 120
NO_BYTE = () if SANITIZER == "thread" else (0,)  # of a file that may be written: that sanitizer writes one as it begins
BINARY = ""


class Skipped(Exception):
    pass


# ---- words the checks are written in


def gongjian(*arguments, lang="en", **options):
    options = {"capture_output": True, "text": True, "timeout": SECONDS, **options}
    return subprocess.run([BINARY, "--lang", lang, *arguments], **options)


def output_of(*arguments, **options):
    done = gongjian(*arguments, **options)
    assert done.returncode == 0, f"{arguments}: {done.returncode} {done.stderr}"
    assert done.stderr == "", f"{arguments} told {done.stderr}"
    return done.stdout


def error_of(*arguments, **options):
    """The message of a command that must fail, in one line."""
    done = gongjian(*arguments, **options)
    assert done.returncode == 1, f"{arguments}: {done.returncode} {done.stderr}"
    assert done.stdout == "", f"{arguments} printed {done.stdout[:200]}"
    assert done.stderr.endswith("\n") and done.stderr.count("\n") == 1, f"{arguments}: not one line: {done.stderr}"
    if "preexec_fn" not in options:  # within a limit of size, what is written in Chinese may have room
        chinese = gongjian(*arguments, lang="zh", **options).stderr
        assert is_translation(chinese, done.stderr), f"{arguments} told in Chinese: {chinese}"
    return done.stderr.rstrip("\n")


def expect(told, *parts):
    for part in parts:
        assert part in told, f"`{part}` is not in: {told}"


def names_in(category):
    return [line.split()[0] for line in output_of("list", category).splitlines()]


def files_in(folder="."):
    return sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*"))


def start(*arguments):
    return subprocess.Popen([BINARY, "--lang", "en", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_until(holds, seconds=300):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def start_long_run(log):
    """A run of many minutes, of which some weeks are in the log already."""
    run = start("run", "leader_leaves", "--population", "shanghai", "--weeks", "5200", "-o", log)
    part = Path(f"{log}.part")
    wait_until(lambda: run.poll() is not None or part.exists() and part.stat().st_size > 1_500_000)
    assert run.poll() is None, run.stderr.read()
    return run


def limited_to(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def resolved(log):
    """The scenario that a log says it ran."""
    with h5py.File(log) as file:
        return tomllib.loads(file["provenance/scenario"].asstr()[()])


def resolved_with(*settings):
    arguments = [word for setting in settings for word in ("--set", setting)]
    output_of("run", "leader_leaves", "--population", "workshop", "--weeks", "4", "-o", "set.h5", "--force", *arguments)
    return resolved("set.h5")


# ---- help, lists, descriptions


def check_help_of_every_command_ends_well():
    for command in COMMANDS:
        text = output_of(command, "--help")
        expect(text, "Usage:", command)
    expect(output_of("--help"), *COMMANDS, "Exit codes")


def check_the_version_is_printed():
    assert re.fullmatch(r"gongjian \d+\.\d+\.\d+\n", output_of("--version"))


def check_wrong_usage_ends_with_2():
    for arguments in ([], ["rum"], ["run"], ["run", "--weks", "3"], ["run", "leader_leaves", "--threads", "-1"],
                      ["run", "leader_leaves", "--seed", "-1"], ["run", "leader_leaves", "--seed", "9223372036854775808"],
                      ["compare"], ["compare", "leader_leaves", "-n", "0"], *(["compare", "leader_leaves", "--until", wrong] for wrong in ("0", "nan")),
                      ["figure", "x.h5"], ["list", "lever"],
                      ["--lang", "fr", "list"]):
        done = gongjian(*arguments)
        assert done.returncode == 2 and done.stderr, f"{arguments}: {done.returncode} {done.stderr}"
        if "--lang" not in arguments:
            assert is_translation(gongjian(*arguments, lang="zh").stderr, done.stderr), arguments
    assert files_in() == []


def check_help_is_a_command_too_and_an_unknown_one_is_named():
    assert output_of("help") == output_of("--help")
    assert output_of("help", "sweep") == output_of("sweep", "--help")
    for arguments in (["swep"], ["help", "swep"]):
        done = gongjian(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        expect(done.stderr, "swep: there is no such command; did you mean \"sweep\"?")
    expect(gongjian("nonsense").stderr, "nonsense: there is no such command (`gongjian --help`")


def check_an_option_that_there_is_not_is_named_with_the_nearest():
    for lang, words in (("en", '--week: not expected here; did you mean "--weeks"? (`gongjian run --help` tells what is)\n'),
                        ("zh", '--week：此处不应出现；是否指 "--weeks"？（`gongjian run --help` 说明用法）\n')):
        done = gongjian("run", "leader_leaves", "--week", "10", lang=lang)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", words), done
    expect(gongjian("list", "levers", "more").stderr, "more: not expected here (`gongjian list --help`")
    expect(gongjian("view", "--headless").stderr, "--headless requires --automation")


def check_a_lever_set_without_its_table_is_told():
    expect(error_of("run", "leader_leaves", "--set", "own_income=1"), "own_income is a lever; it is set by levers.own_income=VALUE")


def check_what_is_set_stands_at_the_head_of_tables():
    small = ["--population", "workshop", "--weeks", "10", "--set", "levers.two_way=0.5", "--set", "seed=3"]
    expect(output_of("compare", "leader_leaves", "-n", "2", *small), "1 scenario, 2 replicates", "  with levers.two_way=0.5, seed=3\n")
    expect(output_of("run", "leader_leaves", "--no-log", *small), "seed 3\n  with levers.two_way=0.5, seed=3\n")
    expect(output_of("run", "leader_leaves", "--no-log", *small, lang="zh"), "  改设： levers.two_way=0.5, seed=3\n")


def check_what_is_there_of_a_file_that_is_not_is_told():
    Path("s.h5.work").mkdir()
    expect(error_of("info", "s.h5"), "s.h5: there is no such file; s.h5.work keeps what was done of it")
    Path("r.h5.part").write_text("")
    expect(error_of("info", "r.h5"), "r.h5: there is no such file; r.h5.part is what was written of it: `gongjian repair r.h5.part`")


def check_every_listed_name_is_described():
    for category in CATEGORIES:
        names = names_in(category)
        assert names and len(set(names)) == len(names), f"{category}: {names}"
        for lang in ("en", "zh"):
            text = "\n" + output_of("describe", *names, lang=lang)
            expect(text, *(f"\n{name}" for name in names if category not in ("scenarios", "experiments", "lessons")))
    assert len(output_of("list").splitlines()) > 50


def check_an_unknown_name_gives_the_nearest():
    expect(error_of("describe", "two_wy"), "two_wy", 'did you mean "two_way"?')
    expect(error_of("describe", "zzzzzzzzzzzz"), "nothing has this name", "gongjian list")
    expect(error_of("run", "leader_leave"), 'did you mean "leader_leaves"?')
    Path("mine").mkdir()
    Path("mine/leaders_leave.toml").touch()
    expect(error_of("check", "mine/leaders_leav.toml"), 'did you mean "mine/leaders_leave.toml"?')
    expect(error_of("check", "mine"), "mine: this is a folder")


def check_a_folder_does_not_hide_a_shipped_scenario():
    Path("leader_leaves").mkdir()
    output_of("check", "leader_leaves")


def check_the_schedule_names_each_phase():
    text = output_of("schedule")
    overview, details = text.split("\n\n")
    phases = [re.split("  +", line.strip())[0] for line in overview.splitlines()[1:]]
    assert len(phases) > 5
    for phase in phases:
        expect(f"\n{details}", f"\n  {phase}\n    reads")


def check_a_model_card_is_printed_or_written():
    for lang in ("en", "zh"):
        card = output_of("odd", "full_package", "--population", "workshop", lang=lang)
        expect(output_of("odd", "full_package", "--population", "workshop", "-o", f"{lang}.md", lang=lang), f"{lang}.md")
        assert Path(f"{lang}.md").read_text() == card
    expect(error_of("odd", "full_package", "-o", "en.md"), "en.md", "exists", "--force")
    output_of("odd", "leader_leaves", "-o", "en.md", "--force", "--set", "seed=7")
    expect(Path("en.md").read_text(), "| seed | 7 |", "seed = 7")
    expect(error_of("odd", "full_package", "-o", "missing/x.md"), "missing/x.md", "no folder missing")
    assert files_in() == ["en.md", "zh.md"]


def check_a_reference_is_printed_in_markdown():
    page = output_of("list", "--markdown")
    for category in CATEGORIES:
        text = output_of("list", category, "--markdown")
        assert text.startswith("## ") and text.endswith("|\n"), f"{category}: {text[:80]} … {text[-80:]}"
        assert (f"\n{text}" in page) == (category not in ("scenarios", "experiments", "lessons")), category


# ---- shipped scenarios


def check_every_shipped_scenario_is_valid_and_titled_in_both_languages():
    names = names_in("scenarios")
    for name in names:
        expect(output_of("check", name), "valid")
        english, chinese = (output_of("describe", name, lang=lang).splitlines()[0] for lang in ("en", "zh"))
        assert not CHINESE.search(english) and CHINESE.search(chinese), f"{name}: {english} / {chinese}"
    assert len(output_of("check", *names).splitlines()) == len(names)


def check_lessons_are_checked():
    for name in names_in("lessons"):
        expect(output_of("check", name), "this lesson is valid", "minutes")
        expect(output_of("describe", name, lang="zh"), "课程", "揭晓")
    example = (REPOSITORY / "docs/lessons.md").read_text().split("```toml\n")[1].split("```")[0]
    Path("mine.toml").write_text(example)
    expect(output_of("check", "mine.toml", lang="zh"), "课程有效（3 步")
    expect(error_of("check", "why_it_stals"), "there is no such file")
    expect(error_of("run", "mine.toml"), "this is a lesson, not a scenario", '"leader_leaves"')


def check_every_shipped_scenario_runs():
    for name in names_in("scenarios"):
        size = SMALL_CITY if name == "district_merger" else SMALL
        expect(output_of("run", name, *size), f"({name})", "60 weeks", f"{name}.h5")


def check_decisions_are_explained():
    at = ["explain", "full_package", *SMALL, "--week", "50"]
    expect(output_of(*at, "--unit", "3"), "unit 3, week 50", "in week 48", "attention", "reciprocity", "chance of taking part")
    expect(output_of(*at, "--member", "10"), "member 10, week 50", "chance of claiming a task")
    terms = json.loads(output_of(*at, "--unit", "3", "--json"))["terms"]
    assert {"own", "attention", "assessment", "requirement", "reciprocity", "identity", "habit", "peers", "rank", "money", "formalism"} <= set(terms)
    expect(output_of(*at, "--unit", "3", lang="zh"), "单位 3")
    facts = json.loads(output_of(*at, "--unit", "3", "--json"))["facts"]
    kinds = (("agency (vertically managed)", "机关(垂直管理部门)"), ("state-owned enterprise", "国有企业"), ("hospital", "医院"),
             ("university", "高校"), ("research institute", "科研院所"), ("military", "部队"), ("private firm", "非公企业"),
             ("social organisation", "社会组织"))
    resources = (("organisation building", "组织共建"), ("training of talent", "人才共育"), ("learning together", "学习共抓"),
                 ("industry, university and research", "产学研共促"), ("sharing of information", "信息共享"),
                 ("services", "服务共推"), ("culture and civility", "文明共创"), ("premises and equipment", "场地设施"))
    for l, lang in enumerate(("en", "zh")):
        needed = [names[l] for bit, names in enumerate(resources) if int(facts["needs"]) >> bit & 1]
        expect(output_of(*at, "--unit", "3", lang=lang), (": ", "：")[l] + kinds[int(facts["kind"])][l],
               (": ", "：")[l] + (", ", "、")[l].join(needed))
    expect(error_of(*at, "--unit", "300"), "counted from 0 to 299")
    expect(error_of("explain", "full_package", *SMALL, "--week", "60", "--unit", "3"), "weeks 0 to 59")


# ---- files


def check_the_log_is_named_after_the_scenario():
    output_of(*RUN)
    Path("mine").mkdir()
    Path("mine/my own.toml").write_text("weeks = 4\n[population]\npreset = 'workshop'\n")
    output_of("run", "mine/my own.toml")
    assert files_in() == sorted(["leader_leaves.h5", "leader_leaves.run.json", "mine", "mine/my own.toml", "my own.h5",
                                 "my own.run.json"])
    output_of(*RUN, "--no-log", "-o", "none.h5")
    assert not Path("none.h5").exists()


def check_an_existing_file_is_left_alone_without_force():
    for command in (RUN, COMPARE):
        Path("x.h5").write_bytes(b"old")
        expect(error_of(*command, "-o", "x.h5"), "x.h5", "exists", "--force")
        assert Path("x.h5").read_bytes() == b"old"
        output_of(*command, "-o", "x.h5", "--force")
        assert h5py.is_hdf5("x.h5")


def check_what_can_not_be_written_is_told():
    Path("folder").mkdir()
    for command in (RUN, COMPARE):
        expect(error_of(*command, "-o", "missing/x.h5"), "missing/x.h5", "no folder missing")
        expect(error_of(*command, "-o", "folder", "--force"), "folder", "it is a folder")
        expect(error_of(*command, "-o", "/proc/x.h5"), "/proc/x.h5")
    assert files_in() == ["folder"]


def check_a_folder_without_permission_is_told():
    locked = Path("locked")
    locked.mkdir(mode=0o555)
    to_nobody = {}
    if os.geteuid() == 0:
        os.chmod(".", 0o755)
        to_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        try:
            subprocess.run([BINARY, "--version"], check=True, capture_output=True, **to_nobody)
        except (PermissionError, subprocess.CalledProcessError):
            raise Skipped("root writes everywhere, and nobody else can start the program")
    for command in (RUN, COMPARE):
        expect(error_of(*command, "-o", "locked/x.h5", **to_nobody), "locked/x.h5", "Permission denied")


def check_a_full_disk_is_told_and_leaves_the_old_file():
    for command in (RUN, COMPARE):
        output_of(*command, "-o", "whole.h5", "--force")
        whole = Path("whole.h5").stat().st_size
        for path in Path(".").iterdir():
            path.unlink()
        for size in (*NO_BYTE, 1000, 20_000, whole // 4, whole // 2, whole * 9 // 10, whole - 4096, whole - 1):
            for force in ([], ["--force"]):
                if force:
                    Path("x.h5").write_bytes(b"old")
                told = error_of(*command, "-o", "x.h5", *force, preexec_fn=limited_to(size))
                expect(told, "x.h5", "File too large")
                if force:
                    assert Path("x.h5").read_bytes() == b"old"
                    Path("x.h5").unlink()
                assert files_in() == [], f"at {size} bytes: {files_in()}"


def check_figures_are_drawn_or_refused():
    if not shutil.which("gnuplot"):
        raise Skipped("gnuplot is not installed")
    output_of(*RUN, "-o", "log.h5")
    output_of(*COMPARE, "-o", "results.h5")
    for source in ("log.h5", "results.h5"):
        for ending, start_of_file in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
            output_of("figure", source, "-o", f"x.{ending}", "--force")
            assert Path(f"x.{ending}").read_bytes().startswith(start_of_file)
    before = files_in()
    drawn = Path("x.svg").read_bytes()
    expect(error_of("figure", "log.h5", "-o", "x.svg"), "x.svg", "exists", "--force")
    expect(error_of("figure", "log.h5", "-o", "missing/x.svg"), "missing/x.svg", "no folder missing")
    expect(error_of("figure", "log.h5", "-o", "x.bmp"), "x.bmp", ".svg, .png and .pdf")
    expect(error_of("figure", "log.h5", "-o", "x"), ".svg, .png and .pdf")
    expect(error_of("figure", "nothing.h5", "-o", "y.svg"), "nothing.h5", "no such file")
    expect(error_of("figure", ".", "-o", "y.svg"), "folder")
    for size in (*NO_BYTE, 1000, len(drawn) - 1):
        expect(error_of("figure", "results.h5", "-o", "x.svg", "--force", preexec_fn=limited_to(size)), "File too large")
    assert Path("x.svg").read_bytes() == drawn
    whole = Path("log.h5").read_bytes()
    for name, content, reason in (("text.h5", b"hello", "not an HDF5 file"), ("empty.h5", b"", "not an HDF5 file"),
                                  ("cut.h5", whole[:len(whole) // 2], "cut off"), ("head.h5", whole[:100], "h5")):
        Path(name).write_bytes(content)
        expect(error_of("figure", name, "-o", "y.svg"), name, reason)
        Path(name).unlink()
    with h5py.File("other.h5", "w") as other:
        other["x"] = 1
    expect(error_of("figure", "other.h5", "-o", "y.svg"), "other.h5", "no log, results or checkpoint")
    Path("other.h5").unlink()
    assert files_in() == before


def check_a_figure_of_a_sweep_says_which_series_it_wants():
    results = sweep("lhs", design('kind = "lhs"; points = 4'))
    expect(error_of("figure", results, "-o", "x.svg"), "were not kept: activity, participation, stalled", 'series = ["activity", "participation", "stalled"]')
    if not shutil.which("gnuplot"):
        raise Skipped("gnuplot is not installed")
    Path("kept.toml").write_text('series = ["activity", "participation", "stalled"]\n' + Path("lhs.toml").read_text())
    output_of("sweep", "kept.toml")
    output_of("figure", "kept.h5", "-o", "x.svg")
    # a figure of one point alone is another: all points are drawn
    Path("one.toml").write_text(Path("kept.toml").read_text().replace("points = 4", "points = 1"))
    output_of("sweep", "one.toml")
    output_of("figure", "one.h5", "-o", "y.svg")
    assert Path("x.svg").read_bytes() != Path("y.svg").read_bytes()


# ---- what is in files


def table_of(*arguments, **options):
    """A table that is exported, as rows by their headings."""
    return list(csv.DictReader(io.StringIO(output_of("export", *arguments, **options))))


def damaged_files(log):
    """Files that no reader takes, each with a part of the reason."""
    whole = Path(log).read_bytes()
    wrong = bytearray(whole)
    wrong[len(wrong) // 2] ^= 1
    with h5py.File("other.h5", "w") as other:
        other["x"] = 1
    for name, content, reason in (("none.h5", None, "no such file"), ("text.h5", b"hello", "not an HDF5 file"),
                                  ("cut.h5", whole[:len(whole) // 2], "cut off"), ("wrong.h5", bytes(wrong), "damaged"),
                                  ("other.h5", None, "no log, results or checkpoint"), (".", None, "folder")):
        if content is not None:
            Path(name).write_bytes(content)
        yield name, reason


def check_info_tells_what_a_file_holds():
    output_of(*RUN, "--set", "log.agents.unit=20", "-o", "log.h5")
    output_of(*COMPARE, "-o", "results.h5")
    expect(output_of("info", "log.h5"), "log of a run", "0 to 59", "60 frames", "units (300 rows", "sealed", "activity", "complete")
    expect(output_of("info", "results.h5"), "results of a comparison", "4 done, 0 failed", "seeds 1, 2", "leader_leaves", "stalled_at_end")
    for file, title in (("log.h5", "一次运行的日志"), ("results.h5", "情景比较的结果")):
        told = output_of("info", file, lang="zh")
        expect(told, title, "封印完好", "程序版本")
        assert len(told.splitlines()) < 60
    log = json.loads(output_of("info", "log.h5", "--json"))
    assert log["format"] == "log" and log["complete"] and log["frames"] == 60 and log["seal"] == "whole"
    assert log["bytes"] == Path("log.h5").stat().st_size and log["agents"][0]["weeks"] == [0, 20, 40]
    with h5py.File("log.h5") as file:
        assert log["final_hash"] == f"{file['hash'].attrs['final']:016x}"
        outputs = {name for name, item in file.items() if isinstance(item, h5py.Dataset) and item.dtype == float}
    assert {variable["name"] for variable in log["variables"]} == outputs
    output_of(*RUN, "--no-log", "--checkpoint", "checkpoint.h5")
    expect(output_of("info", "checkpoint.h5"), "checkpoint of a run", "60 (from 2014-01-06", log["final_hash"], "sealed")
    expect(output_of("info", "checkpoint.h5", lang="zh"), "检查点", "封印完好")
    assert json.loads(output_of("info", "checkpoint.h5", "--json"))["state_hash"] == log["final_hash"]
    expect(error_of("export", "checkpoint.h5"), "checkpoint.h5 is a checkpoint")
    expect(error_of("repair", "checkpoint.h5", "-o", "new.h5"), "only logs")
    assert gongjian("diff", "checkpoint.h5", "checkpoint.h5").returncode == 2
    results = json.loads(output_of("info", "results.h5", "--json"))
    assert results["runs"] == {"all": 4, "done": 4, "failed": 0, "missing": 0} and results["seeds"] == [1, 2]
    with h5py.File("log.h5", "a") as file:  # another program changes it
        file.attrs["note"] = "mine"
    expect(output_of("info", "log.h5"), "no seal")


def check_files_that_are_not_ours_or_damaged_are_told():
    output_of(*RUN, "-o", "log.h5")
    for name, reason in damaged_files("log.h5"):
        for command in (["info"], ["info", "--json"], ["export"], ["repair", "-o", "new.h5"]):
            expect(error_of(*command, name), name, reason)
        for pair in (["log.h5", name], [name, "log.h5"]):
            done = gongjian("diff", *pair)
            assert done.returncode == 2 and done.stdout == "", f"{pair}: {done.returncode} {done.stdout}"
            expect(done.stderr, name, reason)
    assert not Path("new.h5").exists()


def check_a_log_is_exported_as_a_tidy_table():
    output_of(*RUN, "--set", "log.agents.unit=20", "-o", "log.h5")
    rows = table_of("log.h5", "--variables", "activity,participation_by_kind")
    with h5py.File("log.h5") as log:
        activity, by_kind = log["activity"][:], log["participation_by_kind"][:]
        kinds = list(log["kind"].asstr()[:])
        slack = log["agents/units/slack"][:]
    assert list(rows[0]) == ["week", "date", "district", "kind", "variable", "value"]
    assert len(rows) == activity.size + by_kind.size
    for row in rows:
        week = int(row["week"])
        stored = activity[week, 0] if row["variable"] == "activity" else by_kind[week, 0, kinds.index(row["kind"])]
        assert float(row["value"]) == stored if row["value"] else math.isnan(stored), row
    assert rows[-1]["date"] == "2015-02-23" and rows[-1]["district"] == "District"
    wide = table_of("log.h5", "--variables", "activity,stalled", "--wide")
    assert [float(row["activity"]) for row in wide] == list(activity[:, 0]) and list(wide[0]) == ["week", "date", "district", "activity", "stalled"]
    units = table_of("log.h5", "--agents", "units", "--variables", "slack,kind")
    assert list(units[0]) == ["week", "date", "row", "kind", "slack"] and len(units) == slack.size
    assert [int(row["slack"]) for row in units] == list(slack.flatten())
    chinese = table_of("log.h5", "--variables", "activity,participation_by_kind", lang="zh")
    assert list(chinese[0]) == ["周", "日期", "区（县）", "单位类别", "变量", "值"] and chinese[0]["变量"] == "活跃度"
    all_values = table_of("log.h5")
    assert len(all_values) > 60 * 100
    expect(error_of("export", "log.h5", "--variables", "activty"), "log.h5", 'did you mean "activity"?')
    expect(error_of("export", "log.h5", "--agents", "unit"), "log.h5", 'did you mean "units"?')
    expect(error_of("export", "log.h5", "--wide"), "log.h5", "same dimensions", "--variables")
    expect(error_of("export", "log.h5", "--series", "weekly_activity"), "log.h5 is a log")


def check_results_are_exported_with_a_row_a_run():
    output_of(*COMPARE, "-o", "results.h5")
    rows = table_of("results.h5")
    with h5py.File("results.h5") as results:
        activity = results["activity"][:].flatten()
        weekly = results["weekly_activity"][:].flatten()
        hashes = results["hash"][:].flatten()
    assert list(rows[0])[:6] == ["point", "policy", "replicate", "seed", "status", "hash"] and list(rows[0])[-1] == "failure"
    assert [float(row["activity"]) for row in rows] == list(activity)
    assert [int(row["hash"], 16) for row in rows] == list(hashes)
    assert [row["policy"] for row in rows] == ["leader_leaves"] * 2 + ["baseline_stable"] * 2
    series = table_of("results.h5", "--series", "weekly_activity,weekly_stalled")
    assert list(series[0]) == ["point", "policy", "replicate", "week", "date", "weekly_activity", "weekly_stalled"]
    assert [float(row["weekly_activity"]) for row in series] == list(weekly)
    assert CHINESE.search(table_of("results.h5", lang="zh")[0]["政策"])
    expect(error_of("export", "results.h5", "--agents", "units"), "results.h5 holds results")
    expect(error_of("export", "results.h5", "--wide"), "results.h5 holds results")
    expect(error_of("export", "results.h5", "--series", "weekly_activty"), "results.h5", 'did you mean "weekly_activity"?')


def check_series_are_exported_by_either_name():
    output_of(*COMPARE, "-o", "r.h5")
    assert output_of("export", "r.h5", "--series", "activity") == output_of("export", "r.h5", "--series", "weekly_activity")
    expect(error_of("export", "r.h5", "--series", "activty"), 'there is no series "activty"')


def check_info_tells_the_population():
    output_of(*RUN, "-o", "log.h5", "--checkpoint", "past.h5")
    output_of(*COMPARE, "-o", "r.h5")
    for name in ("log.h5", "past.h5", "r.h5"):
        assert re.search(r"population +workshop", output_of("info", name)), name
        assert json.loads(output_of("info", name, "--json"))["population"] == "workshop"


def check_a_table_is_written_whole_or_not_at_all():
    output_of(*COMPARE, "-o", "results.h5")
    printed = output_of("export", "results.h5")
    expect(output_of("export", "results.h5", "-o", "x.csv"), "x.csv", "4 rows")
    assert Path("x.csv").read_text() == printed
    expect(error_of("export", "results.h5", "-o", "x.csv"), "x.csv", "exists", "--force")
    expect(error_of("export", "results.h5", "-o", "missing/x.csv"), "no folder missing")
    expect(error_of("export", "results.h5", "-o", "y.csv", preexec_fn=limited_to(100)), "y.csv", "File too large")
    output_of("export", "results.h5", "--excel", "-o", "x.csv", "--force", lang="zh")
    assert Path("x.csv").read_bytes().startswith(b"\xef\xbb\xbf\xe8\xae\xbe")
    expect(error_of("export", "results.h5", "-o", "z.csv", "--variables", "activty"), "did you mean")
    assert files_in() == ["results.h5", "x.csv"]


def check_diff_tells_what_differs_first():
    output_of(*RUN, "-o", "a.h5")
    output_of(*RUN, "-o", "b.h5", "--threads", "3")
    output_of(*RUN, "-o", "c.h5", "--set", "event.0.week=30")
    output_of("run", "leader_leaves", "--population", "workshop", "--weeks", "40", "-o", "d.h5")
    expect(output_of("diff", "a.h5", "b.h5"), "hold the same", "values compared")
    expect(output_of("diff", "a.h5", "b.h5", lang="zh"), "内容相同")
    assert json.loads(output_of("diff", "a.h5", "b.h5", "--json"))["same"] is True
    for lang, words in (("en", ("first difference: week 30", "event 0", "leader_turnover in week 30")),
                        ("zh", ("第一处不同：周 30", "本区", "事件 0", "状态哈希"))):
        done = gongjian("diff", "a.h5", "c.h5", lang=lang)
        assert done.returncode == 1 and done.stderr == "", done.stderr
        expect(done.stdout, *words)
    told = json.loads(gongjian("diff", "a.h5", "c.h5", "--json").stdout)
    first = told["first"]
    with h5py.File("a.h5") as a, h5py.File("c.h5") as c:
        one, other = a[first["field"]][:, 0], c[first["field"]][:, 0]
        assert (first["a"], first["b"]) == (one[30], other[30]) and first["district"] == "District"
        assert list(one[:30]) == list(other[:30])
        field = next(each for each in told["fields"] if each["field"] == first["field"])
        assert field["differing"] == sum(one != other) and field["largest"] == max(abs(one - other))
    output_of(*RUN, "-o", "e.h5", "--set", "levers.own_income=1")  # lines that one text has after the other's end
    assert re.search(r"scenario's text, line \d+ +– +\[\[lever\]\]", gongjian("diff", "a.h5", "e.h5").stdout)
    done = gongjian("diff", "a.h5", "d.h5")
    assert done.returncode == 1
    expect(done.stdout, "0 to 39 (40 frames)", "weeks meant", "in both are the same")
    output_of(*COMPARE, "-o", "r.h5")
    output_of(*COMPARE, "-o", "s.h5", "--seed", "2")
    expect(output_of("diff", "r.h5", "r.h5"), "hold the same")
    done = gongjian("diff", "r.h5", "s.h5")
    assert done.returncode == 1
    expect(done.stdout, "seed 1", "seed 3", "in both are the same")
    done = gongjian("diff", "a.h5", "r.h5")
    assert done.returncode == 2
    expect(done.stderr, "a.h5 and r.h5", "two logs, or two results files")


def check_the_log_of_a_killed_run_is_repaired():
    run = start_long_run("x.h5")
    expect(error_of("repair", "x.h5.part"), "a run is writing it")
    run.kill()
    run.communicate()
    part = Path("x.h5.part").read_bytes()
    with h5py.File("x.h5.part") as log:
        weeks = int(log.attrs["weeks_written"])
        held = {name: item[:weeks] for name, item in log.items() if isinstance(item, h5py.Dataset) and item.dtype == float}
        hashes, events = log["hash/frame"][:weeks], log["events/rows"][:]
    expect(output_of("repair", "x.h5.part"), "x.h5", f"weeks 0 to {weeks - 1}", "5200 weeks", "incomplete")
    assert files_in() == ["x.h5", "x.h5.part"] and Path("x.h5.part").read_bytes() == part
    with h5py.File("x.h5") as log:
        assert not log.attrs["complete"] and log.attrs["weeks_written"] == weeks == len(log["week"])
        for name, values in held.items():
            assert log[name].shape == values.shape and log[name][:].tobytes() == values.tobytes(), name
        assert (log["hash/frame"][:] == hashes).all() and (log["events/rows"][:] == events).all()
    done = subprocess.run([sys.executable, READ_LOG, "x.h5"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    expect(output_of("info", "x.h5"), "sealed", "the run was meant for 5200")
    expect(error_of("repair", "x.h5"), "whole", "nothing to repair")
    expect(error_of("repair", "x.h5.part"), "x.h5", "exists", "--force")
    expect(output_of("repair", "x.h5.part", "--force", lang="zh"), "修复后的日志", "未完成")


def check_repair_leaves_alone_what_it_can_not_mend():
    output_of(*COMPARE, "-o", "results.h5")
    expect(error_of("repair", "results.h5"), "results.h5", "only logs")
    output_of(*RUN, "-o", "log.h5")
    expect(error_of("repair", "log.h5", "-o", "new.h5"), "log.h5", "nothing to repair")
    Path("log.h5").rename("late.h5.part")  # killed just before it had its name
    expect(output_of("repair", "late.h5.part"), "late.h5", "the run had ended")
    assert gongjian("diff", "late.h5", "late.h5.part").returncode == 0
    assert files_in() == ["late.h5", "late.h5.part", "log.run.json", "results.h5"]


def check_repair_says_that_what_is_cut_off_is_lost():
    output_of(*RUN, "-o", "log.h5")
    whole = Path("log.h5").read_bytes()
    Path("cut.h5.part").write_bytes(whole[:len(whole) // 2])
    expect(error_of("repair", "cut.h5.part"), "cut off", "It can't be repaired", "run the scenario again", "--checkpoint-every")
    assert "repaired" not in error_of("repair", "none.h5.part")


def check_a_new_scenario_is_valid_with_and_without_its_comments():
    for lang in ("en", "zh"):
        name = f"mine_{lang}"
        expect(output_of("new", name, lang=lang), f"{name}.toml")
        expect(output_of("check", f"{name}.toml"), "valid")
        text = Path(f"{name}.toml").read_text()
        assert bool(CHINESE.search(text)) == (lang == "zh")
        expect(text, *(f'#name = "{lever}"' for lever in names_in("levers")), *(f'#kind = "{event}"' for event in names_in("events")))
        bare = re.sub("^#(?=[a-z[])", "", text, flags=re.M).replace('preset = "district"', 'preset = "shanghai"')
        Path("all.toml").write_text(bare)
        expect(output_of("check", "all.toml"), "valid")
        assert len(tomllib.loads(bare)["lever"]) == len(names_in("levers"))
        assert len(tomllib.loads(bare)["event"]) == len(names_in("events"))
    before = Path("mine_en.toml").read_bytes()
    expect(error_of("new", "mine_en"), "mine_en.toml", "exists already", "another name")
    expect(error_of("new", "mine_en.toml"), "exists already")
    assert Path("mine_en.toml").read_bytes() == before
    expect(error_of("new", "missing/mine"), "no folder missing")
    output_of("new", '我的 "情景"')
    expect(output_of("check", '我的 "情景".toml'), "valid")
class Parts(HTMLParser):
    """Of a page: headings, ids, and whatever it refers to; every element must be closed in its turn."""
    ALONE = {"meta", "br", "img", "link", "hr", "input"}

    def __init__(self, text):
        super().__init__()
        self.open, self.headings, self.ids, self.references, self.elements = [], [], [], [], set()
        self.feed(text)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag, attributes):
        self.elements.add(tag)
        self.ids += [value for name, value in attributes if name == "id"]
        self.references += [value for name, value in attributes if name in ("href", "src", "xlink:href", "style") and value]
        if tag not in self.ALONE:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in self.ALONE:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, text):
        if self.open and self.open[-1] in ("h1", "h2", "h3"):
            self.headings.append(text)


def check_a_report_is_one_page_that_opens_offline():
    if not shutil.which("gnuplot"):
        raise Skipped("gnuplot is not installed")
    output_of(*RUN, "-o", "log.h5")
    output_of(*COMPARE, "-o", "results.h5")
    for source in ("log.h5", "results.h5"):
        for lang in ("en", "zh"):
            expect(output_of("report", source, "-o", "page.html", "--force", lang=lang), "page.html")
            text = Path("page.html").read_text()
            page = Parts(text)
            assert len(page.headings) > 5 and len(page.ids) == len(set(page.ids)), page.ids
            assert not page.elements & {"script", "link", "img", "iframe", "object"}, page.elements
            for reference in page.references:
                assert reference.startswith("#"), f"{source} refers to {reference}"
                assert reference[1:] in page.ids, f"{source}: nothing has the id {reference}"
            assert not re.search(r"url\(\s*['\"]?http|@import", text)
            assert "svg" in page.elements
            if lang == "zh":
                assert all(CHINESE.search(heading) for heading in page.headings), page.headings
    assert files_in() == ["log.h5", "log.run.json", "page.html", "results.h5"], files_in()


def check_reports_write_figures_or_say_why_not():
    if not shutil.which("gnuplot"):
        raise Skipped("gnuplot is not installed")
    output_of(*COMPARE, "-o", "results.h5")
    expect(output_of("report", "results.h5", "-o", "page.html", "--figures", "svg,pdf,png"), "page.html", "page_figures")
    figures = files_in("page_figures")
    assert len(figures) >= 9 and len(figures) % 3 == 0, figures
    for figure in figures:
        start_of_file = {".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF"}[Path(figure).suffix]
        assert (Path("page_figures") / figure).read_bytes().startswith(start_of_file), figure
    before, page = files_in(), Path("page.html").read_bytes()
    expect(error_of("report", "results.h5", "-o", "page.html"), "page.html", "exists", "--force")
    expect(error_of("report", "results.h5", "-o", "other/page.html"), "other/page.html", "no folder other")
    expect(error_of("report", "results.h5", "-o", "page.pdf"), "page.pdf", ".html")
    expect(error_of("report", "results.h5", "-o", "new.html", "--figures", "svg,bmp"), "bmp", "svg, pdf and png")
    expect(error_of("report", "nothing.h5", "-o", "new.html"), "nothing.h5", "no such file")
    expect(error_of("report", "results.h5", "-o", "page.html", "--force", preexec_fn=limited_to(1000)), "File too large")
    assert files_in() == before and Path("page.html").read_bytes() == page
    Path("page.html").unlink()
    expect(error_of("report", "results.h5", "-o", "page.html", "--figures", "svg"), "page_figures", "exists", "--force")


def check_names_in_a_scenario_are_escaped_in_a_report():
    if not shutil.which("gnuplot"):
        raise Skipped("gnuplot is not installed")
    evil = "<script>alert(1)</script> & 'x' `touch a` %s"
    for name in ("one", "two"):
        Path(f"{name}.toml").write_text(f'extends = "baseline_stable.toml"\ntitle = {{ en = "{evil}{name}", zh = "{evil}{name}" }}\n')
    output_of("compare", "one.toml", "two.toml", "-n", "2", *SMALL, "-o", "results.h5")
    for lang in ("en", "zh"):
        output_of("report", "results.h5", "-o", "page.html", "--force", lang=lang)
        assert "script" not in Parts(Path("page.html").read_text()).elements
        expect(Path("page.html").read_text(), "&lt;script&gt;alert(1)")
    assert not Path("a").exists()


# ---- streams


def check_a_reader_that_goes_early_hinders_nothing():
    output_of(*RUN, "-o", "log.h5")
    for arguments in (["list"], ["list", "parameters"], ["describe", "leader_leaves"], [*RUN, "--force"], ["--help"],
                      ["info", "log.h5"], ["export", "log.h5"], ["diff", "log.h5", "log.h5"]):
        done = subprocess.run(["bash", "-c", '"$@" | head -n 1; exit ${PIPESTATUS[0]}', "bash", BINARY, *arguments],
                              capture_output=True, text=True, timeout=SECONDS)
        assert (done.returncode, done.stderr) == (0, ""), f"{arguments}: {done.returncode} {done.stderr}"


def check_a_reader_of_errors_that_goes_hinders_nothing():
    output_of(*RUN, "-o", "log.h5")
    Path("bad.toml").write_text("weeks = 0\n")
    for arguments in (["analyse", "nothing.h5"], ["export", "nothing.h5"], ["check", "bad.toml"], ["run", "bad.toml"], ["info", "bad.toml"],
                      ["sweep", "leader_leaves"], ["branch", "log.h5", "leader_leaves"]):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run([BINARY, *arguments], stdout=writing, stderr=writing, timeout=SECONDS)
        os.close(writing)
        assert done.returncode == 1, (arguments, done.returncode)


def check_closed_streams_harm_no_file():
    output_of(*RUN, "-o", "open.h5")
    for closed in (">&-", "2>&-", "<&-", "<&- >&- 2>&-"):
        done = subprocess.run(["bash", "-c", f'"$@" {closed}', "bash", BINARY, *RUN, "--force", "-o", "closed.h5"], timeout=SECONDS,
                              capture_output=True)
        assert done.returncode == 0
        assert Path("closed.h5").read_bytes() == Path("open.h5").read_bytes(), closed


def check_output_that_can_not_be_printed_is_told():
    with open("/dev/full", "w") as full:
        done = gongjian("list", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    expect(done.stderr, "standard output", "No space left")
    output_of(*RUN, "-o", "log.h5")
    for arguments, code in ((["export", "log.h5"], 1), (["diff", "log.h5", "log.h5"], 2)):
        with open("/dev/full", "w") as full:
            done = gongjian(*arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE)
        assert done.returncode == code
        expect(done.stderr, "standard output", "No space left")


# ---- interruption


def check_an_interrupted_run_keeps_what_it_logged():
    for number in (signal.SIGINT, signal.SIGTERM):
        run = start_long_run("x.h5")
        run.send_signal(number)
        printed, told = run.communicate(timeout=SECONDS)
        assert run.returncode == 130 and printed == "", f"{run.returncode} {printed}"
        expect(told, "Stopped after", "of 5200 weeks", "x.h5.part")
        assert files_in() == ["x.h5.part"]
        with h5py.File("x.h5.part") as log:
            weeks = int(log.attrs["weeks_written"])
            assert not log.attrs["complete"] and len(log["week"]) == weeks > 0
        if shutil.which("gnuplot"):
            output_of("figure", "x.h5.part", "-o", "x.svg")
            expect(Path("x.svg").read_text(), "(incomplete)")
            Path("x.svg").unlink()
        Path("x.h5.part").unlink()


def check_a_killed_run_leaves_a_log_that_opens():
    run = start_long_run("x.h5")
    run.kill()
    run.communicate()
    assert files_in() == ["x.h5.part"]
    with h5py.File("x.h5.part") as log:
        assert len(log["week"]) > 0 and log["activity"].shape[0] >= len(log["week"])
    if shutil.which("gnuplot"):
        output_of("figure", "x.h5.part", "-o", "x.svg")
    output_of(*RUN, "-o", "x.h5")  # the name is free, and the part is used up
    assert "x.h5" in files_in() and "x.h5.part" not in files_in()


def check_an_interrupted_comparison_leaves_nothing():
    compare = start("compare", "leader_leaves", "baseline_stable", "-n", "5000", "--population", "workshop", "-o", "x.h5")
    wait_until(lambda: compare.poll() is not None or Path("x.h5.runs").exists())
    time.sleep(0.3)
    compare.send_signal(signal.SIGINT)
    printed, told = compare.communicate(timeout=SECONDS)
    assert compare.returncode == 130 and printed == "", f"{compare.returncode} {printed}"
    expect(told, "Stopped", "no results were written")
    assert files_in() == []


# ---- checkpoints


def hash_of(*arguments):
    return json.loads(output_of(*arguments, "--json"))["hash"]


def check_a_run_goes_on_from_its_checkpoint():
    straight = hash_of(*RUN, "--no-log")
    expect(output_of(*RUN, "-o", "x.h5", "--checkpoint-every", "25"), "checkpoint x.checkpoint.h5")
    assert files_in() == ["x.checkpoint.h5", "x.checkpoint.previous.h5", "x.h5", "x.run.json"]
    assert hash_of("run", "--from", "x.checkpoint.previous.h5") == straight
    with h5py.File("leader_leaves.from_50.h5") as log:
        assert log["provenance"].attrs["first_week"] == 50 and list(log["week"]) == list(range(50, 60))
    expect(error_of("run", "--from", "x.checkpoint.h5"), "lasts 60 weeks", "--weeks")
    assert hash_of("run", "--from", "x.checkpoint.h5", "--weeks", "70", "--no-log") == hash_of(*RUN[:-1], "70", "--no-log")
    expect(error_of("run", "--from", "x.checkpoint.h5", "--set", "weeks=70"), "gongjian branch x.checkpoint.h5")
    expect(error_of("run", "--from", "x.checkpoint.h5", "leader_leaves"), "gongjian branch x.checkpoint.h5")
    expect(error_of(*RUN, "-o", "y.h5", "--checkpoint", "x.checkpoint.h5"), "run --from x.checkpoint.h5", "--force")
    expect(error_of("run", "--from", "x.h5"), "x.h5", "gongjian-log")
    expect(error_of("figure", "x.checkpoint.h5", "-o", "x.svg"), "gongjian-checkpoint")


def check_an_interrupted_run_goes_on_from_where_it_stopped():
    run = start("run", "leader_leaves", "--population", "shanghai", "--weeks", "5200", "-o", "x.h5", "--checkpoint", "c.h5")
    part = Path("x.h5.part")
    wait_until(lambda: run.poll() is not None or part.exists() and part.stat().st_size > 1_500_000)
    run.send_signal(signal.SIGINT)
    printed, told = run.communicate(timeout=SECONDS)
    assert run.returncode == 130 and printed == "", f"{run.returncode} {printed}"
    expect(told, "Stopped after", "It goes on with gongjian run --from c.h5")
    weeks = int(re.search("after ([0-9]+) of", told)[1])
    longer = str(weeks + 5)
    assert hash_of("run", "--from", "c.h5", "--weeks", longer, "--no-log") == hash_of("run", "leader_leaves", "--population", "shanghai", "--weeks", longer, "--no-log")


def check_one_past_has_several_futures():
    output_of(*RUN, "--seed", "7", "--no-log", "--checkpoint", "past.h5")
    branch = ["branch", "past.h5", "leader_leaves", "two_way_service", "--population", "workshop", "--weeks", "180"]
    told = output_of(*branch, "-o", "futures")
    expect(told, "leader_leaves after 60 weeks (seed 7)", "activity in the last year", "two_way_service")
    assert [name for name in files_in("futures") if name.endswith(".h5")] == ["leader_leaves.from_60.h5", "two_way_service.from_60.h5"]
    expect(error_of(*branch, "-o", "futures"), "exists already", "--force")
    futures = json.loads(output_of(*branch, "--no-log", "--json"))
    assert futures["week"] == 60 and [f["scenario"] for f in futures["scenarios"]] == ["leader_leaves", "two_way_service"]
    assert futures["scenarios"][0]["hash"] == hash_of(*RUN[:-1], "180", "--seed", "7", "--no-log")
    assert futures["scenarios"][0]["hash"] != futures["scenarios"][1]["hash"]
    expect(output_of(*branch, "--no-log", "--set", "levers.publicity=1"), "note:", "publicity", "that past stays")
    expect(error_of("branch", "past.h5", "leader_leaves", "--weeks", "90"), "its population is another", "--population workshop takes that of the checkpoint")
    expect(error_of(*branch, "--set", "seed=3"), "seed is 3 in the scenario and 7 in the checkpoint")
    expect(error_of("branch", "past.h5", "leader_leaves", "leader_leaves", "--population", "workshop", "--weeks", "90"), "two scenarios are called leader_leaves")
    expect(error_of("branch", "nothing.h5", "leader_leaves"), "nothing.h5", "there is no such file")


# ---- languages


def check_chinese_is_spoken_throughout():
    for category in CATEGORIES:
        for line in output_of("list", category, lang="zh").splitlines():
            assert CHINESE.search(line), line
    for line in output_of("schedule", lang="zh").split("\n\n")[0].splitlines():
        assert CHINESE.search(line), line
    expect(output_of("describe", "reserve_cap", "leader_turnover", lang="zh"), "默认值", "取值范围", "千元", "来源", "0 至 5200")
    for line in output_of(*RUN, lang="zh").splitlines():
        assert not line or CHINESE.search(line), line
    expect(output_of(*COMPARE, lang="zh").split("\n\n")[1].splitlines()[0], "结果指标", "主要领导调离，现行做法", "现行做法，主要领导不变")
    table = output_of(*COMPARE, lang="zh").splitlines()
    for line in table:
        assert not line or CHINESE.search(line), line
    environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8"}
    told = subprocess.run([BINARY, "list", "levers"], capture_output=True, text=True, env=environment)
    assert told.stdout == output_of("list", "levers", lang="zh")


# ---- settings


def check_any_key_can_be_set():
    scenario = resolved_with("levers.two_way=0.6", "levers.two_way.start=10", "levers.receipts.districts=[\"*\"]",
                             "event.0.mean_attention=0.5", "event.0.week=2014-06-02",
                             "parameters.attention.mean_tenure_years=4", "parameters.attention.natural_turnover=true",
                             "title.en=A title with spaces", "title.zh=两个 词", "log.every=2")
    assert scenario["lever"] == [{"name": "two_way", "value": 0.6, "start": 10}, {"name": "receipts", "districts": ["*"]}]
    assert scenario["event"][0]["mean_attention"] == 0.5 and str(scenario["event"][0]["week"]) == "2014-06-02"
    assert scenario["parameters"]["attention"] == {"mean_tenure_years": 4, "natural_turnover": True}
    assert scenario["title"] == {"en": "A title with spaces", "zh": "两个 词"}
    assert scenario["population"]["preset"] == "workshop" and scenario["weeks"] == 4
    assert resolved_with("population.preset=shanghai", "seed=7")["seed"] == 7


def check_a_wrong_setting_is_told_in_its_own_words():
    for setting, told in (
            ("weeks", "write it as PATH=VALUE, such as weeks=260 or levers.two_way=0.6"),
            ("=3", "write it as PATH=VALUE, such as weeks=260 or levers.two_way=0.6"),
            ("parameters..bounded=true", "the path has an empty or too deep part"),
            ("a.b.c.d.e.f.g.h.i=1", "the path has an empty or too deep part"),
            ("week=3", 'unknown key "week"; did you mean "weeks"?'),
            ("weeks=", 'weeks: read "", which is a text; wanted is a whole number from 1 to 5200'),
            ("weeks=many", 'weeks: read "many", which is a text; wanted is a whole number from 1 to 5200'),
            ("weeks=0", "weeks: read 0; allowed is 1 to 5200"),
            ("weeks.x=3", '"weeks" holds no keys of its own'),
            ("start_date=2014-02-30", "2014-02-30 is not a value TOML knows: no such number or day, or a bracket or quote too few"),
            ("weeks=5e-1x", "5e-1x is not a value TOML knows"),
            ("levers=1", "a lever is set by levers.NAME=VALUE or levers.NAME.KEY=VALUE"),
            ("levers.two_way.start.x=1", "a lever is set by levers.NAME=VALUE or levers.NAME.KEY=VALUE"),
            ("levers.two_wy=1", 'name in [[lever]]: read "two_wy"; did you mean "two_way"?'),
            ("levers.two_way=2", "value in [[lever]]: read 2; allowed is 0 to 1"),
            ("levers.two_way.begin=3", 'unknown key "begin" in [[lever]]; allowed: name, value, start'),
            ('levers.two_way.districts=["Pudong"]', 'districts in [[lever]]: read "Pudong"; allowed: '),
            ("event.1.week=3", 'event: read "1"; the scenario has 1 of them, counted from 0'),
            ("event.first.week=3", 'event: read "first"; the scenario has 1 of them, counted from 0'),
            ("event.0=3", "one of its keys is set by event.0.KEY=VALUE"),
            ("event=3", "event: read 3, which is a whole number; wanted is a list of tables, each written [[event]]"),
            ("parameters.attention=3", "parameters.attention: read 3, which is a whole number; wanted is a table"),
            ("parameters.attention.mean_tenure=3", 'unknown key "mean_tenure" in [parameters.attention]'),
            ("population.preset=17", "population.preset: read 17, which is a whole number; wanted is one of these in quotes: workshop, district, shanghai"),
            ("extends=leader_leaves.toml", "what a scenario extends is set in its file alone"),
            ("title.en=2014", "title.en: read 2014, which is a whole number; wanted is a text in quotes")):
        message = error_of("run", "leader_leaves", "--set", setting)
        assert message.startswith(f"--set {setting}: {told}"), message
    assert files_in() == []


# ---- what machines read


def check_json_has_the_documented_fields():
    printed = output_of(*RUN, "--json")
    assert printed.count("\n") == 1
    result = json.loads(printed)
    assert list(result) == ["hash", "setup_seconds", "seconds", "member_weeks", "member_weeks_per_second", "file", "checkpoint"]
    assert re.fullmatch("[0-9a-f]{16}", result["hash"]) and result["file"] == "leader_leaves.h5"
    assert json.loads(output_of(*RUN, "--no-log", "--json"))["file"] is None
    comparison = json.loads(output_of(*COMPARE, "--json"))
    assert comparison["replicates"] == 2 and len(comparison["scenarios"]) == 2


# ---- analyses of two CSV files


def write_csv(path, names, rows):
    lines = [",".join(names)] + [",".join(str(value) for value in row) for row in rows]
    Path(path).write_text("\n".join(lines) + "\n")


def trajectories(count, scale=1):
    """Of two factors on four levels, in turn from each corner of the lower levels."""
    rows = []
    for t in range(count):
        a, b = (t % 2) / 3, (t // 2 % 2) / 3
        rows += [(a * scale, b), ((a + 2 / 3) * scale, b), ((a + 2 / 3) * scale, b + 2 / 3)]
    return rows


def check_analyse_finds_elementary_effects():
    design = trajectories(8)
    write_csv("x.csv", ["slope", "other"], design)
    write_csv("y.csv", ["plane", "product"], [(2 * a - 3 * b, "nan" if row == 1 else a * b) for row, (a, b) in enumerate(design)])
    analyse = ["analyse", "--design", "x.csv", "--outcomes", "y.csv", "--method", "morris"]
    expect(output_of(*analyse), "elementary effects (Morris), 24 rows", "mu*", "2.00 [2.00, 2.00]", "2 of 16 effects are left out")
    expect(output_of(*analyse, lang="zh"), "基本效应", "因子")
    found = json.loads(output_of(*analyse, "--json"))
    plane, product = found["outcomes"]
    assert [round(f["mu"], 9) for f in plane["factors"]] == [2, -3] and plane["dropped_effects"] == 0
    assert plane["factors"][1]["mu_star_low"] <= 3.000001 and product["dropped_effects"] == 2
    lines = output_of(*analyse, "--outcome", "plane", "--csv").splitlines()
    assert lines[0] == "outcome,factor,mu,mu_star,mu_star_low,mu_star_high,sigma,effects" and len(lines) == 3
    # in units of its own: stretched, or by its levels
    write_csv("x.csv", ["slope", "other"], trajectories(8, scale=500))
    expect(output_of(*analyse, "--outcome", "plane"), "2.00 [2.00, 2.00]", "The design is not in the unit cube")
    found = json.loads(output_of(*analyse, "--outcome", "plane", "--levels", "4", "--json"))["outcomes"][0]
    assert [round(f["mu"], 9) for f in found["factors"]] == [2, -3] and not found["stretched"]


def check_analyse_finds_sobol_indices_and_rank_correlations():
    # y = u + v / 2: first-order and total indices 0.8 and 0.2; base points of a lattice
    rows, saltelli = 512, []
    for i in range(rows):
        a, b, c, d = ((i + 0.5) * step % rows / rows for step in (1, 151, 273, 397))
        saltelli += [(a, b), (c, b), (a, d), (c, d)]
    write_csv("x.csv", ["u", "v"], saltelli)
    write_csv("y.csv", ["y"], [(u + v / 2,) for u, v in saltelli])
    files = ["--design", "x.csv", "--outcomes", "y.csv"]
    found = json.loads(output_of("analyse", *files, "--method", "sobol", "--json"))["outcomes"][0]
    assert found["base_samples"] == rows and found["dropped_base_samples"] == 0
    for factor, known in zip(found["factors"], (0.8, 0.2)):
        assert factor["first_low"] < known < factor["first_high"] and factor["total_low"] < known < factor["total_high"], found
    expect(output_of("analyse", *files, "--method", "sobol"), "first-order", "onverged")
    assert output_of("analyse", *files, "--method", "sobol", "--threads", "1") == output_of("analyse", *files, "--method", "sobol", "--threads", "3")
    found = json.loads(output_of("analyse", *files, "--method", "prcc", "--json"))["outcomes"][0]
    assert found["rows"] == 4 * rows and found["factors"][0]["coefficient"] > 0.99 and found["factors"][1]["p_value"] < 1e-6


def check_analyse_says_what_is_wrong_with_the_files():
    analyse = ["analyse", "--design", "x.csv", "--outcomes", "y.csv", "--method"]
    told = gongjian(*analyse, "prcc")
    assert told.returncode == 1
    expect(told.stderr, "x.csv", "y.csv", "could not be opened")
    design = trajectories(2)
    write_csv("x.csv", ["a", "b"], design)
    write_csv("y.csv", ["y"], [(a,) for a, b in design[:-1]])
    expect(error_of(*analyse, "prcc"), "y.csv:6", "there are outcomes of 5 rows, and the design x.csv has 6")
    write_csv("y.csv", ["y"], [(a,) for a, b in design])
    expect(error_of(*analyse, "morris", "--outcome", "yy"), '--outcome: read "yy"', "y")
    expect(error_of(*analyse, "morris", "--levels", "5"), "allowed is an even number")
    expect(error_of(*analyse, "sobol"), "x.csv:3", "the factor a does not have the value that it has in row 4 of its group")
    write_csv("x.csv", ["a", "b"], [design[0], design[2], *design[2:]])
    expect(error_of(*analyse, "morris"), "x.csv:3", "2 factors differ from the row above", "trajectories of 3")
    write_csv("x.csv", ["a", "b"], [("", "low"), *design[1:]])
    told = gongjian(*analyse, "prcc")
    assert told.returncode == 1
    expect(told.stderr, "x.csv:2:a: read nothing", 'x.csv:2:b: read "low"; wanted is a number')


def check_analyse_finds_boxes_of_two_csv_files():
    points = [(a / 20, b / 20) for a in range(20) for b in range(20)]
    write_csv("x.csv", ["a", "b"], points)
    write_csv("y.csv", ["y"], [("nan" if n == 0 else 1 if a >= 0.6 and b <= 0.5 else 0,) for n, (a, b) in enumerate(points)])
    analyse = ["analyse", "--design", "x.csv", "--outcomes", "y.csv", "--method", "prim", "--above", "0.5"]
    found = json.loads(output_of(*analyse, "--json"))["outcomes"][0]
    assert found["cases"] == 399 and found["of_interest"] == 8 * 11 and found["failed"] == 1
    a, b = found["limits"]
    assert (a["factor"], a["from"], a["to"]) == ("a", 0.6, None) and (b["from"], b["to"]) == (None, 0.5), found["limits"]
    assert found["coverage"] == found["density"] == 1 and a["quasi_p"] < 1e-9
    expect(output_of(*analyse), "scenario discovery (PRIM), 400 rows", "1 of 400 cases are left out", "suggested")
    expect(error_of(*analyse, "--box", "99"), '--box: read "99"', "suggested")
    expect(error_of(*analyse[:-2]), "no outcome has what it wants", "--above")


# ---- analyses of results


EXPERIMENT = """
scenario = "leader_leaves"
replicates = 3
[common]
weeks = 80
population = { preset = "workshop" }
[[outcome]]
name = "activity"
direction = "more"
at_least = 0.25
[[outcome]]
name = "stalls"
of = "stalled"
take = "survival"
above = 0.5
[[outcome]]
name = "stalled_in"
of = "stalled"
take = "first_week"
above = 0.5
"""
FACTORS = """
[[factor]]
path = "levers.two_way"
low = 0
high = 1
[[factor]]
path = "event.0.week"
name = "leaves"
low = 10
high = 70
[[factor]]
path = "parameters.attention.natural_turnover"
name = "turnover"
values = [false, true]
"""
POLICIES = """
[[policy]]
name = "as it is"
[[policy]]
name = "corporate, at once"
title = { en = "corporate, at once", zh = "法人化" }
scenario = "corporate_survives"
"""


def sweep(name, *parts):
    Path(f"{name}.toml").write_text("".join((EXPERIMENT, *parts)))
    output_of("sweep", f"{name}.toml")
    return f"{name}.h5"


def design(text):
    return FACTORS + "[design]\n" + "\n".join(text.split("; ")) + "\n"


def analysis(*arguments):
    return json.loads(output_of("analyse", *arguments, "--json"))


def check_analyse_gives_the_sensitivities_that_the_same_numbers_in_csv_files_have():
    for kind, method, *options in (('kind = "morris"; trajectories = 4; levels = 6', "morris", "--levels", "6"),
                                   ('kind = "saltelli"; points = 8', "sobol"),
                                   ('kind = "lhs"; points = 20', "prcc")):
        results = sweep(method, design(kind))
        found = analysis(results)
        assert found["method"] == method and found["replicates"] == 3
        activity, stalls, stalled_in = found["outcomes"]
        with h5py.File(results) as file:
            names = ["two_way", "leaves", "turnover"]
            write_csv("x.csv", names, zip(*(file[f"factor_{name}"][:] for name in names)))
            write_csv("y.csv", ["y"], ((mean,) for mean in file["activity"][:].mean(axis=(1, 2))))
            missing = int((file["stalled_in"][:] != file["stalled_in"][:]).sum())
        known = analysis("--design", "x.csv", "--outcomes", "y.csv", "--method", method, *options)["outcomes"][0]
        assert activity["policy"] == "leader_leaves" and activity["runs_without_value"] == 0
        for ours, theirs in zip(activity["factors"], known["factors"]):
            for key, value in theirs.items():
                same = ours[key] == value or value is not None and key != "factor" and abs(ours[key] - value) < 1e-9
                assert same, (method, key, ours, theirs)
        assert missing > 0 and stalled_in["runs_without_value"] == missing
        expect(output_of("analyse", results), f"{missing} of ", "runs have no value", "stalls (week), policy: leader_leaves")
        lines = output_of("analyse", results, "--csv", "--outcome", "stalls").splitlines()
        assert lines[0].startswith("outcome,policy,factor,") and len(lines) == 4
    expect(error_of("analyse", "prcc.h5", "--method", "morris"), "prcc.h5: point 1: ", "The design is lhs; morris wants morris")
    expect(error_of("analyse", "morris.h5", "--method", "sobol"), "The design is morris; sobol wants saltelli")


def check_analyse_ranks_policies():
    results = sweep("rank", POLICIES, design('kind = "sobol"; points = 16'))
    found = analysis(results)
    assert found["method"] == "rank" and found["policies"] == 2
    activity = found["outcomes"][0]
    with h5py.File(results) as file:
        values = file["activity"][:]  # point, policy, replicate
    means = values.mean(axis=2)
    for p, policy in enumerate(activity["policies"]):
        own, other = values[:, p], values[:, 1 - p]
        regret = means.max(axis=1) - means[:, p]
        known = {"mean": means[:, p].mean(), "best": ((own > other) + (own == other) / 2).mean(),
                 "regret": regret.mean(), "maximum_regret": regret.max(),
                 "satisfying_points": (means[:, p] >= 0.25).mean(), "satisfying_runs": (own >= 0.25).mean()}
        for key, value in known.items():
            assert abs(policy[key] - value) < 1e-12, (key, value, policy)
        assert policy["best_low"] <= policy["best"] <= policy["best_high"]
        assert policy["maximum_regret_point"] is None or regret[policy["maximum_regret_point"]] == regret.max()
    assert activity["policies"][0]["policy"] == "as it is" and activity["direction"] == "more"
    expect(output_of("analyse", results), "probability of being best", "maximum regret", "More is better", "at least 0.250", "give --more or --less")
    expect(output_of("analyse", results, lang="zh"), "政策方案比较", "最优概率", "法人化", "越高越好")
    # the other way round, the other policy is best
    less = analysis(results, "--outcome", "activity", "--less", "activity")["outcomes"][0]["policies"]
    assert abs(less[0]["best"] - activity["policies"][1]["best"]) < 1e-12
    alone = analysis(results, "--method", "rank", "--policy", "法人化", "--outcome", "activity")["outcomes"][0]["policies"]
    assert [policy["policy"] for policy in alone] == ["corporate, at once"] and alone[0]["best"] is None
    assert '"corporate, at once"' in output_of("analyse", results, "--csv")
    shutil.copy(results, "formula.h5")
    os.truncate("formula.h5", os.path.getsize(results) - 24)  # without the seal
    with h5py.File("formula.h5", "r+") as file:
        file["policy"][0] = "=1+1"
    expect(output_of("analyse", "formula.h5", "--csv"), "\"'=1+1\"")
    assert output_of("analyse", results, "--threads", "1") == output_of("analyse", results, "--threads", "3")
    # one point: scenarios side by side
    output_of(*COMPARE, "-o", "c.h5")
    assert analysis("c.h5")["method"] == "rank"
    one = analysis("c.h5", "--outcome", "activity", "--more", "activity")["outcomes"][0]["policies"]
    assert len(one) == 2 and one[0]["maximum_regret"] is None and one[0]["regret"] is not None
    write_csv("x.csv", ["a"], [(1,)])
    expect(error_of("analyse", "--design", "x.csv", "--outcomes", "x.csv", "--method", "rank"), "it compares policies", "two CSV files do not")
    expect(error_of("analyse", results, "--policy", "as it was"), '--policy: read "as it was"; did you mean "as it is"')
    expect(error_of("analyse", results, "--more", "activty"), '--more: read "activty"; did you mean "activity"')


def check_analyse_tells_when_a_policy_fails():
    results = sweep("prim", POLICIES, design('kind = "lhs"; points = 40'))
    analyse = [results, "--method", "prim", "--policy", "as it is"]
    found = analysis(*analyse)["outcomes"]
    assert [report["outcome"] for report in found] == ["activity"]  # the only one with a threshold
    with h5py.File(results) as file:
        failing = file["activity"][:, 0].mean(axis=1) < 0.25
        factors = {name: file[f"factor_{name}"][:] for name in ("two_way", "leaves", "turnover")}
    assert found[0]["cases"] == 40 and found[0]["of_interest"] == failing.sum() and 0 < failing.sum() < 40
    for box in [str(row["box"]) for row in found[0]["boxes"]]:
        one = analysis(*analyse, "--box", box)["outcomes"][0]
        inside = failing == failing
        for limit in one["limits"]:
            values = factors[limit["factor"]]
            if limit["allowed"]:
                inside &= [str(bool(value)).lower() in limit["allowed"].split(", ") for value in values]
            inside &= (values >= (limit["from"] or -1)) & (values <= (1e9 if limit["to"] is None else limit["to"]))
        told = next(row for row in found[0]["boxes"] if row["box"] == box)
        assert told["cases"] == inside.sum() and told["of_interest"] == (inside & failing).sum(), (told, one["limits"])
        assert abs(one["coverage"] - (inside & failing).sum() / failing.sum()) < 1e-12
    assert analysis(*analyse, "--of-interest", "satisfied")["outcomes"][0]["of_interest"] == 40 - failing.sum()
    assert analysis(*analyse, "--outcome", "activity", "--below", "0.25")["outcomes"][0]["boxes"] == found[0]["boxes"]
    expect(output_of("analyse", *analyse), "coverage", "density", "suggested", "not at least 0.250")
    expect(output_of("analyse", *analyse, lang="zh"), "情景发现", "覆盖率", "建议")
    assert output_of("analyse", *analyse, "--csv").splitlines()[0] == "outcome,policy,box,coverage,density,mass,cases,of_interest,restricted"
    assert output_of("analyse", *analyse, "--csv", "--box", "1").splitlines()[0] == "outcome,policy,factor,from,to,allowed,unit,least,most,quasi_p"
    expect(error_of("analyse", *analyse, "--above", "1"), "there are 3 outcomes; say with --outcome which one")
    expect(error_of("analyse", *analyse, "--outcome", "stalls"), "--outcome stalls: it has not what prim wants")


def check_analyse_compares_survival():
    results = sweep("survival", POLICIES, design('kind = "lhs"; points = 10'))
    found = analysis(results, "--method", "survival")["outcomes"]
    assert [report["outcome"] for report in found] == ["stalls"]
    with h5py.File(results) as file:
        times = file["stalls"][:]
    for p, policy in enumerate(found[0]["policies"]):
        seen = times[:, p][times[:, p] < found[0]["censored_at"]]
        assert policy["runs"] == 30 and policy["events"] == len(seen)
        # nobody is lost before the end, so the curve is the plain share
        assert abs(policy["survival"] - (1 - len(seen) / 30)) < 1e-12
        assert abs(policy["restricted_mean"] - times[:, p].mean()) < 1e-9
    test = found[0]["log_rank"]
    assert 0 <= test["p_value"] <= 1 and test["degrees_of_freedom"] == 1
    assert abs(sum(p["events"] - p["expected_events"] for p in found[0]["policies"])) < 1e-9
    expect(output_of("analyse", results, "--method", "survival"), "Log-rank test: chi squared", "median time")
    expect(output_of("analyse", results, "--method", "survival", lang="zh"), "对数秩检验", "中位时间")
    output_of(*COMPARE, "-o", "c.h5")
    expect(error_of("analyse", "c.h5", "--method", "survival"), "no outcome has what it wants, a time of survival")
    expect(error_of("analyse", "c.h5", "--method", "prcc"), "there are no factors")


def check_analyse_wants_results_or_two_csv_files():
    for arguments in ([], ["--design", "x.csv"], ["x.h5", "--design", "x.csv", "--outcomes", "x.csv"]):
        assert gongjian("analyse", *arguments).returncode == 2, arguments
    assert gongjian("analyse", "--design", "x.csv", "--outcomes", "y.csv").returncode == 2
    expect(error_of("analyse", "none.h5"), "none.h5", "there is no such file")


# ---- calibration


TARGETS = """
scenario = "leader_leaves"
[common]
weeks = 104
population.preset = "workshop"
[calibration]
particles = 80
accept = 0.25
rounds = 4
[[factor]]
path = "parameters.members.registration"
distribution = "log_uniform"
low = 0.0005
high = 0.02
[[factor]]
path = "parameters.members.lapse"
low = 0
high = 0.05
[[outcome]]
name = "early"
of = "registered"
take = "mean"
from = 15
to = 20
target = EARLY
[[outcome]]
name = "registered"
target = REGISTERED
"""
PLANTED = {"registration": 0.004, "lapse": 0.02}


def write_targets():
    """Targets made by the model itself at the planted values."""
    text, _, outcomes = TARGETS.partition("[calibration]")
    outcomes = re.sub("target = .*", "", outcomes[outcomes.index("[[outcome]]"):])
    for name, value in PLANTED.items():
        text += f"parameters.members.{name} = {value}\n"
    Path("planted.toml").write_text("seed = 77\n" + text + outcomes)
    output_of("sweep", "planted.toml")
    with h5py.File("planted.h5") as results:
        made = {name: results[name][0, 0, 0] for name in ["early", "registered"]}
    text = TARGETS.replace("EARLY", str(made["early"])).replace("REGISTERED", str(made["registered"]))
    Path("targets.toml").write_text("seed = 1000\n" + text)


def check_a_log_is_told_where_results_are_wanted():
    output_of(*RUN, "-o", "log.h5", "--checkpoint", "past.h5")
    expect(error_of("analyse", "log.h5"), "log.h5: this is the log of one run", "`gongjian report log.h5 -o run.html`")
    expect(error_of("analyse", "past.h5"), "this is a checkpoint")
    output_of(*COMPARE, "-o", "r.h5")
    expect(error_of("rerun", "r.h5", "--row", "-1"), "there is no row -1; rows are 0 to 3")


def check_a_scenario_is_told_where_an_experiment_is_wanted():
    expect(error_of("sweep", "leader_leaves"), "leader_leaves: this is a scenario, not an experiment", "`gongjian run leader_leaves`", "gongjian compare")
    Path("s.toml").write_text('extends = "baseline_stable.toml"\n[[lever]]\nname = "two_way"\n')
    expect(error_of("sweep", "s.toml"), "s.toml:2:3: lever: this is a scenario, not an experiment")


def check_points_of_a_grid_can_t_be_told_otherwise():
    for kind, why in (('kind = "grid"', "all combinations"), ('kind = "morris"; trajectories = 2', "`trajectories`")):
        Path("g.toml").write_text(EXPERIMENT + design(kind).replace("low = 0.0\n", "values = [0, 1]\n"))
        done = gongjian("sweep", "g.toml", "--points", "3")
        assert done.returncode == 1
        expect(done.stderr, "--points: the design is", why)
    Path("s.toml").write_text(EXPERIMENT)
    expect(error_of("sweep", "s.toml", "--points", "3"), "--points: the design is single: no [[factor]] varies")


def check_where_nothing_varies_it_is_told():
    idle = '[[factor]]\npath = "parameters.attention.mean_tenure_years"\nlow = 1\nhigh = 6\n[design]\nkind = "lhs"\npoints = 6\n'
    results = sweep("idle", idle)
    expect(output_of("analyse", results, "--method", "prcc"), "The outcome does not vary, so no factor matters.")
    expect(output_of("analyse", results, "--method", "prcc", lang="zh"), "指标没有变化")
    told = output_of("analyse", results, "--method", "rank", "--outcome", "activity")
    expect(told, "No factor changes this outcome", "intervals over its replicates")
    mean = analysis(results, "--method", "rank", "--outcome", "activity")["outcomes"][0]["policies"][0]
    with h5py.File(results) as file:
        seeds = file["activity"][0, 0]
    assert mean["mean_low"] < mean["mean_high"] and abs(mean["mean"] - seeds.mean()) < 1e-12
    expect(output_of("analyse", sweep("busy", design('kind = "lhs"; points = 6')), "--method", "rank"), "Intervals are over points, each taken by the mean of its 3 replicates")


def check_the_documented_experiment_is_valid_and_its_factor_matters():
    text = (Path(__file__).resolve().parents[2] / "docs/experiments.md").read_text().split("```toml\n")[1].split("```")[0]
    Path("e.toml").write_text(text)
    expect(output_of("check", "e.toml"), "this experiment is valid")
    output_of("sweep", "e.toml", "--points", "4", "-n", "2", "--weeks", "260")
    with h5py.File("e.h5") as file:
        means = file["activity"][:].mean(axis=2)
    assert len(set(means[:, 0])) == 4, means


def check_a_survival_outcome_is_drawn_in_the_report():
    if not shutil.which("gnuplot"):
        raise Skipped("gnuplot is not installed")
    results = sweep("s", POLICIES, design('kind = "lhs"; points = 8'))
    output_of("report", results, "-o", "s.html", "--figures", "svg")
    text = Path("s.html").read_text()
    assert "survival_1.svg" in files_in("s_figures"), files_in("s_figures")
    expect(text, "outcome stalls", "Outcomes without a direction", "stalled_in")


def check_calibrate_recovers_what_was_planted():
    write_targets()
    expect(output_of("check", "targets.toml"), "this calibration is valid")
    told = json.loads(output_of("calibrate", "targets.toml", "-o", "posterior.h5", "--json"))
    assert told["complete"] and told["runs"] >= 320 and len(told["rounds"]) > 1
    for name, value in PLANTED.items():
        found = told["parameters"][name]
        assert found["low"] < value < found["high"], f"{name}: {found}"
        assert found["width"] < 0.7, f"{name}: {found}"
    for statistic in told["statistics"].values():
        assert statistic["low"] < statistic["target"] < statistic["high"], statistic
    with h5py.File("posterior.h5") as posterior:
        assert posterior["provenance"].attrs["design"] in ("posterior", b"posterior")
        weights = posterior["weight"][:, 0, 0]
        assert abs(weights.sum() - 1) < 1e-9 and len(weights) == 80
        mean = (weights * posterior["factor_lapse"][:]).sum()
        assert abs(mean - told["parameters"]["lapse"]["mean"]) < 1e-9
        assert {"distance", "early", "registered"} < set(posterior)
    expect(error_of("analyse", "posterior.h5"), "this is a posterior of gongjian calibrate", "gongjian report posterior.h5")
    if shutil.which("gnuplot"):
        expect(output_of("report", "posterior.h5", "-o", "p.html"), "p.html")
        page = Path("p.html").read_text()
        shown = told["parameters"]["lapse"]["mean"]
        expect(page, "Targets", "particles", "All numbers are weighted", f"{shown:.3g}")
        assert "common random" not in page and "common: the same seeds" not in page
    expect(output_of("calibrate", "targets.toml", "-o", "posterior.h5"), "is the posterior of this calibration already")
    expect(error_of("rerun", "posterior.h5", "--row", "0"), "the file is a posterior")

    # a sweep draws whole particles
    Path("draws.toml").write_text("""
scenario = "leader_leaves"
[common]
weeks = 20
population.preset = "workshop"
[design]
kind = "lhs"
points = 10
[[factor]]
path = "parameters.members.lapse"
posterior = "posterior.h5"
[[factor]]
path = "parameters.members.registration"
posterior = "posterior.h5"
""")
    output_of("sweep", "draws.toml")
    with h5py.File("posterior.h5") as posterior, h5py.File("draws.h5") as draws:
        particles = set(zip(posterior["factor_registration"][:], posterior["factor_lapse"][:]))
        drawn = set(zip(draws["factor_registration"][:], draws["factor_lapse"][:]))
        assert drawn <= particles and len(drawn) > 5


def check_an_experiment_is_told_where_a_scenario_is_wanted():
    Path("e.toml").write_text('scenario = "leader_leaves"\n[design]\nkind = "lhs"\npoints = 4\n[[factor]]\npath = "levers.two_way"\n'
                              'low = 0\nhigh = 1\n')
    for command in (["run"], ["compare"], ["odd"]):
        expect(error_of(*command, "e.toml"), "e.toml:1:1: scenario: this is an experiment, not a scenario; `gongjian sweep e.toml` runs it")
    Path("e.toml").write_text("[[factor]]\n[calibration]\n")
    expect(error_of("run", "e.toml"), "factor: this is a calibration, not a scenario; `gongjian calibrate e.toml` runs it")
    assert files_in() == ["e.toml"]


def check_a_comparison_says_where_an_outcome_has_no_value():
    missing = [name for name, outcome in json.loads(output_of("compare", "leader_leaves", *SMALL, "-n", "1", "--json"))["scenarios"][0]["outcomes"].items()
               if outcome["count"] == 0]
    vain = ["compare", "leader_leaves", *SMALL, "--until", "0.1", "--most", "12", "--outcome", missing[0]]
    expect(output_of(*vain), f"After 12 replicates, too few runs have a value of {missing[0]} for an interval")
    expect(output_of(*vain, lang="zh"), "有数值的运行太少")
    assert json.loads(output_of(*vain, "--json"))["half_width"] is None


def check_a_comparison_says_of_how_many_runs_a_mean_is():
    told = output_of("compare", "leader_leaves", "two_way_service", *SMALL, "-n", "3")
    data = json.loads(output_of("compare", "leader_leaves", "two_way_service", *SMALL, "-n", "3", "--json"))
    some = [o["count"] for s in data["scenarios"] for o in s["outcomes"].values() if 0 < o["count"] < 3]
    assert told.split("\n\ndifference")[0].count("(n = ") == len(some), told
    ratios = [float(word.replace(",", "")) for line in told.split("times the runs saved")[1].split("\n\n")[0].splitlines() for word in line.split()[-1:] if re.fullmatch(r"[\d,.]+", word)]
    assert all(ratio <= 1000 for ratio in ratios), ratios


def check_analyse_says_that_an_outcome_does_not_vary():
    rows = [(a, b) for a in (0.1, 0.6) for b in (0.3, 0.9)]
    design = [row for (a, b), (c, d) in zip(rows, rows[::-1]) for row in ((a, b), (c, b), (a, d), (c, d))]
    write_csv("d.csv", ["a", "b"], design)
    write_csv("o.csv", ["y"], [(0.1,)] * len(design))
    arguments = ["analyse", "--design", "d.csv", "--outcomes", "o.csv", "--method", "sobol"]
    told = output_of(*arguments)
    expect(told, "The outcome does not vary, so no factor matters.")
    assert "onverged" not in told, told
    expect(output_of(*arguments, lang="zh"), "指标没有变化")


def check_a_killed_calibration_goes_on_to_the_same_posterior():
    text = TARGETS.replace("EARLY", "0.08").replace("REGISTERED", "0.12").replace("particles = 80", "particles = 30").replace("weeks = 104", "weeks = 60")
    Path("targets.toml").write_text(text)
    output_of("calibrate", "targets.toml", "-o", "whole.h5", "--threads", "1")
    for end in [signal.SIGKILL, signal.SIGKILL, signal.SIGINT]:
        kept = sum(path.stat().st_size for path in Path(".").glob("killed.h5.work/shard-*"))
        process = start("calibrate", "targets.toml", "-o", "killed.h5")
        wait_until(lambda: sum(path.stat().st_size for path in Path(".").glob("killed.h5.work/shard-*")) > kept + 1500)
        process.send_signal(end)
        _, told = process.communicate()
        assert not Path("killed.h5").exists()
    assert process.returncode == 130
    expect(told, "Stopped;", "the same command goes on from there")
    Path("targets.toml").write_text(text.replace("target = 0.08", "target = 0.09"))
    done = gongjian("calibrate", "targets.toml", "-o", "killed.h5")
    assert done.returncode == 1
    expect(done.stderr, "was: target = 0.08", "is:  target = 0.09", "--force")
    Path("targets.toml").write_text(text)
    expect(output_of("calibrate", "targets.toml", "-o", "killed.h5"), "runs had been done before", "posterior mean",
           "95 % interval", "effective sample size")
    assert Path("whole.h5").read_bytes() == Path("killed.h5").read_bytes()
    assert not Path("killed.h5.work").exists()


def check_a_bad_targets_file_is_told_with_its_place():
    text = TARGETS.replace("EARLY", "0.08").replace("REGISTERED", "0.12")
    for change, place, message in [
        (("target = 0.12\n", ""), "26:1:", 'the key "target" is missing'),
        ((text[text.index("[[outcome]]"):], ""), "6:1:", "there is no [[outcome]] with a target"),
        ((text[text.index("[[factor]]"):text.index("[[outcome]]")], ""), "6:1:", "there is no [[factor]]"),
        (("accept = 0.25", 'method = "mcmc"'), "8:10:", 'did you mean "smc"?'),
        (("accept = 0.25", 'method = "rejection"\nruns = 100'), "10:10:", "it belongs to the method smc"),
        (("accept = 0.25", "runs = 200"), "8:8:", "the first round alone takes 400 runs"),
        (("particles", "particels"), "7:1:", 'did you mean "particles"?'),
        (("low = 0\nhigh = 0.05", "values = [0.01, 0.02]"), "16:8:", "wants a prior"),
        (("target = 0.12", "target = 0.12\nscale = 0"), "29:9:", "allowed is a number above 0"),
        (('name = "early"', 'name = "weight"'), "20:8:", "a name that results have already"),
        (("[calibration]", '[[policy]]\nname = "x"\n[calibration]'), "6:1:", "a calibration is of one scenario"),
        (("[calibration]", 'series = ["activity"]\n[calibration]'), None, "unknown key"),
    ]:
        assert change[0] in text
        Path("bad.toml").write_text(text.replace(*change))
        for command in ["check", "calibrate"]:
            done = gongjian(command, "bad.toml")
            assert done.returncode == 1 and done.stdout == "", f"{change}: {done.stdout}"
            lines = [line for line in done.stderr.splitlines() if message in line]
            assert lines, f"{change} told {done.stderr}"
            if place:
                assert lines[0].startswith("bad.toml:" + place), f"{change} told {lines[0]}"
    Path("targets.toml").write_text(text)
    expect(error_of("sweep", "targets.toml"), "gongjian calibrate runs it")


def check_logs_open_in_other_programs():
    output_of(*RUN, "-o", "x.h5")
    done = subprocess.run([sys.executable, READ_LOG, "x.h5"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    if shutil.which("h5dump"):
        subprocess.run(["h5dump", "-H", "x.h5"], check=True, stdout=subprocess.DEVNULL)


def check_the_same_run_gives_the_same_bytes():
    logs = []
    for i, threads in enumerate(("1", "3", "1")):
        output_of("run", "expo_campaign", "--weeks", "30", "--set", "log.agents.unit=10", "--threads", threads, "-o", f"{i}.h5")
        output_of(*COMPARE, "--threads", threads, "-o", f"{i}c.h5")
        logs.append((Path(f"{i}.h5").read_bytes(), Path(f"{i}c.h5").read_bytes()))
    assert logs[0] == logs[1] == logs[2]


def holds(check):
    name = check.__name__.removeprefix("check_").replace("_", " ")
    home = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        start_time = time.monotonic()
        try:
            check()
            print(f"ok      {name} ({time.monotonic() - start_time:.1f} s)", flush=True)
            return True
        except Skipped as reason:
            print(f"SKIPPED {name}: {reason}", flush=True)
            return True
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1 if not isinstance(error, AssertionError) else 1].lineno
            print(f"FAILED  {name}, line {where}: {error}", flush=True)
            return False
        finally:
            os.chdir(home)


def hold_all(checks):
    """Tries each in a folder of its own and ends the program, with status 1 where one does not hold."""
    results = [holds(check) for check in checks]
    print(f"{sum(results)} of {len(results)} checks hold")
    sys.exit(not all(results))


def main():
    global BINARY
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    BINARY = os.path.abspath(sys.argv[1])
    wanted = sys.argv[2].replace(" ", "_") if len(sys.argv) == 3 else ""
    checks = [check for name, check in list(globals().items()) if name.startswith("check_") and wanted in name]
    hold_all(checks)


if __name__ == "__main__":
    main()
