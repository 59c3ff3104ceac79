/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Delta tables on the local disk.
 *
 * @param root of tables of this size
 * @param lineitems how many rows those of {@link Lineitem} have
 */
public record Tables(Path root, long lineitems) {
  private static final int FILES = 4;
  private static final String PLAIN_PROTOCOL = "{\"minReaderVersion\":1,\"minWriterVersion\":2}";
  private static final String VECTORS_PROTOCOL =
      "{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[\"deletionVectors\"],"
          + "\"writerFeatures\":[\"deletionVectors\"]}";

  /** Makes tables, unless they are there already. */
  public static Tables in(Path directory, long lineitems) {
    return new Tables(directory.resolve(String.valueOf(lineitems)), lineitems);
  }

  public Path directory(Dataset dataset) {
    return root.resolve(dataset.directory());
  }

  /** A table's data files, in the order of their names. */
  public List<Path> files(Dataset dataset) throws IOException {
    try (Stream<Path> files = Files.list(directory(dataset))) {
      return files.filter(it -> it.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  /** How many rows a table's files have, deleted ones included. */
  public long rows(Dataset dataset) {
    return dataset.size(lineitems);
  }

  /** Makes a table, unless it is there. Says whether it was made. */
  public boolean make(Dataset dataset) throws IOException {
    Path directory = directory(dataset);
    if (Files.exists(log(directory))) {
      return false;
    }
    clear(directory);
    Files.createDirectories(directory);
    if (dataset == Dataset.DELETED_SNAPPY) {
      delete(directory);
    } else if (dataset == Dataset.REPEATED_SNAPPY) {
      repeat(directory);
    } else {
      writeLog(directory, dataset, PLAIN_PROTOCOL, actions(write(directory, dataset), dataset));
    }
    return true;
  }

  private List<WrittenFile> write(Path directory, Dataset dataset) throws IOException {
    DataFileWriter writer = new DataFileWriter(dataset.rows(), dataset.codec());
    List<WrittenFile> written = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      long rows = (i + 1) * rows(dataset) / FILES - i * rows(dataset) / FILES;
      written.add(writer.write(directory.resolve("part-" + i + ".parquet"), rows));
    }
    return written;
  }

  private static List<String> actions(List<WrittenFile> files, Dataset dataset) {
    String key = dataset.rowType().getFieldNames().get(0);
    return files.stream().map(it -> it.action(key, "")).toList();
  }

  /** The same files under other names, with vectors. */
  private void delete(Path directory) throws IOException {
    make(Dataset.LINEITEM_SNAPPY);
    List<String> actions = new ArrayList<>();
    List<Path> files = files(Dataset.LINEITEM_SNAPPY);
    for (int i = 0; i < files.size(); i++) {
      WrittenFile file = link(files.get(i), directory.resolve(files.get(i).getFileName()), i);
      String vector = DeletionVectors.write(directory, file.rows(), i);
      actions.add(file.action(Lineitem.COLUMNS.get(0).name(), vector));
    }
    writeLog(directory, Dataset.DELETED_SNAPPY, VECTORS_PROTOCOL, actions);
  }

  /** The same files under several other names. */
  private void repeat(Path directory) throws IOException {
    make(Dataset.LINEITEM_SNAPPY);
    List<String> actions = new ArrayList<>();
    List<Path> files = files(Dataset.LINEITEM_SNAPPY);
    for (int name = 0; name < Dataset.REPEATED_SNAPPY.names(); name++) {
      for (int i = 0; i < files.size(); i++) {
        Path link = directory.resolve("again-" + name + "-" + files.get(i).getFileName());
        actions.add(link(files.get(i), link, i).action(Lineitem.COLUMNS.get(0).name(), ""));
      }
    }
    writeLog(directory, Dataset.REPEATED_SNAPPY, PLAIN_PROTOCOL, actions);
  }

  /** Another name for the file of this number, whose statistics leave nothing out. */
  private WrittenFile link(Path file, Path link, int number) throws IOException {
    Files.createLink(link, file);
    long rows = (number + 1) * lineitems / FILES - number * lineitems / FILES;
    return new WrittenFile(
        link.getFileName().toString(), Files.size(link), rows, 0, Integer.MAX_VALUE);
  }

  /** Last, so that a table that has one is whole. */
  private static void writeLog(
      Path directory, Dataset dataset, String protocol, List<String> actions) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("{\"protocol\":" + protocol + "}");
    lines.add(
        "{\"metaData\":{\"id\":\""
            + dataset.directory()
            + "\",\"format\":{\"provider\":\"parquet\",\"options\":{}},\"schemaString\":\""
            + dataset.rows().tableSchema().replace("\"", "\\\"")
            + "\",\"partitionColumns\":[],\"configuration\":{"
            + (protocol.equals(VECTORS_PROTOCOL) ? "\"delta.enableDeletionVectors\":\"true\"" : "")
            + "},\"createdTime\":0}}");
    lines.addAll(actions);
    Path log = log(directory);
    Files.createDirectories(log.getParent());
    Files.write(log, lines);
  }

  private static Path log(Path directory) {
    return directory.resolve("_delta_log/00000000000000000000.json");
  }

  private static void clear(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
