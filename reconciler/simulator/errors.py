"""What can go wrong with the simulator itself, said in both languages.

- `SimulatorError`
  - `WorldFileError`: the world file is not in the documented format; names the place (also a `ValueError`)
  - `WorldMissingError`: there is no world in this directory, or one of another version
  - `WorldExistsError`: there is one already
  - `HandError`: a side door was asked for something that cannot be done
  - `FaultError`: a fault that cannot be scripted
  - `SwitchError`: no such switch, or a value it does not take
  - `DoorError`: a door that must not be opened (a host that is not loopback)
"""


class SimulatorError(Exception):
    """Base of the tree; `zh` and `en` say the same thing."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class WorldFileError(SimulatorError, ValueError):
    """The world file is not in the documented format; `place` is like `corps[0].people[3].name`."""

    def __init__(self, place: str, zh: str, en: str) -> None:
        super().__init__(f"世界文件 {place}：{zh}", f"world file, {place}: {en}")
        self.place = place


class WorldMissingError(SimulatorError):
    """There is no world in this directory, or one that another version made."""


class WorldExistsError(SimulatorError):
    """There is a world in this directory already."""


class HandError(SimulatorError):
    """A side door was asked for something that cannot be done."""


class FaultError(SimulatorError):
    """A fault that cannot be scripted."""


class SwitchError(SimulatorError):
    """No such switch, or a value it does not take."""


class DoorError(SimulatorError):
    """A door that must not be opened."""
