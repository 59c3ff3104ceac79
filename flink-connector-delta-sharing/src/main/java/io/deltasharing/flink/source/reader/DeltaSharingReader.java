/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.source.event.AccessGrant;
import io.deltasharing.flink.source.event.AccessRequest;
import io.deltasharing.flink.source.event.CredentialRenewal;
import io.deltasharing.flink.source.event.NextFile;
import io.deltasharing.flink.source.event.WatermarkAdvance;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.DeltaSharingSplitState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * A reader attempt: asks for access when it starts and for a split whenever it has none. So one
 * that asks has emitted all that it had, also where it was restored with several splits; the
 * enumerator relies on that.
 */
public final class DeltaSharingReader
    extends SingleThreadMultiplexSourceReaderBase<
        RowRun, RowData, DeltaSharingSplit, DeltaSharingSplitState> {
  private final ReaderAccess access;
  private final AnnouncedFile announced;
  private final Optional<SourceWatermarks> watermarks;
  private @Nullable LingeringOutputs<RowData> lingering;
  private boolean started;

  private DeltaSharingReader(
      String table,
      ReaderAccess access,
      AnnouncedFile announced,
      RowForm form,
      Optional<SourceWatermarks> watermarks,
      SourceReaderContext context) {
    super(
        () -> new DeltaSharingSplitReader(table, access, announced, form),
        new RowEmitter(context.metricGroup().getIOMetricGroup().getNumRecordsInCounter()),
        context.getConfiguration(),
        context);
    this.access = access;
    this.announced = announced;
    this.watermarks = watermarks;
  }

  /**
   * Makes the reader of one attempt.
   *
   * @param table share.schema.table, for messages
   * @param watermarks whether the table's watermarks are asked for
   * @param nanoClock a monotonic clock, to measure waits
   */
  public static DeltaSharingReader create(
      String table,
      TableFiles.Opener opener,
      RowForm form,
      boolean watermarks,
      SourceReaderContext context,
      LongSupplier nanoClock) {
    ClearTextWarning.check(context.getConfiguration());
    ReaderAccess access =
        new ReaderAccess(opener, context::sendSourceEventToCoordinator, nanoClock);
    context.metricGroup().gauge("credentialWaitMillis", () -> access.waited().toMillis());
    return new DeltaSharingReader(
        table,
        access,
        new AnnouncedFile(),
        form,
        watermarks ? Optional.of(new SourceWatermarks()) : Optional.empty(),
        context);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RowData> output) throws Exception {
    watermarks.ifPresent(it -> it.emitTo(output));
    if (lingering == null) {
      // There is only ever one output.
      lingering = new LingeringOutputs<>(output);
    }
    InputStatus status = super.pollNext(lingering);
    if (status == InputStatus.NOTHING_AVAILABLE) {
      // Flink looks for a failure before it finds that there are no rows. The wake-up of one that
      // came in between is forgotten, and the job would wait for ever.
      splitFetcherManager.checkErrors();
    }
    return status;
  }

  @Override
  public void addSplits(List<DeltaSharingSplit> splits) {
    if (!started) {
      watermarks.ifPresent(it -> splits.forEach(it::restored));
    }
    super.addSplits(splits);
  }

  @Override
  public void start() {
    started = true;
    context.sendSourceEventToCoordinator(
        new AccessRequest(watermarks.map(SourceWatermarks::restoredTimes).orElse(List.of())));
    if (getNumberOfCurrentlyAssignedSplits() == 0) {
      context.sendSplitRequest();
    }
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof AccessGrant grant) {
      access.grant(grant);
    } else if (event instanceof CredentialRenewal renewal) {
      access.renew(renewal.credential());
    } else if (event instanceof NextFile next) {
      announced.announce(next.file());
    } else if (event instanceof WatermarkAdvance advance) {
      watermarks.ifPresent(it -> it.advanceTo(advance.millis()));
      // So that the task polls for it, unless it has stopped.
      splitFetcherManager.getQueue().notifyAvailable();
    } else {
      super.handleSourceEvents(event);
    }
  }

  @Override
  public void close() throws Exception {
    // First storage, so that a read which hangs ends now and not after Flink's patience with it.
    try {
      access.close();
    } finally {
      super.close();
    }
  }

  @Override
  protected void onSplitFinished(Map<String, DeltaSharingSplitState> finished) {
    if (getNumberOfCurrentlyAssignedSplits() == 0) {
      context.sendSplitRequest();
    }
  }

  @Override
  protected DeltaSharingSplitState initializedState(DeltaSharingSplit split) {
    return new DeltaSharingSplitState(split);
  }

  @Override
  protected DeltaSharingSplit toSplitType(String splitId, DeltaSharingSplitState state) {
    return state.toSplit();
  }
}
