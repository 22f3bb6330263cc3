"""A folder: its regular files, in natural order of their names, hidden ones left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from anq2rdf.errors import SourceError
from anq2rdf.sources.opening.archive import natural
from anq2rdf.sources.opening.fault import fault

Found = tuple[str, SourceError | None]


def walk_folder(path: str, cap: int) -> Iterator[Found]:
    """The path of every file below, or a path with the reason why it is not followed (E210).

    Every folder is read once, by whatever links it is reached; a link to a folder around it is a loop.
    Raises `LimitExceeded` E203 over `cap` files.
    """
    waiting, seen, count = [path], set[tuple[int, int]](), 0
    while waiting:
        here = waiting.pop()
        try:
            inside = _content(here, seen)
        except OSError as error:
            yield here, fault("E210", error.strerror or "cannot be read")
        except SourceError as error:
            yield here, error
        else:
            if inside is None:
                count += 1
                yield here, None
            else:
                waiting.extend(reversed(inside))
        if count > cap:
            raise fault("E203", f"more than {cap} files")


def _content(path: str, seen: set[tuple[int, int]]) -> list[str] | None:
    """What a folder holds; None for a file."""
    folder = Path(path)
    if not folder.is_dir():
        return None
    state = folder.stat()
    identity = (state.st_dev, state.st_ino)
    if identity in seen:
        if folder.parent.resolve().is_relative_to(folder.resolve()):
            raise fault("E210", "a link to a folder around it: a loop")
        return []           # the same folder by another name: nothing of it is lost
    seen.add(identity)
    inside = [child for child in folder.iterdir() if not child.name.startswith(".")]
    return [str(child) for child in sorted(inside, key=lambda child: (natural(child.name), child.name))]
