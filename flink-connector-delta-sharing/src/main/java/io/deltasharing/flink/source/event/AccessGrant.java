/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.event;

import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.TableDefinition;
import java.io.Serial;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * All that a reader needs to read the table's files: sent to each attempt that asks.
 *
 * @param root where relative paths begin
 * @param credentials one per location, the root's among them
 */
public record AccessGrant(
    TableDefinition definition, StorageLocation root, List<HeldCredential> credentials)
    implements SourceEvent {
  @Serial private static final long serialVersionUID = 1L;

  public AccessGrant {
    credentials = List.copyOf(credentials);
  }

  /** Flink prints events into logs and failure messages. */
  @Override
  public String toString() {
    return "AccessGrant[" + root + ", " + credentials.size() + " credentials]";
  }
}
