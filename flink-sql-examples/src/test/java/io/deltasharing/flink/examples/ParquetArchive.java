/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;

/** The Parquet files that the ingestion leaves, read without Flink. */
final class ParquetArchive {

  private static final int PRICE_SCALE = 4;

  private final Path directory;

  /** An archive in a directory that exists. */
  ParquetArchive(Path directory) {
    this.directory = directory;
  }

  /** Blocks until the visible files hold so many rows; woken up by each file that appears. */
  boolean awaitRows(long rows, Duration timeout) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (WatchService watch = directory.getFileSystem().newWatchService()) {
      Set<Path> watched = new HashSet<>();
      while (true) {
        // A directory is watched before it is looked at, so that nothing appears in between.
        for (Path each : directories()) {
          if (watched.add(each)) {
            each.register(watch, ENTRY_CREATE);
          }
        }
        if (watched.containsAll(directories()) && rowCount() >= rows) {
          return true;
        }
        WatchKey key = watch.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (key == null) {
          return false;
        }
        key.pollEvents();
        key.reset();
      }
    }
  }

  /** Every row, with the directory's day checked against the row's time. */
  List<Trade> trades() throws IOException {
    List<Trade> trades = new ArrayList<>();
    for (Path file : files()) {
      Path partition = file.getName(file.getNameCount() - 2);
      for (Trade trade : trades(file)) {
        String day = "trading_day=" + trade.ts().atOffset(ZoneOffset.UTC).toLocalDate();
        if (!partition.toString().equals(day)) {
          throw new AssertionError(trade + " is in " + partition);
        }
        trades.add(trade);
      }
    }
    return trades;
  }

  private List<Path> directories() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return Stream.concat(Stream.of(directory), all.filter(Files::isDirectory)).toList();
    }
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path each : directories()) {
      try (Stream<Path> all = Files.list(each)) {
        // Flink hides what is not committed behind a dot.
        all.filter(Files::isRegularFile)
            .filter(it -> !it.getFileName().toString().startsWith("."))
            .forEach(files::add);
      }
    }
    return files;
  }

  private long rowCount() throws IOException {
    long rows = 0;
    for (Path file : files()) {
      try (ParquetFileReader reader = ParquetFileReader.open(input(file))) {
        rows += reader.getRecordCount();
      }
    }
    return rows;
  }

  private static List<Trade> trades(Path file) throws IOException {
    List<Trade> trades = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), hadoopPath(file)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        trades.add(
            new Trade(
                row.getLong("id", 0),
                row.getString("symbol", 0),
                new BigDecimal(new BigInteger(row.getBinary("price", 0).getBytes()), PRICE_SCALE),
                Instant.EPOCH.plus(row.getLong("ts", 0), ChronoUnit.MICROS)));
      }
    }
    return trades;
  }

  private static InputFile input(Path file) throws IOException {
    return HadoopInputFile.fromPath(hadoopPath(file), new Configuration());
  }

  private static org.apache.hadoop.fs.Path hadoopPath(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }
}
