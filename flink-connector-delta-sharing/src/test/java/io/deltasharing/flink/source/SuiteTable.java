/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.testframe.external.ExternalSystemSplitDataWriter;
import org.apache.flink.connector.testframe.external.source.DataStreamSourceExternalContext;
import org.apache.flink.connector.testframe.external.source.TestingSourceSettings;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * A shared table for each test of Flink's suite. What the suite takes for a split of the external
 * system is a series of files here: each writing is a file of one commit.
 */
final class SuiteTable implements DataStreamSourceExternalContext<RowData> {
  private static final String NAME = "market.live.suite";
  private static final int ROWS_PER_WRITING = 40;

  private static final RowType ROW_TYPE =
      RowType.of(
          false,
          new LogicalType[] {new BigIntType(), new VarCharType(VarCharType.MAX_LENGTH)},
          new String[] {"id", "text"});

  private final Path directory;
  private final DeltaTableFixture table;
  private final EmbeddedDeltaSharingServer server;

  private SuiteTable(Path directory) {
    this.directory = directory;
    this.table =
        DeltaTableFixture.create(
            directory.resolve("table"),
            new StructType().add("id", LongType.LONG).add("text", StringType.STRING),
            List.of(),
            Map.of());
    this.server =
        EmbeddedDeltaSharingServer.builder()
            .credentialLifetime(Duration.ofSeconds(5))
            .table(NAME, table.directory())
            .start();
  }

  /** A new table, within a directory that is the test class's to delete. */
  static SuiteTable within(Path directory) {
    try {
      return new SuiteTable(Files.createTempDirectory(directory, "suite"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Source<RowData, ?, ?> createSource(TestingSourceSettings settings) {
    DeltaSharingSourceBuilder builder =
        DeltaSharingSource.builder()
            .profile(server.writeProfile(directory.resolve("config.share")).toString())
            .table(NAME)
            .s3Endpoint(server.storeEndpoint())
            .s3PathStyleAccess(true);
    return settings.getBoundedness() == Boundedness.BOUNDED
        ? builder.bounded().build()
        : builder.continuous(Duration.ofMillis(200)).build();
  }

  @Override
  public ExternalSystemSplitDataWriter<RowData> createSourceSplitDataWriter(
      TestingSourceSettings settings) {
    return new ExternalSystemSplitDataWriter<>() {
      @Override
      public void writeRecords(List<RowData> rows) {
        table.append(
            rows.stream()
                .map(row -> new Object[] {row.getLong(0), row.getString(1).toString()})
                .toList());
      }

      @Override
      public void close() {}
    };
  }

  /** In the form in which Flink hands back what it collected, which rows are compared in. */
  @Override
  public List<RowData> generateTestData(TestingSourceSettings settings, int splitIndex, long seed) {
    Random random = new Random(seed);
    RowDataSerializer serializer = new RowDataSerializer(ROW_TYPE);
    return LongStream.range(0, ROWS_PER_WRITING)
        .<RowData>mapToObj(
            i ->
                serializer
                    .toBinaryRow(
                        GenericRowData.of(
                            random.nextLong(),
                            StringData.fromString(splitIndex + "-" + random.nextInt())))
                    .copy())
        .toList();
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return InternalTypeInfo.of(ROW_TYPE);
  }

  /** The connector is on the class path. */
  @Override
  public List<URL> getConnectorJarPaths() {
    return List.of();
  }

  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return "shared table";
  }
}
