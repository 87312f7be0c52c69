#!/bin/sh
# The linker of Linux builds: the system's own `cc`. rustup brings Rust without a C compiler, and without one not even `cargo xtask`
# can be built to install the rest; so on Debian and Ubuntu this installs it first, and says so.
if ! command -v cc >/dev/null 2>&1; then
    tell() { { echo "$1" >/dev/tty; } 2>/dev/null || echo "$1" >&2; }
    if ! command -v apt-get >/dev/null 2>&1; then
        tell "There is no C compiler (cc). Install one and run the command again: sudo dnf install gcc · sudo pacman -S --needed base-devel"
        exit 1
    fi
    tell "── this machine lacks a C compiler; installing gcc and libc6-dev with apt-get"
    as_root=; [ "$(id -u)" = 0 ] || as_root=sudo
    # Several links may start at once: one installs, the others wait for it.
    exec 9>"${TMPDIR:-/tmp}/nuong-linker.$(id -u).lock"
    flock 9 2>/dev/null || true
    command -v cc >/dev/null 2>&1 || {
        $as_root apt-get update -q && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends gcc libc6-dev
    } >&2 || exit 1
    exec 9>&-
fi
exec cc "$@"
