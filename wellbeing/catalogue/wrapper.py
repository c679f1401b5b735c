"""Programs that run other programs, and how to find the command in their arguments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

ALL = 99
"""To skip every word before the option that names the command."""


@dataclass(frozen=True, slots=True)
class Wrapper:
    """How to find the command in a wrapper's arguments."""

    values: Mapping[str, int]
    """Options that values follow, and how many."""
    skip: int = 0
    """Words between the options and the command: timeout's seconds, the image of a container."""
    package: bool = False
    """The word names a package rather than a command."""
    command: frozenset[str] = field(default=frozenset())
    """Options behind which the command stands: `nix develop -c`."""
    text: frozenset[str] = field(default=frozenset())
    """Options whose value is a shell's text: `script -c`, `nix-shell --run`."""
    asks: frozenset[str] = field(default=frozenset())
    """Options with which nothing is run: `command -v`."""

    def follow(self, option: str) -> int:
        """How many values follow an option; in `-iu` those of the last letter, in `-p22` none."""
        if option in self.values:
            return self.values[option]
        if "=" in option or option.startswith("--"):
            return 0
        for place, letter in enumerate(option[1:], 2):
            if f"-{letter}" in self.values:
                return self.values[f"-{letter}"] if place == len(option) else 0
        return 0

    def takes_text(self, option: str) -> bool:
        """Whether a shell's text follows: `-c`, or `-qc` whose last letter it is."""
        cluster = option[1:2] != "-" and len(option) > 2 and f"-{option[-1]}" in self.text
        return option in self.text or (cluster and option not in self.values)


def _wrapper(
    values: str = "",
    skip: int = 0,
    *,
    package: bool = False,
    command: str = "",
    text: str = "",
    asks: str = "",
) -> Wrapper:
    """A wrapper from words; `--bind:2` is an option that two values follow."""
    counted = {option: int(count or 1) for option, _, count in (one.partition(":") for one in values.split())}
    return Wrapper(
        counted,
        skip,
        package,
        frozenset(command.split()),
        frozenset(text.split()),
        frozenset(asks.split()),
    )


_PLAIN = _wrapper()
_ONE = _wrapper(skip=1)
_CONDA = _wrapper("-n --name -p --prefix --cwd")
_CONTAINER = _wrapper(
    "-e --env --env-file -u --user -w --workdir --detach-keys --index -p --project-name -f", 1
)
_IMAGE = _wrapper(
    "-a -c -e -h -l -m -p -u -v -w --add-host --annotation --attach --cap-add --cap-drop --cgroup-parent --cidfile"
    " --cpus --cpu-shares --cpuset-cpus --device --dns --domainname --entrypoint --env --env-file --expose --gpus"
    " --group-add --hostname --ip --ipc --label --label-file --link --log-driver --log-opt --mac-address --memory"
    " --mount --name --net --network --network-alias --pid --pids-limit --platform --publish --pull --restart"
    " --runtime --security-opt --shm-size --stop-signal --storage-opt --sysctl --tmpfs --ulimit --user --userns"
    " --volume --volumes-from --workdir",
    1,
)
_TMUX = _wrapper("-c -e -E -F -f -n -s -t -x -y -l -b -d -w -h -T -S")
_NIX = _wrapper(
    "--option:2 --override-input:2 -I --arg:2 --argstr:2 -k --keep -u --unset", ALL, command="-c --command"
)
_SECRETS = _wrapper("-f --env-file -e --env -c --config -p --project --account --path -fk --log-level")
_SPIN = _wrapper("-s --spinner --title -a --align --timeout")
_NPX = _wrapper("-p --package -w --workspace", package=True)
_UVX = _wrapper("--from --with --with-editable -p --python --index --index-url -w --directory", package=True)
_UV_RUN = _wrapper(
    "--with --with-editable --with-requirements -p --python --extra --group --env-file --directory"
)
WRAPPERS: Mapping[tuple[str, ...], Wrapper] = {
    ("sudo",): _wrapper(
        "-u -g -h -p -C -r -t -T -U -D -R --user --group --host --prompt --chdir --chroot",
        asks="-l -v -k -K -e -V --list --edit --version --help --validate",
    ),
    ("doas",): _wrapper("-u -C", asks="-L"),
    ("run0",): _wrapper("-u --user -D --chdir"),
    ("su",): _wrapper("-s --shell -g -G -w", ALL, text="-c --command"),
    ("runuser",): _wrapper("-u --user -g -G -w -s", text="-c --command"),
    ("env",): _wrapper("-u --unset -C --chdir -P", text="-S --split-string"),
    ("command",): _wrapper(asks="-v -V"),
    ("nice",): _wrapper("-n --adjustment"),
    ("ionice",): _wrapper("-c -n --class --classdata"),
    ("timeout",): _wrapper("-s -k --signal --kill-after", 1),
    ("gtimeout",): _wrapper("-s -k --signal --kill-after", 1),
    ("time",): _wrapper("-f -o --format --output"),
    ("watch",): _wrapper("-n --interval -q --equexit -s --shotsdir"),
    ("script",): _wrapper("-o -T -m -E -I -O -B -t", 1, text="-c --command"),
    ("asciinema", "rec"): _wrapper(
        "-t --title -i --idle-time-limit -e --env --cols --rows", 1, text="-c --command"
    ),
    ("strace",): _wrapper("-a -b -e -I -o -O -p -s -S -u -E -P -X"),
    ("ltrace",): _wrapper("-a -e -l -n -o -p -s -u -x"),
    ("perf", "stat"): _wrapper("-e -r -o -C -p"),
    ("perf", "record"): _wrapper("-e -F -c -o -C -p --call-graph"),
    ("xargs",): _wrapper("-a -d -E -I -L -n -P -s --arg-file --delimiter --max-args --max-procs --replace"),
    ("stdbuf",): _wrapper("-i -o -e --input --output --error"),
    ("taskset",): _wrapper("", 1),
    ("chrt",): _wrapper("", 1),
    ("caffeinate",): _wrapper("-t -w"),
    ("proxychains4",): _wrapper("-f"),
    ("proxychains",): _wrapper("-f"),
    ("direnv", "exec"): _wrapper("", 1),
    ("aws-vault", "exec"): _wrapper("-d --duration --region", 1),
    ("op", "run"): _wrapper("--env-file --account"),
    ("doppler", "run"): _wrapper("-p -c --project --config"),
    ("mise", "exec"): _PLAIN,
    ("mise", "x"): _PLAIN,
    ("volta", "run"): _wrapper("--node --npm --yarn"),
    ("conda", "run"): _CONDA,
    ("mamba", "run"): _CONDA,
    ("micromamba", "run"): _CONDA,
    ("pixi", "run"): _wrapper("-e --environment --manifest-path"),
    **{
        (name, "exec"): _CONTAINER
        for name in ("docker", "podman", "nerdctl", "docker-compose", "podman-compose")
    },
    **{
        (name, *words, "exec"): _CONTAINER
        for name in ("docker", "podman")
        for words in (("compose",), ("container",))
    },
    **{(name, "run"): _IMAGE for name in ("docker", "podman", "nerdctl")},
    ("docker", "container", "run"): _IMAGE,
    ("docker", "compose", "run"): _IMAGE,
    ("kubectl", "exec"): _wrapper("-n --namespace -c --container --context --kubeconfig --cluster -f", 1),
    ("devcontainer", "exec"): _wrapper(
        "--workspace-folder --container-id --config --override-config --id-label --remote-env --docker-path"
    ),
    ("distrobox", "enter"): _wrapper("-n --name -a --additional-flags", 1),
    ("distrobox-enter",): _wrapper("-n --name -a --additional-flags"),
    ("toolbox", "run"): _wrapper("-c --container -d --distro -r --release"),
    **{(name, "exec"): _ONE for name in ("lxc", "incus", "multipass", "apptainer", "singularity")},
    ("limactl", "shell"): _wrapper("--workdir --shell", 1),
    ("lima",): _wrapper("--workdir --shell"),
    ("orb",): _wrapper("-m -u -w --machine --user --workdir"),
    ("coder", "ssh"): _ONE,
    ("wsl",): _wrapper(
        "-d --distribution --distribution-id -u --user --cd --shell-type",
        asks="-l --list --install --update --shutdown -t --terminate --status --set-default -s --export --import",
    ),
    ("mosh",): _wrapper("-p --port", 1),
    ("flatpak-spawn",): _PLAIN,
    ("systemd-run",): _wrapper(
        "-p --property -u --unit -E --setenv -M --machine -H --host --description --slice --working-directory --uid"
        " --gid --nice"
    ),
    **{
        ("tmux", verb): _TMUX
        for verb in (
            "new",
            "new-session",
            "new-window",
            "neww",
            "split-window",
            "splitw",
            "respawn-pane",
            "popup",
            "display-popup",
        )
    },
    ("screen",): _wrapper(
        "-c -e -h -p -S -s -t -T -r -x -d -D -R -RR -dr -dR -dRR -dmS -DmS -X:9 -Q:9", asks="-ls -list"
    ),
    ("zellij", "run"): _wrapper("-n --name -d --direction --cwd --height --width -x -y"),
    ("dtach",): _wrapper("-A -c -n -e -r", asks="-a -p"),
    ("abduco",): _wrapper("-A -c -n -e", asks="-a"),
    ("firejail",): _PLAIN,
    ("bwrap",): _wrapper(
        "--bind:2 --ro-bind:2 --dev-bind:2 --bind-try:2 --ro-bind-try:2 --dev-bind-try:2 --symlink:2"
        " --setenv:2 --file:2 --bind-data:2 --ro-bind-data:2 --overlay:3 --chmod:2 --proc --dev --tmpfs --dir --mqueue"
        " --chdir --unsetenv --hostname --uid --gid --cap-add --cap-drop --seccomp --remount-ro"
        " --lock-file --args --perms --size"
    ),
    ("sandbox-exec",): _wrapper("-f -n -p -D"),
    ("srt",): _wrapper("-s --settings", text="-c"),
    ("chroot",): _ONE,
    ("faketime",): _ONE,
    ("setarch",): _ONE,
    ("cpulimit",): _wrapper("-l -p -e -c --limit"),
    ("numactl",): _wrapper("-N -C -m -i"),
    ("cgexec",): _wrapper("-g"),
    ("xvfb-run",): _wrapper("-e -f -n -p -s -w --server-args --server-num"),
    ("gum", "spin"): _SPIN,
    ("nix-shell",): _wrapper("-p --packages -I --arg:2 --argstr:2", ALL, text="--run --command"),
    ("nix", "develop"): _NIX,
    ("nix", "shell"): _NIX,
    ("dotenvx", "run"): _SECRETS,
    ("dotenv", "run"): _SECRETS,
    ("dotenv",): _SECRETS,
    ("infisical", "run"): _SECRETS,
    ("chamber", "exec"): _ONE,
    ("envchain",): _ONE,
    ("fnm", "exec"): _wrapper("--using"),
    ("nvm", "exec"): _ONE,
    **{(name, "exec"): _PLAIN for name in ("asdf", "rtx", "pyenv", "rbenv", "nodenv", "bundle", "devbox")},
    ("devbox", "run"): _PLAIN,
    ("ssh",): _wrapper("-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w", 1),
    ("npx",): _NPX,
    ("npm", "exec"): _NPX,
    ("npm", "x"): _NPX,
    ("pnpx",): _NPX,
    ("pnpm", "dlx"): _wrapper("--package", package=True),
    ("pnpm", "exec"): _PLAIN,
    ("yarn", "dlx"): _wrapper("-p --package", package=True),
    ("yarn", "exec"): _PLAIN,
    ("bunx",): _wrapper("-p --package", package=True),
    ("bun", "x"): _wrapper("-p --package", package=True),
    ("deno", "run"): _wrapper("-c --config --import-map", package=True),
    ("uvx",): _UVX,
    ("uv", "tool", "run"): _UVX,
    ("uv", "run"): _UV_RUN,
    ("pipx", "run"): _wrapper("--spec --python --index-url --pip-args", package=True),
    ("nix", "run"): _wrapper("--option", package=True),
    **{(name, "run"): _PLAIN for name in ("poetry", "pipenv", "pdm", "rye", "hatch")},
    **{
        (name,): _PLAIN
        for name in (
            *("nohup", "setsid", "exec", "builtin", "unbuffer", "chronic", "reattach-to-user-namespace"),
            *(
                "rlwrap",
                "torsocks",
                "torify",
                "winpty",
                "dbus-run-session",
                "arch",
                "ssh-agent",
                "fakeroot",
                "eatmydata",
            ),
        )
    },
}
"""By name and first arguments."""
SHELLS = frozenset(
    {
        "sh",
        "bash",
        "zsh",
        "dash",
        "ash",
        "ksh",
        "fish",
        "busybox",
        "csh",
        "tcsh",
        "mksh",
        "elvish",
        "nu",
        "xonsh",
        "pwsh",
        "powershell",
        "cmd",
    }
)
WINDOWS_SHELLS = frozenset({"cmd", "pwsh", "powershell"})
"""Their command is all that follows, and a backslash divides paths."""
TEXT_OPTIONS = re.compile(r"-[a-z]*c|-command|/[ck]", re.IGNORECASE)
"""A shell's option that is followed by commands."""
INTERPRETERS: Mapping[str, frozenset[str]] = {
    "node": frozenset(
        {
            "-r",
            "--require",
            "--import",
            "--loader",
            "--experimental-loader",
            "-C",
            "--conditions",
            "--env-file",
        }
    ),
    "bun": frozenset(),
    "tsx": frozenset(),
    "electron": frozenset(),
    "python": frozenset({"-W", "-X", "--check-hash-based-pycs"}),
    "pypy": frozenset({"-W", "-X"}),
    "ruby": frozenset({"-r", "-I"}),
}
"""Those that run scripts, and their options that are followed by a value."""
