"""Leads a window by its automation, for tests and pictures."""
import json
import os
import subprocess

SANITIZED = "GONGJIAN_SANITIZED" in os.environ  # a build for a sanitizer, which takes its time
PATIENCE = 10 if SANITIZED else 1


class Window:
    def __init__(self, program, *arguments, language="en", headless=True, env=None):
        command = [program, "--lang", language, "view", *arguments, "--automation"]
        if headless:
            command += ["--headless", "--frozen-clock"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)

    def do(self, what, **details):
        if "seconds" in details:
            details["seconds"] *= PATIENCE
        self.process.stdin.write(json.dumps({"do": what, **details}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the window ended at {what} {details}: {self.process.wait()}, {self.process.stderr.read()}")
        answer = json.loads(line)
        if isinstance(answer, dict) and "error" in answer:
            raise AssertionError(f"{what} {details}: {answer['error']}")
        return answer

    def state(self):
        return self.do("state")

    def widgets(self):
        return {widget["id"]: widget for widget in self.do("widgets")}

    def settle(self, frames=3):
        self.do("frames", count=frames)

    def wait(self, weeks=0, seconds=120):
        self.do("wait", weeks=weeks, seconds=seconds)
        self.settle()

    def quit(self):
        try:
            self.process.stdin.write('{"do": "quit"}\n')
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        return self.process.wait(timeout=60 * PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.quit()
