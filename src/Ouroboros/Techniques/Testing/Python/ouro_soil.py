"""Knows what tests changed in the workspace copy, and puts it back as it was."""
import ctypes
import os
import shutil
import struct

IN_MODIFY, IN_ATTRIB, IN_CLOSE_WRITE, IN_MOVED, IN_CREATE, IN_DELETE = 0x2, 0x4, 0x8, 0xC0, 0x100, 0x200
IN_Q_OVERFLOW, IN_IGNORED, IN_ISDIR = 0x4000, 0x8000, 0x40000000
MASK = IN_MODIFY | IN_ATTRIB | IN_CLOSE_WRITE | IN_MOVED | IN_CREATE | IN_DELETE
EVENT = struct.Struct("iIII")


class Soil:
    def __init__(self, root, pristine):
        self.root = root
        self.pristine = pristine
        self.fd = -1
        self.watched = {}
        self.originals = {}
        self._watch_all()

    # Candidates

    def write(self, edits):
        for wrote, path, mode, content in edits:
            full = os.path.join(self.root, path)
            if not wrote:
                os.unlink(full)
                continue
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "wb", buffering=0) as file:
                file.write(content)
            if mode:
                os.chmod(full, mode)

    def restore(self, edited):
        """The copy is as at the beginning again."""
        for path in edited:
            if not self._overwrite(path):
                self._put_back(path)
        for _ in range(5):
            changed = self._changes()
            changed.difference_update(edited)
            if not changed:
                break
            for path in sorted(changed):
                self._put_back(path)

    def _overwrite(self, path):
        """The common case, a file that was only written to, without a look at the other copy."""
        known = self.originals.get(path)
        if known is None:
            there = os.path.join(self.pristine, path)
            if os.path.islink(there) or not os.path.isfile(there):
                return False
            with open(there, "rb") as file:
                known = self.originals[path] = (file.read(), os.stat(there).st_mode)
        here = os.path.join(self.root, path)
        try:
            if os.lstat(here).st_mode != known[1]:
                return False
            with open(here, "r+b", buffering=0) as file:
                file.write(known[0])
                file.truncate(len(known[0]))
        except OSError:
            return False
        return True

    def is_soiled(self):
        return any(self._differs(path) for path in self._changes(keep=True))

    def _differs(self, path):
        here, there = os.path.join(self.root, path), os.path.join(self.pristine, path)
        if os.path.islink(here) or os.path.isdir(here) or not os.path.isfile(there):
            return os.path.lexists(here) != os.path.lexists(there)
        return not os.path.isfile(here) or not same(here, there)

    def _put_back(self, path):
        here, there = os.path.join(self.root, path), os.path.join(self.pristine, path)
        if not os.path.lexists(there):
            if not os.path.lexists(here):
                return False
            remove(here)
            return True
        if os.path.isdir(there) and not os.path.islink(there):
            if os.path.isdir(here) and not os.path.islink(here):
                return False
            remove(here)
            shutil.copytree(there, here, symlinks=True)
            self._watch(here)
            return True
        if os.path.isfile(here) and not os.path.islink(here) and same(here, there):
            return False
        remove(here)
        os.makedirs(os.path.dirname(here), exist_ok=True)
        shutil.copy2(there, here, follow_symlinks=False)
        return True

    # What changed

    def _changes(self, keep=False):
        if self.fd < 0:
            return self._compare()
        changed = set(getattr(self, "_kept", ()))
        self._kept = set()
        while True:
            try:
                data = os.read(self.fd, 1 << 16)
            except BlockingIOError:
                break
            at = 0
            while at < len(data):
                watch, mask, _, length = EVENT.unpack_from(data, at)
                name = data[at + EVENT.size:at + EVENT.size + length].rstrip(b"\0")
                at += EVENT.size + length
                if mask & IN_Q_OVERFLOW:
                    changed |= self._compare()
                elif mask & IN_IGNORED:
                    self.watched.pop(watch, None)
                elif watch in self.watched and name:
                    changed.add(os.path.join(self.watched[watch], os.fsdecode(name))[len(self.root) + 1:])
        if keep:
            self._kept = set(changed)
        return changed

    def _compare(self):
        """By walking both trees: slow, but needs nothing of the system."""
        changed = set()
        for base, other in ((self.root, self.pristine), (self.pristine, self.root)):
            for folder, folders, files in os.walk(base):
                inside = os.path.relpath(folder, base)
                for name in folders + files:
                    path = os.path.normpath(os.path.join(inside, name))
                    if self._differs(path):
                        changed.add(path)
        return changed

    def _watch_all(self):
        try:
            libc = ctypes.CDLL(None, use_errno=True)
            self.fd = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
            self._add = libc.inotify_add_watch
        except (OSError, AttributeError):
            self.fd = -1
        if self.fd >= 0 and not self._watch(self.root):
            # The system allows no more watches.
            os.close(self.fd)
            self.fd = -1

    def _watch(self, directory):
        for folder, _, _ in os.walk(directory):
            number = self._add(self.fd, os.fsencode(folder), MASK) if self.fd >= 0 else -1
            if number < 0:
                return False
            self.watched[number] = folder
        return True


def remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path, ignore_errors=True)
    elif os.path.lexists(path):
        os.unlink(path)


def same(one, other):
    a, b = os.stat(one), os.stat(other)
    if a.st_size != b.st_size or a.st_mode != b.st_mode:
        return False
    with open(one, "rb") as first, open(other, "rb") as second:
        return first.read() == second.read()
