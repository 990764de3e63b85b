#!/bin/bash
# Fuzzes the readers: run.sh SECONDS [TARGET…]. Builds what it needs (the preset `fuzz`), makes the seeds, and gives each
# target so many seconds, one after the other. What is found lies in build/fuzz/found; ends with status 1 then.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/../.."
seconds=${1:?Usage: run.sh SECONDS [TARGET…]}
shift
targets=("$@")
((${#targets[@]})) || targets=(scenario experiment lesson population checkpoint log results votes)

cmake --preset fuzz >build/fuzz.log 2>&1 || { cat build/fuzz.log; exit 1; }
cmake --build --preset fuzz --target "${targets[@]/#/fuzz_}"
/usr/bin/python3 tests/fuzz/seeds.py build/fuzz/seeds
mkdir -p build/fuzz/found

status=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
for target in "${targets[@]}"; do
  mkdir -p "build/fuzz/corpus/$target"
  log=build/fuzz/found/$target.log
  echo "Fuzzing: $target"
  "build/fuzz/tests/fuzz_$target" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=20000 \
    -artifact_prefix="build/fuzz/found/$target-" "build/fuzz/corpus/$target" "build/fuzz/seeds/$target" >"$log" 2>&1 ||
    { status=1; tail -n 30 "$log"; }
  tail -n 1 "$log"
done
exit "$status"
