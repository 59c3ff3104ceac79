/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.event;

import java.io.Serial;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * A reader attempt has started and asks for the table's definition and credentials.
 *
 * @param restoredTimes the oldest time in each split that a checkpoint gave it, in the order in
 *     which it reads them: in microseconds since the epoch, {@link Long#MIN_VALUE} where that is
 *     not known
 */
public record AccessRequest(List<Long> restoredTimes) implements SourceEvent {
  @Serial private static final long serialVersionUID = 1L;

  public AccessRequest {
    restoredTimes = List.copyOf(restoredTimes);
  }

  /** Of an attempt that has no splits. */
  public AccessRequest() {
    this(List.of());
  }
}
