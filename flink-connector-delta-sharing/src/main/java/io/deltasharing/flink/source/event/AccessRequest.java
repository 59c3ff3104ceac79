/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.event;

import java.io.Serial;
import org.apache.flink.api.connector.source.SourceEvent;

/** A reader attempt has started and asks for the table's definition and credentials. */
public record AccessRequest() implements SourceEvent {
  @Serial private static final long serialVersionUID = 1L;
}
