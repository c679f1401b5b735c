#!/bin/sh
# Starts the program on this machine, and first installs what it needs. Where there is no display, gives the tour.
#     sh packaging/run.sh [--tour [TOUR OPTIONS]] [OPTIONS OF wellbeing run]
set -eu
cd -- "$(dirname -- "$0")/.."
. packaging/machine.sh

tour=no
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || tour=yes
case "${1:-}" in
    -h | --help)
        sed -n '2,3s/^# *//p' packaging/run.sh
        exit 0
        ;;
    --tour)
        tour=yes
        shift
        ;;
    --headless) tour=no ;; # says itself that it needs no display
esac

if [ $tour = no ]; then
    need_packages packaging/system/run.txt
    need_environment ''
    exec .venv/bin/wellbeing run "$@"
fi
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] ||
    say 'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so here is the tour instead.'
need_packages packaging/system/run.txt packaging/system/tour.txt
need_environment ''
exec .venv/bin/python packaging/tour.py "$@"
