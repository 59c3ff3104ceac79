# SPDX-License-Identifier: Apache-2.0
# What bin/e2e and bin/soak have in common; sourced by both, with $root set.
# shellcheck shell=bash

module=$root/e2e-tests
target=$module/target
jdk=${JAVA_HOME:+$JAVA_HOME/bin/}

complain() {
  printf '%s: %s\n' "$(basename -- "$0")" "$1" >&2
  exit 2
}

require_ceph() {
  command -v radosgw >/dev/null ||
    complain "no radosgw on this machine: run e2e-tests/ceph/install as root, or use --store embedded"
}

# Whether no source is newer than what was packaged, by this or by anybody's build.
is_built() {
  local jar
  jar=$(connector) && [ -f "$target/e2e.classpath" ] || return 1
  [ -z "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main \
    \( -newer "$target/e2e.classpath" -o -newer "$jar" \) -print | head -n 1)" ]
}

connector() {
  local jar
  for jar in "$root"/flink-sql-connector-delta-sharing/target/flink-sql-connector-delta-sharing-*.jar; do
    case $jar in
      *-sources.jar | *-tests.jar | *-javadoc.jar) ;;
      *) [ -f "$jar" ] && printf '%s\n' "$jar" && return ;;
    esac
  done
  return 1
}

build() {
  is_built && return
  command -v mvn >/dev/null || complain "Maven is needed: no mvn on the PATH"
  mkdir -p "$target"
  maven e2e-build -f "$root/pom.xml" -pl e2e-tests,flink-sql-connector-delta-sharing -am \
    -DskipTests -Dspotless.check.skip=true package
}

# Copies what a distribution of this Flink would hold. Not every version's SQL client is whole on Maven Central: scenarios do without it
# where a part of it is not there, but not where it could not be fetched.
copy_flink() {
  local version=$1 place=$target/flink/$1 log=$target/flink-$1-sql.log part
  [[ $version =~ ^[0-9]+(\.[0-9]+)+$ ]] || complain "--flink takes a version such as 2.3.0, not '$version'"
  [ -f "$place/complete" ] && return
  rm -rf "$place"
  for part in lib parquet; do
    maven "flink-$version" -f "$module/flink/pom.xml" -P "$part" "-Dflink.test.version=$version" \
      dependency:copy-dependencies
  done
  if ! mvn -q -B -ntp -f "$module/flink/pom.xml" -P sql "-Dflink.test.version=$version" \
    dependency:copy-dependencies >"$log" 2>&1; then
    grep -Eq 'Could not find artifact|was not found in' "$log" || fail_of_maven "$log"
    rm -rf "$place/sql"
  fi
  touch "$place/complete"
}

maven() {
  local log=$target/$1.log
  shift
  mvn -q -B -ntp "$@" >"$log" 2>&1 || fail_of_maven "$log"
}

fail_of_maven() {
  cat "$1" >&2
  printf '%s: Maven failed; its output is above and in %s\n' "$(basename -- "$0")" "$1" >&2
  exit 1
}

# Runs a program of this module. What it writes stays until the next run of the same kind. A signal is handed on, so that it can end the
# processes that it has started.
launch() {
  local main=$1 work status
  shift
  work=$(mktemp -d "${TMPDIR:-/tmp}/delta-sharing-e2e-XXXXXX") || exit 1
  set -m
  "${jdk}java" -Xmx1g -Dlog4j2.level=WARN "-De2e.module=$module" "-De2e.connector=$(connector)" \
    "-De2e.flinks=$target/flink" "-De2e.work=$work" "-De2e.openings=$(cat "$target/classes/flink.jvm")" \
    -cp "$target/classes:$(cat "$target/e2e.classpath")" "$main" "$@" </dev/null &
  set +m
  program=$!
  trap 'kill -TERM "$program" 2>/dev/null' HUP INT TERM
  while :; do
    wait "$program"
    status=$?
    kill -0 "$program" 2>/dev/null || break
  done
  trap - HUP INT TERM
  if [ "$status" -eq 1 ]; then
    printf '%s: what the processes wrote is in %s\n' "$(basename -- "$0")" "$work" >&2
  else
    rm -rf "$work"
  fi
  return "$status"
}
