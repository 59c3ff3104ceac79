/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.event;

import java.io.Serial;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * No reader has a row that is older than this still to emit: sent to every attempt.
 *
 * @param millis the watermark, in milliseconds since the epoch
 */
public record WatermarkAdvance(long millis) implements SourceEvent {
  @Serial private static final long serialVersionUID = 1L;
}
