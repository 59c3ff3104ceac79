/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.event;

import io.deltasharing.flink.credentials.StorageLocation;
import java.io.Serial;
import org.apache.flink.api.connector.source.SourceEvent;

/** The store refused a reader's credential: the reader waits for one of a later generation. */
public record CredentialRefusal(StorageLocation location, long generation) implements SourceEvent {
  @Serial private static final long serialVersionUID = 1L;
}
