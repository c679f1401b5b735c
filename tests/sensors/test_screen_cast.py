"""A screen that is shared is noticed by its stream in a real PipeWire; a camera is none, and silence is no error."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests import rig
from tests.sound import sound_server
from wellbeing.sensors.screen_cast import ScreenCast

CAST = "props,media.class=Video/Source,media.role=Screen,node.name=gnome-shell"
PICTURES = ("gst-launch-1.0", "videotestsrc", "is-live=true", "!", "video/x-raw,width=64,height=48", "!")
MISSING = rig.missing("pipewire", "pw-dump", "gst-launch-1.0")


@pytest.mark.desktop
@pytest.mark.skipif(bool(MISSING), reason=f"{MISSING} not installed")
def test_a_stream_of_the_screen_is_seen_while_it_lasts(session_bus: rig.Bus, tmp_path: Path) -> None:
    now = timedelta(0)
    with sound_server(session_bus, tmp_path) as sound:
        cast = ScreenCast(sound.environ, tick=lambda: now)

        def after_a_while() -> bool:
            nonlocal now
            now += timedelta(minutes=1)
            return cast()

        with sound.recording("mic"):
            assert not after_a_while()
        with rig.running(
            *PICTURES, "pipewiresink", "mode=provide", f"stream-properties={CAST}", env=sound.environ
        ):
            rig.until(after_a_while, "the share to be seen")
        rig.until(lambda: not after_a_while(), "the share to be over")


def told(tmp_path: Path, *listed: object) -> ScreenCast:
    """One that is answered by a file."""
    (tmp_path / "dump").write_text(json.dumps(listed))
    return ScreenCast({"PATH": "/usr/bin:/bin"}, command=("cat", str(tmp_path / "dump")))


def node(**props: object) -> dict[str, object]:
    return {"id": 3, "info": {"props": {name.replace("_", "."): value for name, value in props.items()}}}


@pytest.mark.parametrize(
    ("listed", "shared"),
    [
        (node(media_class="Stream/Output/Video", node_name="kwin-screencast"), True),
        (node(media_class="Video/Source", node_name="xdpw-stream"), True),
        (node(media_class="Video/Source", device_api="v4l2"), False),
        (node(media_class="Video/Source", media_role="Camera"), False),
        (node(media_class="Stream/Input/Video"), False),
        (node(media_class="Stream/Output/Audio"), False),
        ({"info": None}, False),
        ("nonsense", False),
    ],
)
def test_pictures_are_told_from_cameras_and_sound(tmp_path: Path, listed: object, shared: bool) -> None:
    assert told(tmp_path, listed)() is shared


def test_nobody_who_tells_is_no_share(tmp_path: Path) -> None:
    assert not ScreenCast({"PATH": str(tmp_path)})()
    assert not ScreenCast({"PATH": "/usr/bin:/bin"}, command=("false",))()
    assert not ScreenCast({"PATH": "/usr/bin:/bin"}, command=("echo", "{"))()


def test_an_answer_is_believed_for_a_while(tmp_path: Path) -> None:
    now = timedelta(0)
    file = tmp_path / "dump"
    file.write_text(json.dumps([node(media_class="Video/Source")]))
    cast = ScreenCast({"PATH": "/usr/bin:/bin"}, lambda: now, ("cat", str(file)))
    assert cast()
    file.write_text("[]")
    now = timedelta(seconds=19)
    assert cast()
    now = timedelta(seconds=20)
    assert not cast()
