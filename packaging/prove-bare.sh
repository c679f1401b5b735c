#!/bin/sh
# Proves that the two commands need nothing but a bare system: makes one in a temporary folder, of the release that runs
# here, gives it this checkout, and runs them there as a newcomer would.
#     sh packaging/prove-bare.sh [--keep FOLDER] [COMMAND...]
#     without COMMAND: run.sh without the right to install, run.sh (the tour), test.sh --quick, and how long each
#     takes to get ready the second time
#     --keep FOLDER   makes the bare system in FOLDER, or uses the one that is there, and leaves it
# Needs root. What apt and pip are told here (mirrors, proxies, certificates) they are told there.
set -eu
cd -- "$(dirname -- "$0")/.."
. packaging/machine.sh

suite=bookworm
kept=''
while :; do
    case "${1:-}" in
        --keep) kept=$2 && shift 2 ;;
        -h | --help) sed -n '2,8s/^# *//p' packaging/prove-bare.sh && exit 0 ;;
        *) break ;;
    esac
done
[ "$(id -u)" -eq 0 ] || stop 'A system in a folder can only be made and entered by root. Please start this as root.'
command -v debootstrap >/dev/null 2>&1 || install_packages debootstrap

# Mounts live in a namespace of their own and go with it, so that removing the folder never reaches through one.
if [ "${WELLBEING_PROOF:-}" != inside ]; then
    place=${kept:-$(mktemp -d "${TMPDIR:-/tmp}/wellbeing-bare.XXXXXX")}
    status=0
    WELLBEING_PROOF=inside unshare --mount --pid --fork --kill-child \
        sh packaging/prove-bare.sh --keep "$place" "$@" || status=$?
    [ -n "$kept" ] || rm -rf --one-file-system "$place"
    exit $status
fi
bare=$kept

suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)

# The first mirror apt uses here, in either way of writing it down.
mirror() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
        sed -n -e 's/^URIs: *\([^ ]*\).*/\1/p' -e 's/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\).*/\2/p' | head -n 1
}

if [ ! -e "$bare/etc/debian_version" ]; then
    say "Making a bare Debian ($suite) in $bare."
    debootstrap --variant=minbase "$suite" "$bare" "$(mirror)" >"$bare.log" 2>&1 || stop "debootstrap failed; see $bare.log."
    rm -f "$bare.log"
    rm -rf "$bare/etc/apt" && cp -a /etc/apt "$bare/etc/apt"
fi

mount -t proc proc "$bare/proc"
mount -t tmpfs -o mode=755 tmpfs "$bare/dev"
for node in null zero full random urandom tty; do
    : >"$bare/dev/$node" && mount --bind "/dev/$node" "$bare/dev/$node"
done
mkdir "$bare/dev/pts" "$bare/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$bare/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$bare/dev/shm"
ln -s pts/ptmx "$bare/dev/ptmx"
ln -s /proc/self/fd "$bare/dev/fd"

# show PATH : a file or folder of this machine is there at the same place, to be read only.
show() {
    [ -e "$1" ] || return 0
    if [ -d "$1" ]; then mkdir -p "$bare$1"; else mkdir -p "$bare$(dirname "$1")" && : >>"$bare$1"; fi
    mount --bind "$1" "$bare$1" && mount -o remount,ro,bind "$bare$1"
}

# pip's settings, from whatever file or variable, as NAME=value; those of a place to look in may name folders.
pip_settings() {
    find_python && "$python" -m pip config list 2>/dev/null |
        sed -n "s/^[^=]*\.\([a-z-]*\)='\(.*\)'\$/\1=\2/p" | while IFS='=' read -r name value; do
            printf 'PIP_%s=%s\n' "$(printf '%s' "$name" | tr 'a-z-' 'A-Z_')" "$value"
        done
}
settings=$(pip_settings | sort -u)
proxies=$(env | grep -iE '^[a-z]+_proxy=' || true)

show /etc/resolv.conf
show /etc/hosts
show /usr/local/share/ca-certificates
for folder in $(printf '%s\n' "$settings" | sed -e '/^PIP_CERT=/d' -e 's/^[A-Z_]*=//' | tr ' ' '\n' | sed -n 's|^\(file://\)\{0,1\}/|/|p'); do
    show "${folder%/simple}" # an index of files keeps them beside its pages
done

checkout=$bare/opt/wellbeing
mkdir -p "$checkout"
git -c safe.directory='*' ls-files --cached --others --exclude-standard -z |
    tar --create --null --files-from=- --ignore-failed-read --owner=0 --group=0 2>/dev/null | tar --extract --directory "$checkout"

# there COMMAND... : runs it in the bare system, in the checkout, with nothing of this environment but what was said.
there() {
    # shellcheck disable=SC2016  # $0 and $@ are those of the inner shell
    (
        set -f
        IFS='
'
        # shellcheck disable=SC2086  # a setting a line
        exec chroot "$bare" /usr/bin/env -i HOME=/root TERM=dumb PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            $settings $proxies sh -c 'cd /opt/wellbeing && exec "$@"' sh "$@"
    )
}

# timed COMMAND... : the same, with its time.
timed() {
    printf '\n==== %s\n' "$*"
    began=$(date +%s)
    status=0
    there "$@" || status=$?
    printf '==== %s: status %d after %d s\n' "$*" $status $(($(date +%s) - began))
    return $status
}

if [ $# -gt 0 ]; then
    timed "$@"
    exit
fi
worst=0
if [ ! -e "$bare/usr/bin/python3" ]; then # only a bare system lacks anything
    if timed setpriv --reuid 65534 --regid 65534 --clear-groups sh packaging/run.sh; then worst=1; fi
fi
timed sh packaging/run.sh || worst=1
timed sh packaging/run.sh --tour --help || worst=1
timed sh packaging/test.sh --quick || worst=1
timed sh packaging/test.sh --prepare || worst=1
exit $worst
