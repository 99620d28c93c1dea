# What ./run and ./test share: a usable environment, Debian packages, a locked build. Source it; do not run it.
# All messages go to stderr, so that the program's own output can be piped.

say() { printf '%s\n' "$*" >&2; }

# .NET and NuGet need a writable home folder.
if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ] || [ ! -w "$HOME" ]; then
    export HOME="$root/artifacts/home"
    mkdir -p "$HOME"
fi
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export DOTNET_CLI_UI_LANGUAGE=en

require_dotnet() {
    local version
    version=$(dotnet --version 2>/dev/null) || version=0
    if [ "${version%%.*}" -lt 10 ] 2>/dev/null; then
        say "The .NET SDK 10 is needed (found: ${version/#0/none})."
        say "Get it from https://dotnet.microsoft.com/download or with:"
        say "  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
        exit 3
    fi
}

# Prints which of the given Debian packages are not installed.
missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package"
    done
}

# Installs the given Debian packages: as root, or with sudo if that asks for no password; otherwise says what to type.
# Returns 1 if the packages are not available.
install_packages() {
    local as_root=() missing
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        else
            say "Some Debian packages are missing. Please type:"
            say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing% }"
            exit 3
        fi
    fi
    say "Installing ${missing% } (about a minute) ..."
    # shellcheck disable=SC2086  # the list is meant to be split
    if ! { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends $missing; } </dev/null >"$root/artifacts/apt.log" 2>&1; then
        tail -n 5 "$root/artifacts/apt.log" >&2
        return 1
    fi
}

# Prints one line that changes when a code or project file changes, or the libtorch variant that `Torch` asks for: MSBuild reads it
# from the environment, in upper or lower case. Edited YAML changes nothing here: the runner compiles it in memory.
build_stamp() {
    {
        find "$root" -maxdepth 1 -type f \( -name '*.sln' -o -name '*.targets' -o -name '*.props' -o -name '.editorconfig' \) \
            -printf '%P %s %T@\n'
        find "$root/core" "$root/specgen" "$root/runner" -type d \( -name bin -o -name obj \) -prune -o \
            -type f ! -name '*.md' -printf '%P %s %T@\n'
        printf '%s\n' "$root" "$(command -v dotnet)"
        env | grep -i '^torch=' || true
    } | LC_ALL=C sort | sha256sum | cut -c1-16
}

# Runs a command while holding the build lock. The command does not inherit the lock's descriptor: a build server that
# outlives the command would keep the lock.
with_build_lock() {
    mkdir -p "$root/artifacts"
    if command -v flock >/dev/null; then
        (
            flock -n 9 || { say "Waiting for another build of this folder ..."; flock 9; }
            "$@" 9>&-
        ) 9>"$root/artifacts/build.lock"
    else
        "$@"
    fi
}
