/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.EnumeratorState;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Our source, whose enumerator fails when the test says so: an exception of the coordinator
 * restores all of the job, its enumerator included, unlike the loss of a TaskManager. One at a time
 * in the JVM.
 */
final class FragileSource
    implements Source<RowData, DeltaSharingSplit, Optional<EnumeratorState>>,
        ResultTypeQueryable<RowData> {
  private static final long serialVersionUID = 1L;

  private static volatile @Nullable SplitEnumeratorContext<?> running;

  private final DeltaSharingSource source;

  FragileSource(DeltaSharingSource source) {
    this.source = source;
  }

  /** Ends the running enumerator by an exception. */
  static void failEnumerator() {
    Objects.requireNonNull(running)
        .runInCoordinatorThread(
            () -> {
              throw new FlinkRuntimeException("the test makes the enumerator fail");
            });
  }

  @Override
  public SplitEnumerator<DeltaSharingSplit, Optional<EnumeratorState>> createEnumerator(
      SplitEnumeratorContext<DeltaSharingSplit> context) {
    running = context;
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<DeltaSharingSplit, Optional<EnumeratorState>> restoreEnumerator(
      SplitEnumeratorContext<DeltaSharingSplit> context, Optional<EnumeratorState> checkpoint) {
    running = context;
    return source.restoreEnumerator(context, checkpoint);
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<RowData, DeltaSharingSplit> createReader(SourceReaderContext context) {
    return source.createReader(context);
  }

  @Override
  public SimpleVersionedSerializer<DeltaSharingSplit> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Optional<EnumeratorState>> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return source.getProducedType();
  }
}
