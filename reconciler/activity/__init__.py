"""The archive system's export → when somebody last said something; a stream, so that its size does not matter.

It reads files and must not know who reads them: it keeps ids and times and nothing else of a row.
"""

from reconciler.activity.read import ActivityRead, read_activity

__all__ = ["ActivityRead", "read_activity"]
