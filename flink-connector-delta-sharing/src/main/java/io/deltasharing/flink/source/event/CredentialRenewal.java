/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.event;

import io.deltasharing.flink.credentials.HeldCredential;
import java.io.Serial;
import org.apache.flink.api.connector.source.SourceEvent;

/** A newer credential of one location: sent to every attempt. */
public record CredentialRenewal(HeldCredential credential) implements SourceEvent {
  @Serial private static final long serialVersionUID = 1L;

  /** Flink prints events into logs and failure messages. */
  @Override
  public String toString() {
    return "CredentialRenewal["
        + credential.location()
        + ", generation "
        + credential.generation()
        + "]";
  }
}
