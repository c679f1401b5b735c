# shellcheck shell=sh
# What a machine needs before Python runs: system packages, a Python, and an environment with the program in it.
# Read by run.sh and test.sh with the checkout as current folder; POSIX sh, because a bare Debian has no more.

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 1
}

# The names in the given lists, one a line; an optional one keeps its question mark.
wanted() { sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$@" | sort -u; }

# What is installed, one name a line, the names a package stands in for included (libglib2.0-0t64 is libglib2.0-0).
installed() {
    # shellcheck disable=SC2016  # these are dpkg's fields, not the shell's
    dpkg-query --show --showformat='${db:Status-Status} ${Package}, ${Provides}\n' |
        sed -n 's/^installed //p' | tr ',' '\n' | sed -e 's/^ *//' -e 's/[ (:].*//'
}

# missing LIST... : what the lists name and the machine lacks.
missing() {
    have=$(installed)
    wanted "$@" | while read -r name; do
        printf '%s\n' "$have" | grep -qxF -e "${name%\?}" || printf '%s\n' "$name"
    done
}

# Sets $as_root to the prefix that lets a command run as root (empty for root itself), or fails.
find_root() {
    as_root=''
    [ "$(id -u)" -eq 0 ] && return 0
    command -v sudo >/dev/null 2>&1 || return 1
    as_root=sudo
    sudo -n true 2>/dev/null && return 0
    [ -t 0 ] && [ -t 2 ] || return 1 # nobody is there to type a password
    say "sudo asks for your password, to install: $*"
    sudo -v
}

# apt asks nothing, keeps settings that were changed by hand, and is heard only when it fails.
apt_get() {
    told=$($as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 \
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@" 2>&1) || { say "$told" && return 1; }
}

could_install() { apt-get --simulate --no-install-recommends install "$@" >/dev/null 2>&1; }

# PostgreSQL for the tests runs in private clusters; without this, installing it also starts one for the whole machine.
keep_postgresql_quiet() {
    [ -e /etc/postgresql-common/createcluster.conf ] && return 0
    $as_root mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
}

# install_packages NAME... : installs packages by name, or says which, and stops.
install_packages() {
    find_root "$@" || stop "These packages are missing, and installing them needs root or sudo. Please have them installed, then start this again:
    apt-get install --no-install-recommends $*"
    case " $* " in *' postgresql '*) keep_postgresql_quiet ;; esac
    could_install "$@" || apt_get update || true
    say "Installing: $*"
    # Lists that are some days old name files which are gone: hence once more after an update.
    apt_get install -y --no-install-recommends "$@" || { apt_get update && apt_get install -y --no-install-recommends "$@"; } ||
        stop "apt could not install these packages; its reason is above. Put that right, then start this again:
    apt-get install --no-install-recommends $*"
}

# need_packages LIST... : installs what the lists name and the machine lacks, and a Python where there is none.
need_packages() {
    if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
        say "This system has no apt. Going on; if something is missing, install what corresponds to these Debian packages: $(wanted "$@" | tr '\n' ' ')"
        return 0
    fi
    lacking=$(missing "$@")
    required=$(printf '%s\n' "$lacking" | sed '/?$/d')
    [ -x .venv/bin/python ] || find_python || required="python3 python3-venv $required"
    optional=$(printf '%s\n' "$lacking" | sed -n 's/?$//p')
    # shellcheck disable=SC2086  # package names, a word each
    [ -z "$required" ] || install_packages $required
    able=''
    for name in $optional; do
        if could_install "$name"; then able="$able $name"; fi
    done
    # shellcheck disable=SC2086  # package names, a word each
    if [ -n "$able" ] && find_root $able; then install_packages $able; fi
}

# Debian's python3 can have venv without ensurepip: such an environment has no pip.
python_fits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Sets $python to a Python of at least 3.11 that can make environments, or fails. $PYTHON is asked first.
find_python() {
    for python in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        python_fits "$python" && return 0
    done
    return 1
}

need_python() {
    find_python && return 0
    command -v apt-get >/dev/null 2>&1 || stop 'Python 3.11 or newer with venv and ensurepip is needed. Please install it, then start this again.'
    install_packages python3 python3-venv
    find_python && return 0
    for version in 3.14 3.13 3.12 3.11; do # an older Ubuntu has a newer Python beside its own
        could_install "python$version" "python$version-venv" || continue
        install_packages "python$version" "python$version-venv"
        find_python && return 0
    done
    stop "Python 3.11 or newer is needed; this distribution has only $(python3 --version 2>&1). Name another one as PYTHON=/path/to/python3 and start this again."
}

# What .venv holds when it is as wanted: which extras, for which project file, by which Python, at which place.
stamp() { printf '%s\n' "$1" "$(cksum <pyproject.toml)" "$(.venv/bin/python -c 'import sys; print(sys.version)' 2>&1)" "$PWD"; }

fresh() { [ -x .venv/bin/wellbeing ] && [ -f .venv/stamp ] && [ "$(stamp "$1")" = "$(cat .venv/stamp)" ]; }

# An environment that was moved, or whose Python is gone or too old, cannot be mended.
beyond_repair() {
    python_fits .venv/bin/python || return 0
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null 2>&1 || return 0
    [ -f .venv/stamp ] && [ "$(sed -n '$p' .venv/stamp)" != "$PWD" ]
}

# need_environment EXTRAS : .venv holds the program, editable, with these extras ('' for none).
# The checks' environment serves the program as well, so there is one, and the larger wish wins.
need_environment() {
    extras=$1
    [ -n "$extras" ] || [ ! -f .venv/stamp ] || extras=$(sed -n 1p .venv/stamp)
    fresh "$extras" && return 0
    need_python
    if [ -e .venv ] && beyond_repair; then
        [ -f .venv/pyvenv.cfg ] || stop "$PWD/.venv is in the way and is no Python environment. Please move it, then start this again."
        say 'The environment in .venv no longer works: making a new one.'
        rm -rf .venv
    fi
    [ -e .venv ] || "$python" -m venv .venv || stop 'The environment could not be made in .venv; the reason is above.'
    say "Installing the program and what it builds on into .venv (with $(.venv/bin/python --version))."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".$extras" ||
        stop "pip could not install what pyproject.toml asks for; its reason is above. It follows your own pip settings (pip.conf, PIP_* variables)."
    stamp "$extras" >.venv/stamp
}
