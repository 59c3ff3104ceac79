/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.plan.TableDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/**
 * A file that parquet-java wrote.
 *
 * @param rows what is in it
 */
@SuppressWarnings("ArrayRecordComponent")
record WrittenFile(
    List<TestColumn> columns, List<List<@Nullable Object>> rows, MessageType schema, byte[] bytes) {
  /** One for all: each reads files of defaults. */
  private static final Configuration CONFIGURATION = new Configuration(false);

  /** One of so many has checksums; in the others, what is garbled gets as far as the decoders. */
  private static final int CHECKSUM_EVERY = 4;

  /** How values are encoded. */
  enum Encoded {
    PLAIN(WriterVersion.PARQUET_1_0, false, 0, false, Integer.MAX_VALUE),
    DICTIONARY(WriterVersion.PARQUET_1_0, true, 1 << 20, false, 8),
    /** A dictionary that is soon full, and given up in the middle of a chunk. */
    FALLBACK(WriterVersion.PARQUET_1_0, true, 256, false, Integer.MAX_VALUE),
    SPLIT(WriterVersion.PARQUET_1_0, false, 0, true, Integer.MAX_VALUE),
    DELTA_V2(WriterVersion.PARQUET_2_0, false, 0, false, Integer.MAX_VALUE),
    DICTIONARY_V2(WriterVersion.PARQUET_2_0, true, 1 << 20, false, 8),
    FALLBACK_V2(WriterVersion.PARQUET_2_0, true, 256, true, Integer.MAX_VALUE);

    private final WriterVersion version;
    private final boolean dictionary;
    private final int dictionaryBytes;
    private final boolean split;
    private final int distinct;

    Encoded(
        WriterVersion version,
        boolean dictionary,
        int dictionaryBytes,
        boolean split,
        int distinct) {
      this.version = version;
      this.dictionary = dictionary;
      this.dictionaryBytes = dictionaryBytes;
      this.split = split;
      this.distinct = distinct;
    }
  }

  /** Where nulls are. */
  enum Nulls {
    REQUIRED,
    NEVER,
    SOME,
    RUNS,
    ALWAYS;

    boolean isNull(int row, Random random) {
      return switch (this) {
        case REQUIRED, NEVER -> false;
        case SOME -> random.nextInt(5) == 0;
        case RUNS -> row / 70 % 2 == 0;
        case ALWAYS -> true;
      };
    }
  }

  /** How large row groups and pages are. */
  enum Sizes {
    ONE_PAGE(1 << 20, 1 << 20, 20_000),
    MANY_PAGES(1 << 20, 1 << 20, 37),
    MANY_GROUPS(53, 1 << 20, 20);

    private final int groupRows;
    private final int pageBytes;
    private final int pageRows;

    Sizes(int groupRows, int pageBytes, int pageRows) {
      this.groupRows = groupRows;
      this.pageBytes = pageBytes;
      this.pageRows = pageRows;
    }
  }

  static WrittenFile write(
      List<TestColumn> columns,
      int count,
      Encoded encoded,
      CompressionCodecName codec,
      Nulls nulls,
      Sizes sizes,
      long seed)
      throws IOException {
    return write(columns, count, encoded, codec, nulls, sizes, seed, Map.of());
  }

  /** With more keys and values in the footer. */
  static WrittenFile write(
      List<TestColumn> columns,
      int count,
      Encoded encoded,
      CompressionCodecName codec,
      Nulls nulls,
      Sizes sizes,
      long seed,
      Map<String, String> footer)
      throws IOException {
    MessageType schema = schema(columns, nulls);
    Random random = new Random(seed);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    BytesOutput output = new BytesOutput();
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(output)
            .withConf(CONFIGURATION)
            .withType(schema)
            .withExtraMetaData(footer)
            .withCompressionCodec(codec)
            .withWriterVersion(encoded.version)
            .withDictionaryEncoding(encoded.dictionary)
            .withDictionaryPageSize(Math.max(1, encoded.dictionaryBytes))
            .withByteStreamSplitEncoding(encoded.split)
            .withPageWriteChecksumEnabled(seed % CHECKSUM_EVERY == 0)
            .withPageSize(sizes.pageBytes)
            .withPageRowCountLimit(sizes.pageRows)
            .withRowGroupRowCountLimit(sizes.groupRows)
            .withValidation(true)
            .build()) {
      for (int row = 0; row < count; row++) {
        Group group = new SimpleGroup(schema);
        for (int i = 0; i < columns.size(); i++) {
          Random source = new Random(seed * 31 + i * 1000L + random.nextInt(encoded.distinct));
          boolean isNull = nulls.isNull(row, random) && columns.get(i).canBeRequired();
          Object value = isNull ? null : columns.get(i).values().apply(source);
          GroupValues.write(group, i, value);
        }
        writer.write(group);
        // As it can be read: without nanoseconds, for one.
        rows.add(GroupValues.row(group));
      }
    }
    return new WrittenFile(columns, rows, schema, output.bytes());
  }

  private static MessageType schema(List<TestColumn> columns, Nulls nulls) {
    return MessageTypeParser.parseMessageType(
        "message file { "
            + columns.stream()
                .map(it -> it.field(nulls != Nulls.REQUIRED))
                .map(it -> it.endsWith("}") ? it : it + ";")
                .collect(Collectors.joining(" "))
            + " }");
  }

  static TableDefinition table(List<TestColumn> columns) {
    String fields = columns.stream().map(TestColumn::json).collect(Collectors.joining(","));
    return new TableDefinition(
        "id", "{\"type\":\"struct\",\"fields\":[" + fields + "]}", List.of(), "none");
  }
}
