#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What bin/quickstart and bin/example share: building when needed, and running a program that is told of signals.
# Expects $program, $root and $announce (empty if a build is to be silent).

module=$root/flink-sql-examples
target=$module/target
classpath=$target/quickstart.classpath
stamp=$target/quickstart.stamp
jdk=${JAVA_HOME:+$JAVA_HOME/bin/}

complain() {
  printf '%s: %s\n' "$program" "$1" >&2
  exit 2
}

require_tools() {
  local found
  found=$("${jdk}java" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java\.specification\.version = \([0-9.]*\).*/\1/p')
  found=${found:-none}
  [ "${found%%.*}" -ge 17 ] 2>/dev/null ||
    complain "a JDK 17 or newer is needed, as java on the PATH or by JAVA_HOME; found: $found"
  command -v "${jdk}javac" >/dev/null ||
    complain "a JDK 17 or newer is needed; ${jdk}java is of a runtime without compiler"
  command -v mvn >/dev/null || complain "Maven is needed: no mvn on the PATH"
}

# Up to date: no source is newer than the last build, and all that it put on the class path is still there.
is_built() {
  [ -f "$stamp" ] && [ -f "$classpath" ] && [ -d "$target/classes" ] || return 1
  [ -z "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$stamp" -print | head -n 1)" ] ||
    return 1
  local entry IFS=:
  for entry in $(cat "$classpath"); do
    [ -e "$entry" ] || return 1
  done
}

# Signals are handed on, so that Maven or java ends in order; what is left of it goes at the exit.
signalled=
scratch=
trap '[ -z "$scratch" ] || rm -rf "$scratch"' EXIT
trap 'stop HUP 129' HUP
trap 'stop INT 130' INT
trap 'stop TERM 143' TERM

# Closing its input, if it has one, is how the example is asked to stop; the next signal is handed on.
input=/dev/null

stop() {
  signalled=$2
  if [ "$input" != /dev/null ]; then
    input=/dev/null
    exec 3>&-
    return
  fi
  [ -n "${!:-}" ] && kill -s "$1" "$!" 2>/dev/null || exit "$2"
}

# In a process group of its own (set -m): a script's other background processes ignore SIGINT.
run() {
  local status
  set -m
  "$@" <"$input" &
  set +m
  [ "$input" = /dev/null ] || exec 3>"$input"
  while :; do
    wait "$!"
    status=$?
    kill -0 "$!" 2>/dev/null || break
  done
  [ -z "$signalled" ] || exit "$signalled"
  return "$status"
}

build() {
  local log=$target/quickstart-build.log
  mkdir -p "$target"
  [ -z "$announce" ] || echo "Building; the first time this downloads Flink and takes some minutes ..." >&2
  touch "$stamp.new"
  if ! run mvn -q -B -ntp -f "$root/pom.xml" -pl flink-sql-examples -am \
    -DskipTests -Dspotless.check.skip=true package >"$log" 2>&1; then
    cat "$log" >&2
    printf '%s: the build failed; its output is above and in %s\n' "$program" "$log" >&2
    exit 1
  fi
  mv "$stamp.new" "$stamp"
}

prepare() {
  require_tools
  is_built || build
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/$program-XXXXXX") || exit 1
}

# The main class, then its arguments.
run_java() {
  run "${jdk}java" @"$target/classes/quickstart.jvm" \
    -Djava.io.tmpdir="$scratch" -Dlog.file="$target/$program.log" \
    -Dquickstart.noticeboard="$root/.quickstart" -Dexamples.sql="$module/sql" \
    ${properties[@]+"${properties[@]}"} \
    -cp "$target/classes:$(cat "$classpath")" "$@"
}
