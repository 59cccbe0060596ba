"""Time that passes without anybody waiting."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class VirtualTime:
    """Time for the simulator: waiting passes at once, so that a stretch of busy answers costs nothing."""

    now_s: float = field(default=0.0)

    def clock(self) -> float:
        """Seconds so far."""
        return self.now_s

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now_s += seconds
