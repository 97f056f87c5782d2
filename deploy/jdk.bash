# Sourced by the scripts beside it. Sets JAVA_HOME to a JDK 25 or newer, or ends with one line that says what is missing.

# Whether the directory is a JDK (not only a JRE) of version 25 or newer.
is_fitting_jdk() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  local major
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$major" ] && [ "$major" -ge 25 ]
}

# Follows links by hand: readlink has no -f everywhere.
resolved() {
  local path=$1 target
  while [ -L "$path" ]; do
    target=$(readlink "$path")
    case $target in
      /*) path=$target ;;
      *) path=$(dirname "$path")/$target ;;
    esac
  done
  (cd "$(dirname "$path")" && printf '%s/%s\n' "$(pwd -P)" "$(basename "$path")")
}

# Prints the home of a fitting JDK: JAVA_HOME, what is on the PATH, then what is installed beside those.
find_jdk() {
  local tool home sibling homes=("${JAVA_HOME:-}")
  for tool in javac java; do
    if command -v "$tool" >/dev/null 2>&1; then
      home=$(dirname "$(dirname "$(resolved "$(command -v "$tool")")")")
      homes+=("$home" "$(dirname "$home")/")
    fi
  done
  if [ -n "${JAVA_HOME:-}" ]; then homes+=("$(dirname "$JAVA_HOME")/"); fi
  if [ -x /usr/libexec/java_home ]; then homes+=("$(/usr/libexec/java_home -v 25+ 2>/dev/null || true)"); fi
  for home in "${homes[@]}"; do
    case $home in
      */) # a directory of JDKs
        for sibling in "$home"*; do
          if is_fitting_jdk "$sibling"; then printf '%s\n' "$sibling"; return; fi
        done
        ;;
      *) if is_fitting_jdk "$home"; then printf '%s\n' "$home"; return; fi ;;
    esac
  done
  return 1
}

require_jdk() {
  if ! JAVA_HOME=$(find_jdk); then
    echo "$1: no JDK 25 found. Install one (for example Temurin 25) and set JAVA_HOME to it." >&2
    exit 1
  fi
  export JAVA_HOME
}
