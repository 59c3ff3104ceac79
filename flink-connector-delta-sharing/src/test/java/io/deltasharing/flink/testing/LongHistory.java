/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import io.deltasharing.embedded.DeltaTableFixture;
import io.deltasharing.embedded.TradesTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table with many more files and versions than a test could write by transactions: each file is
 * another name of the same one, which holds one row. Versions 1 to {@code wide} add many files
 * each, those after them one each; a checkpoint ends the log.
 */
public final class LongHistory {
  /** Fewer than file systems allow. */
  private static final int MOST_NAMES = 30_000;

  private final Path directory;
  private final Path file;
  private Path named;
  private int names;
  private final String add;
  private long version;

  private LongHistory(Path directory) throws IOException {
    this.directory = directory;
    TradesTable.create(directory).append(1);
    this.version = 1;
    try (Stream<Path> files = Files.list(directory)) {
      this.file = files.filter(it -> it.toString().endsWith(".parquet")).findFirst().orElseThrow();
      this.named = file;
    }
    try (Stream<String> lines = Files.lines(commit(1))) {
      this.add = lines.filter(it -> it.startsWith("{\"add\"")).findFirst().orElseThrow();
    }
  }

  public static LongHistory create(Path directory) throws IOException {
    return new LongHistory(directory);
  }

  /** Commits so many files at once. */
  public LongHistory append(int files) {
    version++;
    try {
      Files.writeString(
          commit(version),
          IntStream.range(0, files).mapToObj(this::added).collect(Collectors.joining("\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Writes a checkpoint of the newest version. */
  public LongHistory checkpoint() {
    DeltaTableFixture.open(directory).checkpoint();
    return this;
  }

  public long version() {
    return version;
  }

  public Path directory() {
    return directory;
  }

  private String added(int number) {
    String name = version + "-" + number + ".parquet";
    try {
      Path target = directory.resolve(name);
      if (++names % MOST_NAMES == 0) {
        named = Files.copy(file, target);
      } else {
        Files.createLink(target, named);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return add.replace(file.getFileName().toString(), name);
  }

  private Path commit(long of) {
    return directory.resolve("_delta_log").resolve(String.format(Locale.ROOT, "%020d.json", of));
  }
}
