/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.source.reader.DeltaSharingReader;
import io.deltasharing.flink.source.reader.RowForm;
import io.deltasharing.flink.source.reader.TableFiles;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.DeltaSharingSplitSerializer;
import io.deltasharing.flink.source.split.SplitFile;
import io.deltasharing.flink.source.split.SplitOrigin;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * The connector's source reader on a directory of the local disk, which the connector itself does
 * not read: a pipeline on the very files that its peers have, with nothing in between.
 */
final class LocalSource implements Source<RowData, DeltaSharingSplit, Integer> {
  @Serial private static final long serialVersionUID = 1L;

  private final String directory;
  private final RowType columns;

  LocalSource(Path directory, RowType columns) {
    this.directory = directory.toString();
    this.columns = columns;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<DeltaSharingSplit, Integer> createEnumerator(
      SplitEnumeratorContext<DeltaSharingSplit> context) throws IOException {
    return restoreEnumerator(context, 0);
  }

  @Override
  public SplitEnumerator<DeltaSharingSplit, Integer> restoreEnumerator(
      SplitEnumeratorContext<DeltaSharingSplit> context, Integer handedOut) throws IOException {
    OurTable table = open();
    List<DeltaSharingSplit> splits = new ArrayList<>();
    for (DataFile file : table.files()) {
      SplitOrigin origin = SplitOrigin.snapshot(0, splits.size());
      splits.add(new DeltaSharingSplit(List.of(new SplitFile(origin, 0, file)), 0));
    }
    return new LocalEnumerator(context, table.definition(), splits, handedOut);
  }

  @Override
  public SourceReader<RowData, DeltaSharingSplit> createReader(SourceReaderContext context) {
    TableFiles.Opener opener =
        (grant, scope) -> {
          LocalStorage storage = new LocalStorage(Path.of(directory));
          OurTable table = new OurTable(storage, LocalStorage.ROOT, grant.definition(), List.of());
          return new TableFiles(table.reader(columns, null), storage);
        };
    return DeltaSharingReader.create(
        "local", opener, RowForm.AS_READ, false, context, System::nanoTime);
  }

  @Override
  public SimpleVersionedSerializer<DeltaSharingSplit> getSplitSerializer() {
    return DeltaSharingSplitSerializer.INSTANCE;
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new CountSerializer();
  }

  private OurTable open() throws IOException {
    return OurTable.open(new LocalStorage(Path.of(directory)), LocalStorage.ROOT, "bench");
  }
}
